"""Content files as data: every scalar is text exactly as typed, and every mistake is named with its place and what to type.

Rules: YAML 1.1 would turn ``19:00`` into 1140, ``NO`` into False and ``AA #12`` into ``AA``; nothing is guessed here, the schema
converts. Anchors, tags and the rest of YAML that no listing needs are refused, so no file can grow or hang while it is read.
"""

from alongside.reading.disk import is_there, read_bytes, read_catalogue, read_source, read_text, walk
from alongside.reading.parsing import parse, parse_text
from alongside.reading.source import MAX_BYTES, MAX_DEPTH, Source, limit_of

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Source",
    "is_there",
    "limit_of",
    "parse",
    "parse_text",
    "read_bytes",
    "read_catalogue",
    "read_source",
    "read_text",
    "walk",
]
