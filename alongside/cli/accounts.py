"""What an import did, in short: the report's numbers, and the first of what somebody has to look at."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from alongside.cli.terminal import many
from alongside.errors import visible
from alongside.importing import Conflict, Report, Trouble

# Of what an import could not do, this much is told on the terminal; --report has all of it.
MOST_TOLD, MOST_NAMED, LONGEST = 20, 5, 60


def account(report: Report) -> Iterator[str]:
    """The lines of a report for a terminal."""
    for refusal in report.refused[:MOST_TOLD]:
        yield f"refused {visible(refusal.record)}: {visible(refusal.reason, 400)}"
    yield from _more(report.refused, "refused")
    for conflict in report.conflicts[:MOST_TOLD]:
        yield _conflict(conflict)
    yield from _more(report.conflicts, "left as they are")
    yield from _grouped(report.problems)
    if report.gone:
        named = _named(report.gone)
        are = "record is" if len(report.gone) == 1 else "records are"
        yield f"{len(report.gone):,} {are} gone from the feed, listings left as they are: {named}"
    yield from _created(report)
    yield (
        f"{many(report.records, 'record')}: {report.written:,} written, {report.unchanged:,} unchanged, "
        f"{report.conflicted:,} conflicted, {len(report.refused):,} refused; {many(len(report.problems), 'problem')} with single fields"
        + (f"; {len(report.gone):,} gone from the feed" if report.gone else "")
        + (" (nothing was written: --dry-run)" if report.dry_run else "")
    )


def _more(listed: Sequence[object], what: str) -> Iterator[str]:
    if len(listed) > MOST_TOLD:
        yield f"… and {len(listed) - MOST_TOLD:,} more {what}"


def _conflict(conflict: Conflict) -> str:
    start = f"left as it is: {visible(conflict.listing)} {visible(conflict.field)}".rstrip()
    if not conflict.field:
        return f"{start}: {visible(conflict.message)}"
    return f"{start}: {visible(conflict.message)} (here: {_short(conflict.ours)}; feed: {_short(conflict.theirs)})"


def _short(value: object) -> str:
    if value in (None, ""):
        return "nothing"
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    text = ", ".join(_short(part) if isinstance(value, list) else f"{name} {_short(part)}" for name, part in parts) or str(value)
    return visible(" ".join(text.split()), LONGEST)


def _grouped(problems: Iterable[Trouble]) -> Iterator[str]:
    """The most frequent kinds of problems with single fields, each with its first record."""
    groups: dict[tuple[str, str], list[Trouble]] = defaultdict(list)
    for problem in problems:
        message = re.sub(r"'[^']*'|\d[\d.,:-]*", "…", problem.message)
        # A field of its own for each record would be a group of its own; a mapping's columns are told together.
        groups["" if not problem.record else re.sub(r"\[\d+\]", "", problem.field), message].append(problem)
    ordered = sorted(groups.values(), key=len, reverse=True)
    for group in ordered[:MOST_NAMED]:
        first = group[0]
        message = visible(first.message if len(group) == 1 else re.sub(r"^'[^']*' ", "", first.message), 300)
        if not first.record:
            yield f"{len(group):,} x {_named([problem.field for problem in group])}: {message}"
            continue
        value = f", {_short(first.value)}" if first.value else ""
        example = f"{visible(first.record, LONGEST)}{value}"
        yield f"{len(group):,} x {visible(first.field)}: {message} ({'for example ' if len(group) > 1 else ''}{example})"
    if len(ordered) > MOST_NAMED:
        yield f"… and {many(len(ordered) - MOST_NAMED, 'other kind')} of problems with single fields"


def _created(report: Report) -> Iterator[str]:
    areas = report.areas_created
    if not areas:
        return
    verb = "would create" if report.dry_run else "created"
    if len(areas) > 1:
        yield f"{verb} {len(areas):,} areas: {_named(areas)}"
        return
    mend = f"move its files to the folder of the right area, and take {areas[0]} out of content/areas.yaml"
    yield f"{verb} the area {visible(areas[0])}" + ("" if report.dry_run else f": if that was a slip, {mend}")


def _named(words: Sequence[str]) -> str:
    more = f" and {len(words) - MOST_NAMED:,} more" if len(words) > MOST_NAMED else ""
    return ", ".join(visible(word, LONGEST) for word in words[:MOST_NAMED]) + more
