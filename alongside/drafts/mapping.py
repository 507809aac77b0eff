"""Which column of a table is which field: a YAML file that people write for their own spreadsheet."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from alongside.drafts.fields import Shape, paths_of, shape_at, shape_of
from alongside.drafts.meeting_record import KNOWN
from alongside.errors import nearest
from alongside.schema import KINDS
from alongside.schema.convert import convert
from alongside.schema.faults import Fault, Words
from alongside.schema.parts import Line

Kind = Literal["meetings", "programs", "family", "events", "activities", "helplines", "tools"]
# Where a listing is, where no field says it: the importer makes areas and zones of these.
HINTS = ("area.city", "area.county", "area.region", "area.timezone")
SKIP = "skip"


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What to do with the cells of one column. What is left out does nothing."""

    to: Annotated[Line, Meta(description="Field that gets the value, such as place.city; `skip` leaves the column out")] = ""
    split: Annotated[
        tuple[str, ...], Meta(description="Signs between several values in one cell; `space` for any white space, or a word such as or")
    ] = ()
    empty: Annotated[tuple[Line, ...], Meta(description="Values that mean nothing, such as 'same' or 'n/a'")] = ()
    values: Annotated[
        dict[str, tuple[Line, ...]], Meta(description="Other words for values: the cell's value, then ours; case does not count")
    ] = {}
    codes: Annotated[Line, Meta(description="System whose codes the values are, found through the vocabulary", examples=["samhsa"])] = ""
    when: Annotated[tuple[Line, ...], Meta(description="Values at which `add` holds; left out: any value")] = ()
    add: Annotated[dict[str, tuple[Line, ...]], Meta(description="Fields that get these values, where `when` holds")] = {}
    label: Annotated[Line, Meta(description="Words in front of the value, followed by a colon")] = ""
    as_: Annotated[Line, Meta(description="Text with {} where the value goes", examples=["{} hours a week"])] = field(
        name="as", default="{}"
    )
    join: Annotated[
        str, Meta(max_length=20, description="Sign between this value and one that the field has already, such as a comma; a space follows")
    ] = ""


class Mapping(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a table becomes listings."""

    title: Annotated[Line, Meta(description="What tables it is for")] = ""
    kind: Annotated[Kind, Meta(description="Kind of listing that a row is")]
    like: Annotated[
        Literal["", "meeting-guide"],
        Meta(description="meeting-guide: `to` names fields of Meeting Guide, and rows are read as its records"),
    ] = ""
    record: Annotated[tuple[Line, ...], Meta(description="Columns that together name a row for good; left out: the name")] = ()
    constants: Annotated[dict[str, tuple[Line, ...]], Meta(description="Fields that are the same in all rows")] = {}
    columns: Annotated[
        dict[str, tuple[str | Rule, ...]], Meta(description="For each column: a field, a rule, or a list of both", min_length=1)
    ]


def mapping_of(data: object) -> tuple[Mapping | None, list[Fault]]:
    """A mapping from raw YAML data, or every fault of it: unknown keys, fields that the kind does not have."""
    found, faults = convert(data, Mapping, Words())
    if found is None:
        return None, faults
    faults = [*faults, *_targets(found)]
    return (None if faults else found), faults


def rules_of(mapping: Mapping) -> dict[str, tuple[Rule, ...]]:
    """The rules by column, the column's name in small letters with single spaces."""
    return {
        " ".join(column.casefold().split()): tuple(Rule(to=rule) if isinstance(rule, str) else rule for rule in rules)
        for column, rules in mapping.columns.items()
    }


def _targets(mapping: Mapping) -> Iterator[Fault]:
    shape = shape_of(KINDS[mapping.kind])
    for column, rules in rules_of(mapping).items():
        name = next(name for name in mapping.columns if " ".join(name.casefold().split()) == column)
        for index, rule in enumerate(rules):
            for target in (*([rule.to] if rule.to else []), *rule.add):
                if not _known(mapping, shape, target):
                    yield _unknown(mapping, shape, ("columns", name, index), target)
    for target in mapping.constants:
        if not _known(mapping, shape, target):
            yield _unknown(mapping, shape, ("constants", target), target)


def _known(mapping: Mapping, shape: Shape, target: str) -> bool:
    if mapping.like:
        return target == SKIP or target in KNOWN
    found = shape_at(shape, target)
    return target in (*HINTS, SKIP) or (found is not None and (found.what not in ("record", "mapping") or found.or_text))


def _unknown(mapping: Mapping, shape: Shape, path: tuple[str | int, ...], target: str) -> Fault:
    known = sorted(KNOWN) if mapping.like else [*paths_of(shape), *HINTS, SKIP]
    guess = nearest(target, known)
    fix = f"Did you mean {guess}?" if guess else "Name a field of the schema with dots between its parts, such as place.city."
    return Fault(path=path, message=f"'{target}' is not a field of {mapping.like or mapping.kind}", fix=fix, value=target)
