"""Pages to bytes: the one package that knows Jinja.

Rules: everything is escaped unless a filter here says that it is HTML already (``html``, ``rooted``); what is missing, None or no
text at all stops the build instead of reaching a reader; a template comes from the site's folder, else from ours, never from
outside of both; content is never a template.
"""

from alongside.rendering.compiling import Compiled
from alongside.rendering.environment import find
from alongside.rendering.links import Relative, Tongue
from alongside.rendering.renderer import Frame, Renderer, load_templates, output_path, render, renderer, write

__all__ = [
    "Compiled",
    "Frame",
    "Relative",
    "Renderer",
    "Tongue",
    "find",
    "load_templates",
    "output_path",
    "render",
    "renderer",
    "write",
]
