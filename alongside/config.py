"""The site's own settings: one file, ``site_config.yaml``; unknown keys are errors."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field, structs

from alongside.schema.convert import convert
from alongside.schema.faults import Fault, Words
from alongside.schema.parts import Email, Language, Line, Note, Phone, Url, Zone


class Crisis(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The line on every page for somebody who needs help at once."""

    text: Annotated[Line, Meta(description='What the line says; left out: "In crisis?"')] = ""
    call: Annotated[Phone, Meta(description="Number to call; left out in the United States and Canada: 988")] = ""
    sms: Annotated[Phone, Meta(description="Number to text; left out in the United States and Canada: 988")] = ""
    page: Annotated[Line, Meta(description="Address of the page that says more; left out: /crisis/")] = ""


# Where roads are measured in miles.
_HAS_MILES = frozenset({"US", "GB", "LR", "MM"})
# Where 988 leads to somebody who helps, by call and by text.
_HAS_988 = frozenset({"US", "CA"})


class Exit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The way to leave a page at once, for somebody whose screen others must not see."""

    url: Annotated[Url, Meta(description="Where it leads: a plain page that fits any history, without a login")] = "https://www.weather.gov/"


class SiteWords(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The site's own words in another of its languages; what is left out stays in the first one."""

    title: Annotated[Line, Meta(description="The directory's name")] = ""
    tagline: Annotated[Line, Meta(description="One line below the name")] = ""
    run_by: Annotated[Note, Meta(description="Who runs the directory")] = ""
    crisis: Annotated[Crisis | None, Meta(description="The crisis line, where this language has another number, text or page")] = None


