"""Tables: CSV, and JSON arrays of flat objects, through a mapping of columns to fields."""

import re
from collections.abc import Iterator, Mapping

from alongside.drafts import Draft, Making, Options, Shape, meeting_of, plain_word, records_of, shape_at
from alongside.drafts.addresses import country_of, region_of
from alongside.drafts.mapping import HINTS, SKIP, Rule, rules_of
from alongside.drafts.mapping import Mapping as ColumnMapping
from alongside.drafts.payload import decoded, rows_of
from alongside.drafts.values import coordinates_of, cut, date_of, line_of, text_of
from alongside.errors import SiteError, nearest

# A name that goes on: "Behavioral Analysis and" + "Therapy Partners".
_OPEN_END = re.compile(r"(?:\b(?:and|at|by|for|of|the)|&)$", re.IGNORECASE)
Rules = Mapping[str, tuple[Rule, ...]]
_FALSE = frozenset({"0", "no", "n", "false", "off", "none"})


def read(payload: bytes, options: Options, mapping: ColumnMapping) -> Iterator[Draft]:
    """A draft of every row, in the table's order.

    Raises: SiteError where the bytes are no table, or none of the mapping's columns is in it.
    """
    rules = rules_of(mapping)
    what = _what(mapping)
    for number, cells in enumerate(_cells(payload, what), 1):
        if number == 1 and cells is not None and not set(cells) & set(rules):
            guess = nearest(next(iter(rules)), cells) or ""
            raise SiteError(f"This is not {what}: it has none of its columns" + (f" ({guess}?)." if guess else "."), 2)
        if cells is None:
            yield Draft(record=f"#{number}", kind=mapping.kind, refused="is not a row with columns")
        elif mapping.like:
            yield meeting_of(dict(_renamed(cells, rules, mapping)), number, options)
        else:
            yield _Row(mapping, rules, cells, options).draft(number)


def lacking(payload: bytes, mapping: ColumnMapping) -> list[str]:
    """The columns of a mapping that no row of a table has, as the mapping spells them.

    Raises: SiteError where the bytes are no table.
    """
    there = {column for cells in _cells(payload, _what(mapping)) for column in cells or ()}
    return [column for column in mapping.columns if _folded(column) not in there] if there else []


def _what(mapping: ColumnMapping) -> str:
    return f"a table for the mapping {mapping.title}" if mapping.title else "a table"


def _cells(payload: bytes, what: str) -> Iterator[dict[str, object] | None]:
    """The cells of each row by its column's name in small letters; None for what is not a row."""
    is_json = decoded(payload[:1000]).lstrip()[:1] in ("[", "{")
    rows: Iterator[object] = iter(records_of(payload, what)) if is_json else rows_of(payload, what)
    for row in rows:
        yield {_folded(key): value for key, value in row.items()} if isinstance(row, dict) else None


def _folded(column: object) -> str:
    return " ".join(str(column).casefold().split())


def _renamed(cells: Mapping[str, object], rules: Rules, mapping: ColumnMapping) -> Iterator[tuple[str, object]]:
    """The fields of a record in the other format's words; columns that the mapping does not name keep their names."""
    yield from ((field, list(values) if len(values) > 1 else values[0]) for field, values in mapping.constants.items() if values)
    for column, cell in cells.items():
        if column not in rules:
            yield column.replace(" ", "_"), cell
        for rule in rules.get(column, ()):
            values = _values(rule, cell)
            if values and rule.to != SKIP:
                yield rule.to, values if rule.split or isinstance(cell, list) else values[0]


def _values(rule: Rule, cell: object) -> list[str]:
    """The values of a cell, in our words."""
    given = [text_of(item) for item in cell] if isinstance(cell, list) else [text_of(cell)]
    if rule.split:
        given = [part for text in given for part in re.split("|".join(map(_between, rule.split)), text)]
    words = {key.casefold(): values for key, values in rule.values.items()}
    empty = {word.casefold() for word in rule.empty}
    bare = [text.strip() for text in given if text.strip() and text.strip().casefold() not in empty]
    return [rule.as_.replace("{}", word) for text in bare for word in words.get(text.casefold(), (text,)) if word]


def _between(sign: str) -> str:
    if sign == "space":
        return r"\s+"
    return rf"\b{sign}\b" if sign.isalpha() else re.escape(sign)


