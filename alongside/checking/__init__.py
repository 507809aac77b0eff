"""From what was read to what is right: listings and shared facts, or every problem of them."""

from alongside.checking.documents import Document, check_document, documents_in, without_original
from alongside.checking.files import RESERVED, Where, where
from alongside.checking.lints import DATED, checked_on, dated
from alongside.checking.listings import check, examine
from alongside.checking.locating import problems
from alongside.checking.rules import RULES
from alongside.checking.shared import Shared, ancestors, check_shared
from alongside.checking.together import clashes, near_duplicates

__all__ = [
    "DATED",
    "RESERVED",
    "RULES",
    "Document",
    "Shared",
    "Where",
    "ancestors",
    "check",
    "check_document",
    "check_shared",
    "checked_on",
    "clashes",
    "dated",
    "documents_in",
    "examine",
    "near_duplicates",
    "problems",
    "where",
    "without_original",
]
