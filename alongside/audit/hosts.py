"""What hosts take at most.

Sources: GitHub Docs, "GitHub Pages limits"; Cloudflare Docs, "Pages: Limits" (paid plans: 100,000 files); GitLab issues 405048 and 500273
(GitLab.com: 1 GB, 200,000 files and folders). Netlify, S3, nginx and Apache say no number that a directory of text reaches.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from alongside.errors import Problem

MOST_FILES, MOST_BYTES = 20_000, 25 * 1024 * 1024
_FEWER = "A larger page_size makes fewer list pages; each language that is left out saves all of its pages."
_SMALLER = "Leave out large files of your own in assets/static/, or take another host."
# No host says whether a gigabyte is 1,000 or 1,024 megabytes.
_GIGABYTE = 1_000_000_000


class Limits(Struct, frozen=True, kw_only=True):
    """What one host takes: files of a site, with folders where those count too; bytes of one file; bytes of the site. 0: no limit known."""

    name: str
    files: int = 0
    folders: bool = False
    file: int = 0
    site: int = 0
    more: str = ""


_PAID = " Paid plans take 100,000."
HOSTS: Mapping[str, Limits] = {
    "github-pages": Limits(name="GitHub Pages", site=_GIGABYTE),
    "gitlab-pages": Limits(name="GitLab Pages", files=200_000, folders=True, site=_GIGABYTE),
    "cloudflare-pages": Limits(name="Cloudflare Pages", files=MOST_FILES, file=MOST_BYTES, more=_PAID),
    "netlify": Limits(name="Netlify"),
    "s3": Limits(name="S3"),
    "nginx": Limits(name="nginx"),
    "apache": Limits(name="Apache"),
}
# Where no host is named, the narrowest limits of a common one are worth a word.
_UNNAMED = Limits(name="Some hosts", files=MOST_FILES, file=MOST_BYTES)


def host_problems(sizes: Mapping[str, int], hosts: Iterable[str]) -> Iterator[Problem]:
    """A warning for each limit that a site is above.

    Takes: sizes in bytes by path; names of ``HOSTS``, others are let pass.
    """
    named = [HOSTS[host] for host in dict.fromkeys(hosts) if host in HOSTS]
    for limits in named or [_UNNAMED]:
        yield from _above(limits, sizes)


def _above(limits: Limits, sizes: Mapping[str, int]) -> Iterator[Problem]:
    count = len(sizes) + (_folders(sizes) if limits.folders and limits.files else 0)
    if limits.files and count > limits.files:
        things = "files and folders" if limits.folders else "files"
        message = f"the site has {count:,} {things}; {_verb(limits)} {limits.files:,} at most"
        yield _warning(".", message, _FEWER + limits.more)
    for path, size in sizes.items() if limits.file else ():
        if size > limits.file:
            fix = "Make it smaller, or leave it out."
            yield _warning(path, f"{size:,} bytes; {_verb(limits)} {limits.file:,} at most in one file", fix)
    whole = sum(sizes.values()) if limits.site else 0
    if whole > limits.site:
        yield _warning(".", f"the site has {whole:,} bytes; {_verb(limits)} {limits.site:,} at most", _SMALLER)


def _verb(limits: Limits) -> str:
    return "some hosts take" if limits is _UNNAMED else f"{limits.name} takes"


def _folders(sizes: Mapping[str, int]) -> int:
    found: set[str] = set()
    for path in sizes:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return len(found)


def _warning(file: str, message: str, fix: str) -> Problem:
    return Problem(file=file, message=message, fix=fix, severity="warning", rule="host-limit")
