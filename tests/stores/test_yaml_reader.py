import gc

from tui.stores.yaml_reader import collector_paused


def test_the_collector_pauses_and_goes_on() -> None:
    assert gc.isenabled()
    with collector_paused(5):
        assert not gc.isenabled()
        with collector_paused(6):
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_only_a_large_text_leaves_frozen_objects() -> None:
    gc.unfreeze()
    for sizes in ((), (5,)):
        with collector_paused(*sizes):
            pass
        assert gc.get_freeze_count() == 0
    with collector_paused(1_000_000):
        pass
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
