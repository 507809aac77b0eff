"""Pages to bytes: the one package that knows Jinja.

Rules: everything is escaped unless a filter here says that it is HTML already (``html``, ``rooted``); what is missing, None or no
text at all stops the build instead of reaching a reader; a template comes from the site's folder, else from ours, never from
outside of both; content is never a template.
"""

from alongside.rendering.environment import find
from alongside.rendering.links import Relative, Tongue
from alongside.rendering.renderer import Frame, Renderer, output_path, render, renderer, write

__all__ = ["Frame", "Relative", "Renderer", "Tongue", "find", "output_path", "render", "renderer", "write"]
