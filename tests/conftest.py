"""Keeps tests from the preferences of whoever runs them, and from how busy the machine is."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

# Long enough that only what hangs takes longer: no test is about speed.
settings.register_profile("eventide", deadline=10_000)
settings.load_profile("eventide")


@pytest.fixture(scope="session", autouse=True)
def home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "STATE", "CACHE", "DATA"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield
