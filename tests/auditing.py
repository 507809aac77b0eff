"""Two audits of one folder: by what is known of each file as it is made, and by reading the folder as a browser does."""

from collections.abc import Mapping
from pathlib import Path

from alongside.audit import audit, facts_of, judge, located
from alongside.errors import Problem, in_order
from tests.building import snapshot

# What only the thorough audit looks for: whole addresses, and structured data within pages.
_ONLY_READ = "dead-address"


def judged(files: Mapping[str, bytes]) -> list[Problem]:
    """What a build finds, with the place of each."""
    facts = {path: known for path, body in files.items() if (known := facts_of(path, body)) is not None}
    found = judge(facts, {path: len(body) for path, body in files.items()})
    assert all(problem.line for problem in found if problem.rule not in ("dead-link", "dead-fragment", "host-limit"))
    return in_order(located(found, files.__getitem__))


def agreed(folder: Path) -> list[Problem]:
    """What both find, in order; what a parser says of data, and where in it, is the thorough one's."""
    found = judged(snapshot(folder))
    read = [problem for problem in in_order(audit(folder)) if problem.rule != _ONLY_READ]
    assert [_key(problem) for problem in found] == [_key(problem) for problem in read]
    return read


def _key(problem: Problem) -> tuple[object, ...]:
    return (
        (problem.file, problem.rule)
        if problem.rule == "unparsable"
        else tuple(getattr(problem, name) for name in problem.__struct_fields__)
    )
