"""Where preferences and last views are kept on this machine."""

from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_state_path


def config_file() -> Path:
    return user_config_path("eventide", appauthor=False) / "config.toml"


def views_folder() -> Path:
    return user_state_path("eventide", appauthor=False) / "views"


def drafts_folder() -> Path:
    return user_state_path("eventide", appauthor=False) / "drafts"


def tables_folder() -> Path:
    return user_cache_path("eventide", appauthor=False) / "tables"
