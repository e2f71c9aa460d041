"""Eventide: a terminal timeline viewer for evidence kept in YAML."""

__version__ = "0.1.0"
