"""What a process does that reads parts of a large file: it answers, and needs little for that."""

import gc
import pickle
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import IO

from tui.events.event import Source
from tui.stores.part_reader import PartReader
from tui.stores.yaml_cut import NotInPartsError

#: What all parts of a file have in common: see PartReader.
Common = tuple[int, Mapping[str, Source], Collection[str]]


def answer(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Read the parts that are asked for until nobody asks any more."""
    gc.disable()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        reader = PartReader(*pickle.load(questions))  # noqa: S301  from the process that began it
        while True:
            data, line = pickle.load(questions)  # noqa: S301
            try:
                found = reader.read(data, line)
            except NotInPartsError:
                found = None
            pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
