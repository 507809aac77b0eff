"""From the catalog to pages: an address, a template and what it shows. No HTML and no disk."""

from alongside.pages.plan import footer, menu, plan
from alongside.pages.records import Output, Page, fixed

__all__ = ["Output", "Page", "fixed", "footer", "menu", "plan"]
