"""The index that /find/ searches: files that any host serves as they are. Its reader is in assets/js/find."""

from alongside.search.writing import Index, Limits, write

__all__ = ["Index", "Limits", "write"]
