"""The stages in order, timed; the one package that knows the cache and the workers."""

from alongside.pipeline.building import Built, build
from alongside.pipeline.loading import CONFIG, ENGINE, Options, Progress, Site, inputs, load, load_shared, quiet, read_config

__all__ = ["CONFIG", "ENGINE", "Built", "Options", "Progress", "Site", "build", "inputs", "load", "load_shared", "quiet", "read_config"]
