"""What a page of the site may load: one policy, in every page's head and in the files that set headers.

Rules: everything comes from the site itself; nothing in a page's text is ever run. A policy in a page's head cannot say who may show
the page in a frame (HTML, "Content security policy state"), so that part is in the header files alone.
"""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)
