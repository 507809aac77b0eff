"""``s3-website.json``: how a bucket of S3 shows the site, for ``aws s3api put-bucket-website``.

Rules: only a bucket's address as a website finds the page in a folder. It takes 50 rules for redirects; further former addresses have the
pages that lead on. Headers cannot be set here: how long to keep a file is said with its upload, the rest by a CDN in front of it.
Source: docs.aws.amazon.com, "Configuring a webpage redirect", "Configuring a custom error document".
"""

from typing import Any
from urllib.parse import unquote

import msgspec

from alongside.formats.hosts.answers import Answers

MOST_REDIRECTS = 50


def website(site: Answers) -> str:
    """The whole file. A key is a path without the slash at its beginning."""
    key = unquote(site.base).lstrip("/")
    rules = [
        {"Condition": {"KeyPrefixEquals": key + old}, "Redirect": {"ReplaceKeyPrefixWith": key + new, "HttpRedirectCode": "301"}}
        for old, new in site.moved[:MOST_REDIRECTS]
    ]
    found: dict[str, Any] = {"IndexDocument": {"Suffix": "index.html"}, "ErrorDocument": {"Key": f"{key}404.html"}}
    return msgspec.json.format(msgspec.json.encode(found | ({"RoutingRules": rules} if rules else {}))).decode() + "\n"
