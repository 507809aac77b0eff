"""Pages to bytes, in one language of the site."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from gettext import NullTranslations
from hashlib import blake2b
from pathlib import Path
from traceback import extract_tb

import msgspec
from jinja2 import Environment, TemplateError, TemplateSyntaxError
from markupsafe import Markup
from msgspec import Struct

from alongside.config import SiteConfig
from alongside.entries import Link
from alongside.errors import SiteError, visible
from alongside.output import Output
from alongside.pages.records import Page
from alongside.policy import POLICY
from alongside.rendering.compiling import Compiled
from alongside.rendering.environment import environment_of, template_names, templates_digest
from alongside.rendering.filters import trusted
from alongside.rendering.links import Tongue, canonical_of, editions_of, link_functions, prefix_of


class Frame(Struct, frozen=True, kw_only=True):
    """What stands around the content of every page: the links of the menu and of the foot."""

    menu: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()


class Renderer(Struct, frozen=True, kw_only=True):
    """What every page needs and no page changes.

    ``assets`` maps an asset's name to its path from the site's root; ``images`` the pictures for sharing, by name, to whole addresses;
    ``own`` gives the language of one of the site's own words where that is not the page's; ``frame`` gives what stands around the
    content, by template, way to the root and current address; ``digest`` stands for all of it in the keys of outputs.
    """

    environment: Environment
    config: SiteConfig
    tongue: Tongue
    tongues: tuple[Tongue, ...]
    addresses: frozenset[str]
    assets: dict[str, str]
    images: dict[str, str]
    frame: Callable[[str, str, str], Markup]
    own: Callable[[str], str]
    digest: bytes


def renderer(
    folders: tuple[Path, ...],
    config: SiteConfig,
    around: Frame,
    assets: Mapping[str, str],
    translations: NullTranslations,
    tongue: Tongue,
    tongues: tuple[Tongue, ...],
    images: Mapping[str, str],
    compiled: Compiled | None = None,
) -> Renderer:
    """A renderer for one language of a site.

    Takes:  ``folders`` of templates, the site's own first; ``config`` and ``translations`` of the language, which shows English where
            it has none; all ``tongues`` of the site, for the links from one to the other;
            ``compiled`` where others compile the same templates.
    Raises: SiteError where a template is a link to a file outside of its folder.
    """
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    words = translations.info().get("source", "")
    shared = encoder.encode((config, around, sorted(assets.items()), sorted(images.items()), tongue, tongues, words))
    environment = environment_of(folders, config, translations, compiled or Compiled())

    def own(name: str) -> str:
        # The site's own words that this language lacks are shown in the first one.
        return tongues[0].code if name in tongue.untold else ""

    @cache
    def frame(name: str, prefix: str, current: str) -> Markup:
        # Half of a short page's cost, were it rendered anew for each.
        context = {"site": config, "menu": around.menu, "footer": around.footer, "current": current}
        context |= {"own": own, **link_functions(prefix, config, tongue, assets)}
        return trusted(environment.get_template(name).render(context).rstrip())

    return Renderer(
        environment=environment,
        config=config,
        tongue=tongue,
        tongues=tongues,
        addresses=frozenset(("find/", *(link.url for link in (*around.menu, *around.footer)))),
        assets=dict(assets),
        images=dict(images),
        frame=frame,
        own=own,
        digest=blake2b(templates_digest(folders) + shared, digest_size=16).digest(),
    )


def load_templates(renderer: Renderer, folders: tuple[Path, ...]) -> None:
    """Has every template ready, so that workers need not compile the same ones each; what is wrong with one shows when it is used."""
    for name in template_names(folders):
        if name.endswith(".html"):
            with suppress(TemplateError, SiteError):
                renderer.environment.get_template(name)


def render(page: Page, renderer: Renderer) -> bytes:
    """The finished page; the same for the same arguments, to the byte.

    Raises: SiteError with the template's line where a template cannot be read, or prints what is not there.
    """
    prefix = prefix_of(page, renderer.config)
    current = page.url if page.url in renderer.addresses else ""
    context = {
        "page": page,
        "view": page.view,
        "site": renderer.config,
        "tongue": renderer.tongue,
        "editions": editions_of(page, prefix, renderer.config, renderer.tongue, renderer.tongues),
        "own": renderer.own,
        "policy": POLICY,
        "image": renderer.images.get(page.image, ""),
        "canonical": canonical_of(page, renderer.config),
        "frame": lambda name: renderer.frame(name, prefix, current),
        **link_functions(prefix, renderer.config, renderer.tongue, renderer.assets),
    }
    try:
        return renderer.environment.get_template(f"pages/{page.template}.html").render(context).encode()
    except Exception as error:
        # A template runs any expression; whatever that raises is told with its line.
        told = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        raise SiteError(f"{_where(error)}: {visible(str(told))}") from error


def write(pages: Iterable[Page], renderer: Renderer) -> Iterator[Output]:
    """One output for each page; the key holds what the page shows and what shows it."""
    encoder = msgspec.msgpack.Encoder()
    for page in pages:
        key = blake2b(encoder.encode(page), key=renderer.digest, digest_size=16).hexdigest()
        yield Output(path=renderer.tongue.base + output_path(page), key=key, make=partial(render, page, renderer))


def output_path(page: Page) -> str:
    """The page's file, as a path from where its language begins."""
    return "404.html" if page.template == "not-found" else f"{page.url}index.html"


def _where(error: Exception) -> str:
    """File and line in a template; Jinja writes them into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return visible(f"{error.filename or error.name}:{error.lineno}")
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return visible(f"{frames[-1].filename}:{frames[-1].lineno}") if frames else "templates/"