class Forge(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the content lives, so that a page can link to its own file."""

    kind: Annotated[Literal["github", "gitea", "gitlab"], Meta(description="github, gitea (also Forgejo, Codeberg) or gitlab")] = "github"
    url: Annotated[Url, Meta(description="The repository's address", examples=["https://github.com/example/alongside"])]
    branch: Annotated[Line, Meta(description="The branch that is published")] = "main"
    folder: Annotated[Line, Meta(description="The site's folder in the repository, where it is not the top")] = ""


class Security(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What /.well-known/security.txt says (RFC 9116)."""

    contact: Annotated[Line, Meta(description="mailto: or https: address for reports")]
    expires: Annotated[date, Meta(description="The day after which this is out of date")]
    policy: Annotated[Url, Meta(description="Link to the policy")] = ""


Host = Literal["apache", "cloudflare-pages", "github-pages", "gitlab-pages", "netlify", "nginx", "s3"]


class SiteConfig(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that a site decides for itself."""

    title: Annotated[Line, Meta(description="The directory's name")]
    tagline: Annotated[Line, Meta(description="One line below the name")] = ""
    base_url: Annotated[Url, Meta(description="Where the site is published; canonical links, the sitemap and 404.html use it")] = (
        "https://example.org/"
    )
    languages: Annotated[
        tuple[Language, ...],
        Meta(min_length=1, description="Languages of the site: en, es; the first is at the root, others below their code, such as /es/"),
    ] = ("en",)
    translations: Annotated[
        dict[Language, SiteWords], Meta(description="The site's own words in its other languages, by language code")
    ] = field(default_factory=dict)
    timezone: Annotated[Zone, Meta(description="IANA time zone where neither place nor area has one")] = "UTC"
    country: Annotated[
        str, Meta(extra={"is": "country"}, description="Two-letter country whose phone numbers and addresses are written without it")
    ] = "US"
    currency: Annotated[str, Meta(max_length=3, description="Three-letter currency of prices")] = "USD"
    distances: Annotated[
        Literal["miles", "kilometers"] | None,
        Meta(description="What distances are said in; left out: miles in the United States and the United Kingdom, kilometers elsewhere"),
    ] = None
    default_minutes: Annotated[int, Meta(ge=1, le=1440, description="How long a meeting without an end is taken to last")] = 60
    verify_every: Annotated[int, Meta(ge=1, le=3650, description="Days after which a listing should be checked again")] = 180
    page_size: Annotated[int, Meta(ge=5, le=500, description="Listings on one browse page")] = 50
    run_by: Annotated[Note, Meta(description="Who runs the directory, in one sentence")] = ""
    email: Annotated[Email, Meta(description="Address for questions and reports")] = ""
    report_url: Annotated[Url, Meta(description="Form for reports, where there is one; else the e-mail, or the forge's issues")] = ""
    forge: Annotated[Forge | None, Meta(description="The repository that holds the content")] = None
    crisis: Annotated[Crisis | None, Meta(description="The crisis line; write `crisis: off` to leave it out")] = Crisis()
    exit: Annotated[Exit | None, Meta(description='"Leave this page quickly"; write `exit: off` where a site wants none')] = Exit()
    security: Annotated[Security | None, Meta(description="Makes /.well-known/security.txt")] = None
    deploy: Annotated[
        tuple[Host, ...],
        Meta(description="Hosts that it is published on: each gets its own files; left out: `_headers` and `.htaccess`, without redirects"),
    ] = ()
    links: Annotated[
        Literal["folders", "files"],
        Meta(description="What links name: folders such as meetings/, or files, meetings/index.html, for a site opened from a disk"),
    ] = "folders"


def load_config(data: object) -> tuple[SiteConfig | None, list[Fault]]:
    """The configuration from raw YAML data, and every fault of it.

    Returns: with errors a configuration whose title is empty and whose faulty keys are left out: enough to check the content, and
             no site is built with it; None where ``data`` holds no keys at all.
    """
    off = {key for key in ("crisis", "exit") if isinstance(data, dict) and _is_off(data.get(key))}
    if isinstance(data, dict):
        data = {key: value for key, value in data.items() if key not in off}
    config, faults = convert(data, SiteConfig, Words())
    if config is None:
        return _rest(data, faults), faults
    if wrong := [*_address_faults(config), *_place_faults(config)]:
        return structs.replace(config, title=""), [*faults, *wrong]
    base = config.base_url if config.base_url.endswith("/") else config.base_url + "/"
    distances = config.distances or ("miles" if config.country in _HAS_MILES else "kilometers")
    given = {"crisis": config.crisis and _line(config.crisis, config.country), "distances": distances, **dict.fromkeys(off)}
    return structs.replace(config, base_url=base, deploy=tuple(dict.fromkeys(config.deploy)), **given), faults


def _line(crisis: Crisis, country: str) -> Crisis:
    """The crisis line with what it leaves out: no number where we know of none."""
    known = "988" if country in _HAS_988 and not (crisis.call or crisis.sms) else ""
    return structs.replace(crisis, call=crisis.call or known, sms=crisis.sms or known, page=crisis.page or "/crisis/")


def _is_off(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() in ("off", "no", "false")


def base_of(language: str, config: SiteConfig) -> str:
    """Where a language of the site begins, as a path from the site's root: "" for the first, "es/" for others."""
    return "" if language == config.languages[0] else f"{language}/"


def in_language(config: SiteConfig, language: str) -> SiteConfig:
    """The configuration for the pages of one language: its words, and the address at which that language begins."""
    words = config.translations.get(language, SiteWords())
    told = {name: getattr(words, name) for name in ("title", "tagline", "run_by") if getattr(words, name)}
    crisis = config.crisis
    if crisis and words.crisis:
        theirs = {name: text for name in crisis.__struct_fields__ if (text := getattr(words.crisis, name))}
        crisis = structs.replace(crisis, **theirs)
    return structs.replace(config, base_url=config.base_url + base_of(language, config), crisis=crisis, **told)


def untold(config: SiteConfig, language: str) -> frozenset[str]:
    """The site's own words that a language does not have, so that its pages show them in the first language."""
    if language == config.languages[0]:
        return frozenset()
    words = config.translations.get(language, SiteWords())
    lines = {name for name in ("title", "tagline", "run_by") if getattr(config, name) and not getattr(words, name)}
    own = {"crisis"} if config.crisis and config.crisis.text and not (words.crisis and words.crisis.text) else set()
    return frozenset(lines | own)


def _address_faults(config: SiteConfig) -> Iterator[Fault]:
    """Addresses that are right as such and wrong for what they are for."""
    if set(config.base_url) & set("?#"):
        fix = "Leave them and what follows out."
        yield Fault(path=("base_url",), message="the site's address ends before ? and #", fix=fix, value=config.base_url)
    contact = config.security.contact if config.security else "mailto:"
    if not contact.startswith(("mailto:", "https://", "tel:")):
        fix = f"Write mailto:{contact}." if "@" in contact else "Begin it with mailto: or https://."
        yield Fault(path=("security", "contact"), message="is not an address of RFC 9116", fix=fix, value=contact)


def _place_faults(config: SiteConfig) -> Iterator[Fault]:
    folder = config.forge.folder if config.forge else ""
    if ".." in folder.split("/") or folder.startswith("/"):
        fix = "Write the path of the site's folder from the top of the repository, such as sites/ours."
        yield Fault(path=("forge", "folder"), message="leads out of the repository", fix=fix, value=folder)


def _rest(data: object, faults: list[Fault]) -> SiteConfig | None:
    if not isinstance(data, dict):
        return None
    wrong = {fault.path[0] for fault in faults if fault.severity == "error"}
    config, _ = convert({"title": "-", **{key: value for key, value in data.items() if key not in wrong}}, SiteConfig, Words())
    return structs.replace(config, title="") if config else None
