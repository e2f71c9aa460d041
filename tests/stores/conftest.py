"""What several tests of stores look at."""

import pytest

from tui.stores.part_reader import PartReader


@pytest.fixture
def parts_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines of the parts that this process reads from now on."""
    lines: list[int] = []
    whole = PartReader.read

    def noted(self: PartReader, data: bytes, line: int) -> object:
        lines.append(line)
        return whole(self, data, line)

    monkeypatch.setattr(PartReader, "read", noted)
    return lines
