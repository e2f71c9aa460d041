"""Files that are read into memory of which parts can be given back, against their bytes."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from tui.events.problem import UnreadableError
from tui.stores import file_bytes
from tui.stores.file_bytes import read_bytes, read_memory
from tui.stores.packed import Packed, Packing

DATA = b"- {id: one, title: A title}\n" * 60_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_bytes(DATA)
    return path


def test_memory_holds_what_the_file_does(path: Path) -> None:
    memory = read_memory(path)
    assert len(memory) == len(DATA)
    assert memory[:] == read_bytes(path) == DATA
    path.write_bytes(b"")
    assert memory[:] == DATA


@pytest.mark.parametrize("by", [-1_000, -1, 1, 1_000])
def test_a_file_of_another_size_than_was_told_is_read_as_it_is(
    path: Path, by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = os.fstat

    def other(handle: int) -> object:
        found = asked(handle)
        return SimpleNamespace(st_mode=found.st_mode, st_size=found.st_size + by)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", other)
        found = read_memory(path)
    assert found == DATA


def test_an_empty_file_is_no_bytes(path: Path) -> None:
    path.write_bytes(b"")
    assert read_memory(path) == b""


def test_what_cannot_be_read_is_told_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for gone in (path.parent, path.parent / "none", Path("a\0b")):
        messages = []
        for read in (read_bytes, read_memory):
            with pytest.raises(UnreadableError) as error:
                read(gone)
            messages.append(error.value.message)
        assert messages[0] == messages[1]
    monkeypatch.setattr(file_bytes, "MOST_BYTES", len(DATA) - 1)
    with pytest.raises(UnreadableError, match="larger"):
        read_memory(path)


@pytest.mark.parametrize("is_memory", [True, False])
def test_what_has_been_packed_and_what_has_not_are_the_bytes(
    path: Path, *, is_memory: bool
) -> None:
    packing = Packing(read_memory(path) if is_memory else DATA, packs=True)
    for end in (10, 700_000, 1_500_000, 1_600_000):
        packing.pack(end)
        assert packing.slice(end - 10, 10) == DATA[end - 10 : end]
        assert packing.slice(end, 10) == DATA[end : end + 10]
        assert packing.data == DATA
    packing.finish()
    assert isinstance(packing.data, Packed)
    assert bytes(packing.data) == DATA
    assert packing.unpacked == b""
    assert packing.data.digest == file_bytes.digest_of(DATA)


def test_memory_is_given_back_as_it_is_packed(path: Path) -> None:
    memory = read_memory(path)
    if isinstance(memory, bytes):
        pytest.skip("there is no such memory here")
    packing = Packing(memory, packs=True)
    packing.pack(1_500_000)
    assert not any(memory[: 1024 * 1024])
    assert memory[1024 * 1024 :] == DATA[1024 * 1024 :]


def test_what_is_not_to_be_packed_stays_as_it_is() -> None:
    packing = Packing(DATA, packs=False)
    packing.pack(10)
    packing.finish()
    assert packing.data is DATA
    assert packing.slice(5, 10) == DATA[5:15]
