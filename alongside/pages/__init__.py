"""From the catalog to pages: an address, a template and what it shows. No HTML and no disk."""

from alongside.pages.examples import Examples, check_examples
from alongside.pages.plan import footer, listing_pages, menu, plan
from alongside.pages.records import FindView, Page
from alongside.pages.style_guide import style_guide

__all__ = [
    "Examples",
    "FindView",
    "Page",
    "check_examples",
    "footer",
    "listing_pages",
    "menu",
    "plan",
    "style_guide",
]
