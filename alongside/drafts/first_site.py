"""The smallest site that builds."""

from alongside.drafts.emit import scalar

_README = """# {title}

A directory of local support, made with Alongside. Each listing is a small file in `content/`.

- **Add**: `python build.py new meeting` (or program, family, event, activity, helpline, tool) asks a few questions and writes the file.
- **Check**: `python build.py check` says what is wrong, on which line, and what to type instead.
- **See it**: `python build.py serve` shows the site in a browser and builds it again on every save.

`build.py` is Alongside's own. Typed in this folder, these commands find this site; from elsewhere add `--site` with this folder's path.
The site's title, address and time zone are in `site_config.yaml`, its areas in `content/areas.yaml`.
"""


def new_site(title: str, timezone: str) -> dict[str, str]:
    """The files of the smallest site that builds, by path.

    Takes:   the directory's name; an IANA zone. Everything else can be written later.
    Source:  988lifeline.org for the one listing that helps everywhere in the United States from the first day.
    """
    return {
        "site_config.yaml": (
            '# Every key is described in CONTRIBUTING.md, "The configuration".\n'
            f"title: {scalar(title)}\n"
            "# Where it will be published; links between pages do not need it.\n"
            "base_url: https://example.org/\n"
            "# On which host: apache, cloudflare-pages, github-pages, gitlab-pages, netlify, nginx or s3; it gets files of its own.\n"
            "# deploy: [github-pages]\n"
            f"timezone: {scalar(timezone)}\n"
        ),
        ".gitignore": "/_site/\n.*.alongside-new/\n.alongside/\n",
        "README.md": _README.format(title=title.replace("\n", " ")),
        "content/areas.yaml": (
            "# Cities, counties and regions: an id, then its name below it. Folders in content/meetings/ and others have these ids.\n"
            "online:\n"
            "  name: Online\n"
            "  type: online\n"
        ),
        "content/helplines/988-lifeline.yaml": (
            "name: 988 Suicide & Crisis Lifeline\n"
            "summary: Free and confidential support in a crisis, at any hour, by call, text or chat.\n"
            "lines:\n"
            '  - call: "988"\n'
            '    text: "988"\n'
            "    chat: https://988lifeline.org/chat/\n"
            "serves: United States\n"
            "confidential: yes\n"
            "contact:\n"
            "  website: https://988lifeline.org/\n"
            "when:\n"
            "  - always\n"
        ),
    }
