"""/.well-known/security.txt. Source: RFC 9116."""

from collections.abc import Iterator

from alongside.config import SiteConfig
from alongside.output import Output, fixed


def write(config: SiteConfig) -> Iterator[Output]:
    """The file, where the configuration has what it says."""
    if config.security is None:
        return
    lines = [
        f"Contact: {config.security.contact}",
        f"Expires: {config.security.expires.isoformat()}T00:00:00Z",
        f"Canonical: {config.base_url}.well-known/security.txt",
        f"Preferred-Languages: {', '.join(config.languages)}",
        *([f"Policy: {config.security.policy}"] if config.security.policy else []),
    ]
    yield fixed(".well-known/security.txt", "\n".join(lines) + "\n")
