"""What hosts make of header files: the headers of the answer to one address."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping

import pytest

Headers = Mapping[str, str]
Host = Callable[[str, str], Headers]


def rules(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every rule of a _headers file: what addresses it is for, and its headers."""
    for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]:
        path, *lines = block.rstrip("\n").split("\n")
        assert path.startswith("/")
        assert all(re.fullmatch(r"  [A-Za-z-]+: \S.*", line) for line in lines)
        yield path, [(name, value) for name, _, value in (line.strip().partition(": ") for line in lines)]


def matching(text: str, address: str) -> Iterator[tuple[str, str]]:
    for path, found in rules(text):
        if re.fullmatch(re.escape(path).replace(r"\*", ".*"), address):
            yield from found


def joined(text: str, address: str) -> Headers:
    """As Cloudflare has it: values of one header are joined with a comma."""
    together: dict[str, list[str]] = {}
    for name, value in matching(text, address):
        together.setdefault(name, []).append(value)
    return {name: ", ".join(values) for name, values in together.items()}


def later(text: str, address: str) -> Headers:
    """As Netlify has it: the later rule stands."""
    return dict(matching(text, address))


def apache(text: str, address: str) -> Headers:
    """As Apache has it: line after line, each under its condition."""
    found = {}
    for line in text.splitlines():
        read = re.fullmatch(r"Header (?:always )?set ([A-Za-z-]+) (.+)", line)
        if read:
            value, *condition = shlex.split(read[2])
            pattern = re.fullmatch(r"expr=%\{REQUEST_URI\} =~ m#([^#]*)#", condition[0]) if condition else None
            assert bool(condition) == bool(pattern)
            if not pattern or re.search(pattern[1], address):
                found[read[1]] = value
    return found


HOSTS = [
    pytest.param("_headers", joined, id="Cloudflare Pages"),
    pytest.param("_headers", later, id="Netlify"),
    pytest.param(".htaccess", apache, id="Apache"),
]