class _Row:
    """One row while it is read."""

    def __init__(self, mapping: ColumnMapping, rules: Rules, cells: Mapping[str, object], options: Options) -> None:
        self.mapping, self.rules, self.cells, self.options = mapping, rules, cells, options
        self.making = Making(mapping.kind)
        self.hints: dict[str, str] = {}

    def draft(self, number: int) -> Draft:
        for path, values in self.mapping.constants.items():
            self.set(path, list(values), Rule(), "constants")
        if self.mapping.kind == "meetings" and not self.making.get("fellowship"):
            self.making.put("fellowship", self.options.fellowship or "independent")
        for column, rules in self.rules.items():
            for rule in rules if column in self.cells else ():
                self.column(column, rule)
        rest = {column: cell for column, cell in self.cells.items() if column not in self.rules}
        self.making.keep_rest(rest, ())
        self.coordinates()
        keys = [" ".join(column.casefold().split()) for column in self.mapping.record]
        name = str(self.making.get("name"))
        record = cut(" / ".join(filter(None, (line_of(self.cells.get(key)) for key in keys))) or name, 190)[0] or f"#{number}"
        place = {part: str(self.making.get(f"place.{part}")) for part in ("city", "region", "country", "postal_code")}
        found = self.making.finished(
            record,
            zone=self.hints.get("timezone", ""),
            city=self.hints.get("city") or place["city"],
            county=self.hints.get("county", ""),
            region=self.hints.get("region", ""),
            state=place["region"],
            country=place["country"],
            postal_code=place["postal_code"],
            online=self.making.get("attendance") in ("online", "phone"),
            refused="" if name else "has no name",
        )
        return found

    def column(self, column: str, rule: Rule) -> None:
        cell = self.cells[column]
        if isinstance(cell, dict):
            self.making.remark(column, cell, "is not a value; left out")
            return
        values = _values(rule, cell)
        if not values or rule.to == SKIP:
            return
        if rule.add and any(not rule.when or value.casefold() in {w.casefold() for w in rule.when} for value in values):
            for path, terms in rule.add.items():
                self.set(path, list(terms), Rule(join=rule.join), column)
        if rule.codes:
            others = self.making.codes(self.options.codes, rule.codes.split(), values, column)
            for name, term in others:
                self.making.note(column, f"{name}: {term}")
        elif rule.to:
            self.set(rule.to, values, rule, column)

    def set(self, path: str, values: list[str], rule: Rule, column: str) -> None:
        if path in HINTS:
            self.hints[path.partition(".")[2]] = values[0]
            return
        shape = shape_at(self.making.shape, path) or Shape()
        values = self.meant(shape.item or shape, values)
        if shape.what == "list":
            self.making.add(path, *values)
        elif path == "notes_for_editors":
            self.making.note(rule.label or column, ", ".join(values))
        elif shape.means == "markdown":
            self.making.more(path, "\n".join(values), column, rule.label)
        else:
            text = f"{rule.label}: {', '.join(values)}" if rule.label else ", ".join(values) if len(values) > 1 else values[0]
            self.scalar(path, shape, self.joined(path, text, rule.join), column)

    def meant(self, shape: Shape, values: list[str]) -> list[str]:
        """Ids where the table has their labels, or other letters: "IOP", "Intensive outpatient"."""
        called = self.options.called.get(shape.of, {}) if shape.means == "term" else {plain_word(word): word for word in shape.words}
        return [called.get(plain_word(value), value) for value in values]

    def joined(self, path: str, text: str, join: str) -> str:
        before = str(self.making.get(path))
        if not before or not join:
            return text
        return f"{before} {text}" if _OPEN_END.search(before) else f"{before}{join} {text}"

    def scalar(self, path: str, shape: Shape, text: str, column: str) -> None:
        making = self.making
        if shape.means == "url":
            making.url(path, text, column)
        elif shape.means == "phone":
            making.phone(path, text, column)
        elif shape.means == "email":
            making.email(path, text, column)
        elif shape.what == "date":
            making.put(path, date_of(text))
            if not date_of(text):
                making.remark(column, text, "is not a date; left out")
        elif shape.what == "yes-no":
            making.put(path, "no" if text.casefold() in _FALSE else "yes")
        elif path.startswith("place."):
            self.place(path, text, column)
        else:
            making.text(path, text, column)

    def place(self, path: str, text: str, column: str) -> None:
        """Parts of an address as people type them into cells."""
        text = text.strip(" ,;")
        if path == "place.postal_code" and (found := re.fullmatch(r"(\d{5}(?:-\d{4})?)\W*[A-Za-z]{1,3}", text)):
            self.making.remark(column, text, f"is taken as {found[1]}")
            text = found[1]
        elif path == "place.country":
            country = country_of(text)
            if not country:
                self.making.remark(column, text, "is not a country known here; left out")
            text = country
        elif path == "place.region":
            text = region_of(text)
        elif path == "place.city" and (text.isupper() or text.islower()):
            text = text.title()
        self.making.text(path, text, column)

    def coordinates(self) -> None:
        """Latitude and longitude hold together or not at all."""
        making = self.making
        given = [making.get(f"place.{name}") for name in ("latitude", "longitude")]
        if not any(given):
            return
        found = coordinates_of(*given)
        for name, value in zip(("latitude", "longitude"), found or ("", ""), strict=True):
            making.data["place"].pop(name, None)
            making.put(f"place.{name}", value)
        if found is None:
            making.remark("latitude", ", ".join(map(str, given)), "and longitude are no place on earth; left out")
