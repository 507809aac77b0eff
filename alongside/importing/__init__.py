"""Feeds into content files: every record becomes a file, or is named in the report with the reason.

Rules: nothing that somebody edited by hand is changed; nothing is deleted; the same feed a second time changes no byte. What was
imported last lies in ``content/.imports/<source>.json``, and only what differs from it is new.
"""

from alongside.importing.feeds import column_mapping, fetch, read_feed, source_name
from alongside.importing.report import Conflict, Options, Report, Trouble, Zone, as_json
from alongside.importing.run import run

__all__ = [
    "Conflict",
    "Options",
    "Report",
    "Trouble",
    "Zone",
    "as_json",
    "column_mapping",
    "fetch",
    "read_feed",
    "run",
    "source_name",
]
