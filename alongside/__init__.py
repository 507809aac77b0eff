"""Alongside: from YAML files to a static directory of local support."""

__version__ = "0.1.0"
