"""Text that people wrote, for machines and for readers: addresses, numbers, Markdown, slugs, wording."""

from alongside.text.links import TextFault, email_fault, host_label, host_of, is_http, url_fault
from alongside.text.phones import phone_fault, phone_link, phone_shown
from alongside.text.prose import Heading, document, headings, markdown, plain, plain_html, shortened
from alongside.text.slugs import slug
from alongside.text.words import reading_grade, reads_harder, stigmatizing

__all__ = [
    "Heading",
    "TextFault",
    "document",
    "email_fault",
    "headings",
    "host_label",
    "host_of",
    "is_http",
    "markdown",
    "phone_fault",
    "phone_link",
    "phone_shown",
    "plain",
    "plain_html",
    "reading_grade",
    "reads_harder",
    "shortened",
    "slug",
    "stigmatizing",
    "url_fault",
]
