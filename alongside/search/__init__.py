"""The index that /find/ searches: files that any host serves as they are. Its reader is in assets/js/find."""

from alongside.search.places import American, american_codes
from alongside.search.writing import Index, Limits, write

__all__ = ["American", "Index", "Limits", "american_codes", "write"]
