"""The stages in order, timed; the one package that knows the cache and the workers.

A stage is imported when it is first asked for: a build that has nothing to do needs none of them.
"""

from typing import TYPE_CHECKING, Any

from alongside.pipeline.options import CONFIG, ENGINE, Options, Progress, quiet
from alongside.pipeline.unchanged import SITE, Last, inputs, unchanged

if TYPE_CHECKING:
    from alongside.pipeline.building import Built, Planned, build
    from alongside.pipeline.loading import Site, load, load_shared, read_config
    from alongside.pipeline.saving import Saved, ready, save

_BUILDING = ("Built", "Planned", "build")
_LOADING = ("Site", "load", "load_shared", "read_config")
_SAVING = ("Saved", "ready", "save")
__all__ = [
    "CONFIG",
    "ENGINE",
    "SITE",
    "Built",
    "Last",
    "Options",
    "Planned",
    "Progress",
    "Saved",
    "Site",
    "build",
    "inputs",
    "load",
    "load_shared",
    "quiet",
    "read_config",
    "ready",
    "save",
    "unchanged",
]


def __getattr__(name: str) -> Any:
    """What a stage offers."""
    if name in _BUILDING:
        from alongside.pipeline import building as stage
    elif name in _LOADING:
        from alongside.pipeline import loading as stage  # type: ignore[no-redef]
    elif name in _SAVING:
        from alongside.pipeline import saving as stage  # type: ignore[no-redef]
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(stage, name)
