"""What is wrong with a site, from what is known of each of its files."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
from msgspec import structs

from alongside.audit.addresses import resolve, target_of
from alongside.audit.hosts import host_problems
from alongside.audit.records import DEAD_FRAGMENT, DEAD_LINK, Facts, Flaw, problem_of
from alongside.errors import Problem

_decode = msgspec.msgpack.Decoder(Facts).decode
_INDEX = "index.html"


def judge(facts: Mapping[str, bytes], sizes: Mapping[str, int], hosts: Iterable[str] = ()) -> list[Problem]:
    """Every problem of a site that was made: dead links and fragments, what is wrong with single files, limits of hosts.

    Takes:   what ``facts_of`` said of each file, by path; the size in bytes of every file; names of ``HOSTS``.
    Returns: problems by file; those of links have no line yet, which ``located`` finds.
    """
    known = _known(sizes)
    found: list[Problem] = []
    linked: list[tuple[str, bytes]] = []
    for path, encoded in facts.items():
        each = _decode(encoded)
        found += [problem_of(path, flaw) for flaw in each.flaws]
        links = each.links.split(b"\n") if each.links else []
        if not known.issuperset(links):
            unknown = dict.fromkeys([link for link in links if link not in known])
            targets = dict.fromkeys([link.partition(b"#")[0] for link in unknown])
            found += [_dead(path, DEAD_LINK, target) for target in targets if target not in known]
            linked += [(path, link) for link in unknown if b"#" in link]
    return [*found, *_dead_fragments(linked, facts, sizes), *host_problems(sizes, hosts)]


def located(problems: Iterable[Problem], read: Callable[[str], bytes]) -> list[Problem]:
    """Problems of links with each place at which a page has them, as written there.

    Takes: what ``judge`` found; ``read`` gives the bytes of a file by its path.
    """
    from alongside.audit.page import read_page

    dead: dict[str, dict[str, Problem]] = {}
    for problem in problems:
        if problem.rule in (DEAD_LINK, DEAD_FRAGMENT) and not problem.line:
            dead.setdefault(problem.file, {})[problem.value] = problem
    found = [problem for problem in problems if problem.line or problem.file not in dead or problem.value not in dead[problem.file]]
    for path, wanted in dead.items():
        for each in read_page(read(path)).references:
            target = resolve(path, each.address)
            dead_one = (wanted.get(target.path) or wanted.get(str(target))) if target else None
            if dead_one:
                found.append(structs.replace(dead_one, line=each.line, column=each.column, value=each.address, field=each.address))
    return found


def _known(sizes: Mapping[str, int]) -> frozenset[bytes]:
    """Every target that leads somewhere: files, and folders that have an index, with and without a slash."""
    found = [target_of(path) for path in sizes]
    for path in sizes:
        if path.endswith("/index.html"):
            found += (f"/{path[:-10]}", f"/{path[:-11]}")
    if _INDEX in sizes:
        found.append("/")
    return frozenset([target.encode("utf-8", "surrogateescape") for target in found])


def _dead(path: str, rule: str, target: bytes) -> Problem:
    return problem_of(path, Flaw(rule, value=target.decode("utf-8", "replace")))


def _dead_fragments(linked: Iterable[tuple[str, bytes]], facts: Mapping[str, bytes], sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Links to parts that are not there; what leads nowhere was told before, and only pages have parts."""
    ids: dict[str, frozenset[bytes]] = {}
    for path, part in linked:
        target, _, fragment = part.partition(b"#")
        file = _file(target.decode("utf-8", "replace"), sizes)
        if not file.endswith(".html") or file not in facts:
            continue
        if file not in ids:
            ids[file] = frozenset(_decode(facts[file]).ids.split(b"\n"))
        if fragment not in ids[file]:
            yield _dead(path, DEAD_FRAGMENT, part)


def _file(target: str, sizes: Mapping[str, int]) -> str:
    """The file behind a target."""
    index = f"{target.removesuffix('/')}/{_INDEX}"[1:]
    return index if target.endswith("/") or index in sizes else target[1:]
