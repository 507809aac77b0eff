"""Where feeds come from: a file's or an address's bytes, the name that the import is known by, and its reader."""

import collections.abc
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from alongside.drafts import Draft, Mapping, called_of, codes_of, mapping_of
from alongside.drafts import Options as Reading
from alongside.errors import SiteError, nearest, visible
from alongside.formats import bmlt, meeting_guide, table
from alongside.importing.report import Format, Options, Trouble
from alongside.reading import Source, parse
from alongside.schema import Term
from alongside.text import slug

MAPPINGS = Path(__file__).parent.parent / "formats" / "mappings"
Terms = collections.abc.Mapping[str, collections.abc.Mapping[str, Term]]
_TELLING = frozenset({"switcher", "services", "action", "region", "type"})
TIMEOUT, LARGEST = 30, 50 * 1024 * 1024


def fetch(url: str, feed_format: Format = "meeting-guide") -> bytes:
    """The bytes behind an address.

    Raises: SiteError for anything but http and https, after 30 seconds without an answer, above 50 MB, and for refusals.
    """
    if urlsplit(url).scheme.casefold() not in ("http", "https"):
        raise SiteError(f"{visible(url)} does not begin with https://.", 2)
    if feed_format == "bmlt":
        url = bmlt.used_formats(url)
    request = urllib.request.Request(url, headers={"User-Agent": "Alongside (import of a public feed)", "Accept": "*/*"})  # noqa: S310
    try:
        # The scheme was looked at above; urllib follows redirects to http and https only (and ftp, which _Web leaves out).
        with urllib.request.build_opener(_Web).open(request, timeout=TIMEOUT) as answer:
            payload: bytes = answer.read(LARGEST + 1)
    except urllib.error.HTTPError as error:
        raise SiteError(f"{visible(url)} answers {error.code} ({visible(str(error.reason))}).") from None
    except (urllib.error.URLError, TimeoutError, OSError, ValueError) as error:
        raise SiteError(f"{visible(url)} cannot be reached: {visible(str(getattr(error, 'reason', error)))}.") from None
    if len(payload) > LARGEST:
        raise SiteError(f"{visible(url)} is larger than {LARGEST // 1024 // 1024} MB.")
    return payload


class _Web(urllib.request.HTTPRedirectHandler):
    """Redirects within the web only."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def] # as the library has it
        """Refuses what is neither http nor https."""
        if urlsplit(newurl).scheme.casefold() not in ("http", "https"):
            raise urllib.error.HTTPError(newurl, code, "leads out of the web", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def source_name(given: str) -> str:
    """The name of a feed, by which its listings are found again: the file's name without ending, or host and path of an address."""
    if re.match(r"https?://", given, re.IGNORECASE):
        parts = urlsplit(given)
        # Of what is asked for only these tell feeds apart; others may be keys, and the name is published.
        asked = " ".join(value for name, value in parse_qsl(parts.query) if name.casefold() in _TELLING)
        return slug(f"{(parts.hostname or '').removeprefix('www.')} {parts.path.removesuffix('.json')} {asked}", 80)
    return slug(Path(given).name.split(".")[0] or given, 80)


def column_mapping(name: str) -> bytes:
    """The bytes of a mapping: a file's path, or the name of one of ours (kentucky, samhsa, tsml-csv).

    Raises: SiteError where there is neither.
    """
    ours = {path.stem: path for path in sorted(MAPPINGS.glob("*.yaml"))}
    path = Path(name)
    if not path.is_file() and name in ours:
        path = ours[name]
    try:
        return path.read_bytes()
    except OSError:
        guess = nearest(name, ours)
        hint = f"Did you mean {guess}?" if guess else f"Ours are {', '.join(ours)}."
        raise SiteError(f"There is no mapping {visible(name)}. {hint}", 2) from None


def read_feed(feed_format: Format, payload: bytes, options: Options, terms: Terms) -> Iterator[Draft]:
    """Drafts of a feed.

    Takes:  ``terms``: the site's vocabulary by list and id.
    Raises: SiteError where it is not of that format, or the mapping has problems.
    """
    reading = Reading(codes=codes_of(terms), fellowship=options.fellowship, called=called_of(terms))
    if feed_format == "meeting-guide":
        return meeting_guide.read(payload, reading)
    if feed_format == "bmlt":
        return bmlt.read(payload, reading, options.mapping)
    return table.read(payload, reading, _mapping(options))


def lacking_columns(feed_format: Format, payload: bytes, options: Options) -> list[Trouble]:
    """Columns that the mapping names and the table does not have, each told once: a slip there empties a field of every record."""
    if feed_format != "csv":
        return []
    return [
        Trouble("", column, "", "is in the mapping, and the table has no such column")
        for column in table.lacking(payload, _mapping(options))
    ]


def _mapping(options: Options) -> Mapping:
    name = options.mapping_name or "the mapping"
    if not options.mapping:
        raise SiteError("csv needs --mapping FILE.yaml, which says which column is which field. Ours are kentucky, samhsa and tsml-csv.", 2)
    source = parse(name, options.mapping)
    if not isinstance(source, Source):
        first = source[0]
        raise SiteError(f"{visible(name)}:{first.line}: {visible(first.message)} {visible(first.fix, 400)}", 2)
    found, faults = mapping_of(source.data)
    if found is None or faults:
        told = [f"{'.'.join(map(str, fault.path))}: {fault.message} {fault.fix}".strip() for fault in faults]
        raise SiteError(f"{visible(name)}: " + "\n  ".join(visible(line, 400) for line in told), 2)
    return found
