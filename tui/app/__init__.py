"""The viewer's app: it routes what keys and panes ask for, and decides nothing."""

from tui.app.viewer import EventideApp

__all__ = ["EventideApp"]
