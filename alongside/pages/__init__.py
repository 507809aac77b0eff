"""From the catalog to pages: an address, a template and what it shows. No HTML and no disk."""
