"""Icons as CSS: each a mask in a data: address, painted in the colour of the text beside it.

Rules: nothing is loaded; an icon that has no rule shows nothing; the words beside an icon name it, so a page hides it from readers
of the screen. A policy for content has to allow ``img-src data:``.
"""

import re

from alongside.errors import SiteError, visible

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# They point along the line, so they turn round where lines run from right to left.
TURNED = frozenset({"back", "directions", "exit", "external"})
# What ends a quoted CSS string or a data: address, or may not stand in one. Spaces and quotes of the other kind stay readable.
_CODES = {ord(sign): f"%{ord(sign):02X}" for sign in '%#"<>\\{}^`|'}
_HEAD = """\
@layer parts {
  .icon {
    --icon: linear-gradient(transparent, transparent);
    display: inline-block;
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    vertical-align: -0.25em;
    background-color: currentColor;
    -webkit-mask: var(--icon) center / contain no-repeat;
    mask: var(--icon) center / contain no-repeat;
    -webkit-print-color-adjust: exact;
    print-color-adjust: exact;
  }
  @media (forced-colors: active) {
    .icon { forced-color-adjust: none; background-color: CanvasText; }
    a .icon { background-color: LinkText; }
    button .icon { background-color: ButtonText; }
    button:disabled .icon { background-color: GrayText; }
  }
"""


def icon_sheet(icons: dict[str, str]) -> str:
    """The style sheet of all icons: ``class="icon icon--name"`` on an empty element shows one.

    Takes:  ``icons``, the text of each SVG file by its name.
    Raises: SiteError for a name that is no word of a class, and for a text that is not one SVG element.
    """
    rules = [f'  .icon--{_name(name)} {{ --icon: url("{_address(name, icons[name])}"); }}\n' for name in sorted(icons)]
    if turned := sorted(TURNED & icons.keys()):
        rules.append(f"  {', '.join(f'[dir=rtl] .icon--{name}' for name in turned)} {{ transform: scaleX(-1); }}\n")
    return "".join((_HEAD, *rules, "}\n"))


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise SiteError(f"assets/icons/{visible(name)}.svg: name icons with small letters, digits and single hyphens.")
    return name


def _address(name: str, svg: str) -> str:
    text = re.sub(r">\s+<", "><", " ".join(svg.split()))
    if not (text.startswith("<svg ") and text.endswith("</svg>")):
        raise SiteError(f"assets/icons/{name}.svg: write one <svg> element and nothing before or after it.")
    if "'" not in text:
        text = text.replace('"', "'")
    return "data:image/svg+xml," + text.translate(_CODES)
