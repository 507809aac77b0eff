"""How people add a listing: a beginning for each kind, ready for the forge's form or for an e-mail."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from alongside.checking import Shared
from alongside.config import Forge, SiteConfig
from alongside.drafts import commented, questions
from alongside.entries.terms import text_of
from alongside.pages.records import Starter
from alongside.schema import BY_AREA, KINDS

# What a new file is called until somebody gives it a better name.
_NAME = "new-listing"
# An address that servers and browsers still take: nginx reads 8 KB of it.
_LONGEST = 7_500


def starters(shared: Shared, config: SiteConfig, language: str) -> Iterator[Starter]:
    """A beginning for a listing of each kind."""
    area = next((each.id for each in shared.areas.values() if each.type == "city"), next(iter(shared.areas), "area"))
    for kind in KINDS:
        answers = {each.field: each.example for each in questions(kind) if each.field != "area"}
        text = commented(kind, answers)
        folder = area if kind in BY_AREA else answers["start"][:4] if kind == "events" else ""
        path = "/".join(part for part in ("content", kind, folder, f"{_NAME}.yaml") if part)
        term = shared.terms.get("kinds", {}).get(kind)
        url = new_file_link(path, text, config.forge) if config.forge else ""
        yield Starter(
            kind=kind,
            label=text_of(term.label, language) if term else kind,
            line=text_of(term.line, language) if term else "",
            path=path,
            text=text,
            url=url,
            filled="value=" in url,
        )


def new_file_link(path: str, text: str, forge: Forge) -> str:
    """The forge's form for a new file, filled in as far as that forge can do it.

    Source: GitHub and Gitea (go-gitea/gitea#16556; also Forgejo, Codeberg) take ``filename`` and ``value``; GitLab takes
            ``file_name`` and leaves the text to the person (gitlab-org/gitlab#594214).
    """
    root, branch = forge.url.rstrip("/"), quote(forge.branch)
    path = f"{forge.folder.strip('/')}/{path}".lstrip("/")
    if forge.kind == "gitlab":
        return f"{root}/-/new/{branch}?{urlencode({'file_name': path}, quote_via=quote)}"
    form = {"github": f"{root}/new/{branch}", "gitea": f"{root}/_new/{branch}/"}[forge.kind]
    filled = f"{form}?{urlencode({'filename': path, 'value': text}, quote_via=quote)}"
    return filled if len(filled) <= _LONGEST else f"{form}?{urlencode({'filename': path}, quote_via=quote)}"
