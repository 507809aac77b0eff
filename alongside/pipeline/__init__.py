"""The stages in order, timed; the one package that knows the cache and the workers."""

from alongside.pipeline.building import Built, Planned, build
from alongside.pipeline.loading import CONFIG, ENGINE, Options, Progress, Site, inputs, load, load_shared, quiet, read_config
from alongside.pipeline.saving import Saved, ready, save

__all__ = [
    "CONFIG",
    "ENGINE",
    "Built",
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
]
