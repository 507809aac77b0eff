"""What hosts read beside the site: how to answer, where former addresses lead, which page to show for what is not there.

Rules: ``deploy`` in the configuration names hosts, and each gets its own files alone; with none named, those get theirs whose file
harms nobody elsewhere. A host that can send real redirects is told them; the pages that lead on stay, for all others and for what is
over a host's limit. Two hosts have all they need in the site itself and read no file of ours: S3's headers and types are told with each
upload, and GitLab Pages shows 404.html and answers with a page that is there before it looks at any redirect. Nobody gets a CNAME:
that file says which domain a repository has, which is its owner's to say.
Source: docs.gitlab.com/user/project/pages/redirects, "Files override redirects"; docs.github.com, "Managing a custom domain".
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from alongside.config import SiteConfig, base_of
from alongside.formats.hosts import apache, netlify, nginx, s3
from alongside.formats.hosts.answers import Answers
from alongside.output import Output, fixed
from alongside.pages.records import Page, RedirectView

_USUAL = ("apache", "cloudflare-pages", "netlify")


def write(config: SiteConfig, lasting: Iterable[str], pages: Iterable[tuple[str, Page]]) -> Iterator[Output]:
    """The files of all hosts that the site is published on.

    Takes:   ``lasting``: paths from the site's root of files whose name changes with their content; one that ends in ``/*`` means all
             that is in a folder. ``pages``: every page with the folder of its language.
    Returns: rules for addresses below the path of ``base_url``. A host reads ``_headers``, ``_redirects`` and ``.nojekyll`` only at
             the top of what it publishes, Apache reads ``.htaccess`` in every folder; the others are read where somebody says so.
    """
    moved = ((folder + page.url, folder + page.view.to.url) for folder, page in pages if isinstance(page.view, RedirectView))
    answers = Answers(
        base=urlsplit(config.base_url).path or "/",
        folders=tuple(base_of(language, config) for language in config.languages),
        lasting=tuple(sorted(set(lasting))),
        moved=tuple(sorted(moved)),
    )
    hosts = config.deploy or _USUAL
    if "github-pages" in hosts:
        # Jekyll, which would run otherwise, leaves out what begins with a dot or an underscore.
        yield fixed(".nojekyll", "")
    if "cloudflare-pages" in hosts or "netlify" in hosts:
        yield fixed("_headers", netlify.headers(answers))
        if rules := netlify.redirects(answers, config.deploy):
            yield fixed("_redirects", rules)
    if "apache" in hosts:
        yield fixed(".htaccess", apache.htaccess(answers))
    if "nginx" in hosts:
        yield fixed("nginx.conf", nginx.include(answers))
    if "s3" in hosts:
        yield fixed("s3-website.json", s3.website(answers))
