"""Bytes of a feed to records: text in whatever encoding, JSON in whatever shape."""

import csv
import json
import re
from collections.abc import Iterator

from alongside.errors import SiteError, visible

_WRAPPERS = ("meetings", "records", "data", "results", "items", "rows", "facilities", "locations")


def decoded(payload: bytes) -> str:
    """The text of a feed: UTF-8, else UTF-16 by its byte order mark, else Windows-1252; every line ends in a line feed."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "cp1252")):
        if payload.startswith(mark):
            try:
                text = payload.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    else:
        text = payload.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def loaded(payload: bytes, what: str) -> object:
    """What a JSON text holds.

    Takes:  ``what``: what it should be, for the message: "a Meeting Guide feed".
    Raises: SiteError where it is no JSON, with the place.
    """
    text = decoded(payload)
    if text.lstrip()[:1] == "<":
        raise SiteError(f"This is a web page, not {what}. Open its address in a browser to see what it says.", 2)
    try:
        # Integers too long for int() stay text; no field holds such a number.
        return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 19 else digits)
    except json.JSONDecodeError as error:
        raise SiteError(f"This is not {what}: no JSON at line {error.lineno}, column {error.colno} ({visible(error.msg)}).", 2) from None
    except RecursionError:
        raise SiteError(f"This is not {what}: it is nested too deep.", 2) from None


def records_of(payload: bytes, what: str) -> list[object]:
    """The list of records in a JSON text, also where it stands in a field such as ``meetings``.

    Raises: SiteError where there is none.
    """
    data = loaded(payload, what)
    if isinstance(data, dict):
        named = [data[name] for name in _WRAPPERS if isinstance(data.get(name), list)]
        lists = named or [value for value in data.values() if isinstance(value, list)]
        data = lists[0] if lists else data
    if not isinstance(data, list):
        raise SiteError(f"This is not {what}: it holds no list of records.", 2)
    return data


def rows_of(payload: bytes, what: str) -> Iterator[dict[str, object]]:
    """The rows of a table with a line of column names; commas, semicolons or tabs between cells.

    Cells beyond the columns come under the name "". Raises: SiteError where it is no table.
    """
    text = decoded(payload).replace("\0", "")
    first = text.lstrip("\n").split("\n", 1)[0]
    if first.lstrip()[:1] == "<":
        raise SiteError(f"This is a web page, not {what}.", 2)
    comma = max(",;\t", key=first.count)
    # Only line feeds end a row: other signs that end lines elsewhere may stand in cells.
    # A cell may be as long as the file; its own field then cuts it.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(re.findall(r"[^\n]*\n|[^\n]+", text), delimiter=comma)
    try:
        rows = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise SiteError(f"This is not {what}: {visible(str(error))} at line {reader.line_num}.", 2) from None
    if not rows or len(rows[0]) < 2:
        raise SiteError(f"This is not {what}: its first line names no columns.", 2)
    header = [" ".join(name.split()) for name in rows[0]]
    for row in rows[1:]:
        found: dict[str, object] = dict(zip(header, row, strict=False))
        if any(cell.strip() for cell in row[len(header) :]):
            found[""] = ", ".join(row[len(header) :])
        yield found
