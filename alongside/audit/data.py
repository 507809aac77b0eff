"""Files that programs read, by the parsers of the standard library; calendars as RFC 5545 has them, line by line.

Sources: RFC 8259, and RFC 7493 for what readers differ in: no number but a finite one, no half of a surrogate pair.
"""

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from alongside.audit.records import UNPARSABLE, Flaw
from alongside.audit.wellformed import CALENDARS, JSON, XML, calendar_flaws, sheet_flaws, xml_flaws


def data_flaws(path: str, file: Path) -> Iterable[Flaw]:
    """What is wrong with a file that is no page, as its ending says what it is."""
    ending = path.rpartition(".")[2]
    if ending in JSON:
        return json_flaws(file.read_bytes())
    if ending in XML:
        return xml_flaws(file.read_bytes())
    if ending in CALENDARS:
        return calendar_flaws(file.read_bytes())
    return sheet_flaws(file.read_bytes()) if ending == "css" else ()


def json_flaws(body: bytes) -> Iterator[Flaw]:
    """Why a text is no JSON that everybody can read."""
    try:
        read_json(body.decode())
    except json.JSONDecodeError as error:
        yield Flaw(UNPARSABLE, error.lineno, error.colno, "", f"this is not JSON: {error.msg}")
    except (ValueError, RecursionError) as error:
        yield Flaw(UNPARSABLE, 1, 1, "", f"this is not JSON: {str(error).partition(':')[0]}")


def read_json(text: str) -> Any:
    """Strict JSON.

    Raises: ValueError, RecursionError.
    """
    found = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    json.dumps(found, ensure_ascii=False).encode()
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)
