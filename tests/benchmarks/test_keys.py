"""What the table of key presses is made of."""

from benchmarks.keys import FLOOR, KEYS, Round, named, rows
from benchmarks.terminal import Press

SMALLER, LARGER = named(1_000), named(100_000)


def measured(costs: dict[str, float], **changes: list[Press]) -> Round:
    presses = {
        name: {kind: [Press(cost, 0.01, 100) for _ in KEYS[kind]] for kind in KEYS}
        for name, cost in costs.items()
    }
    presses[LARGER] |= changes
    return Round(presses, dict.fromkeys(costs, 10**6))


def values(taken: list[Round]) -> dict[str, list[float]]:
    return {row.name: row.values for row in rows(taken)}


def test_ratios_are_taken_within_each_round() -> None:
    slow, fast = {FLOOR: 2.0, SMALLER: 3.0, LARGER: 6.0}, {FLOOR: 1.0, SMALLER: 1.0, LARGER: 2.0}
    found = values([measured(slow), measured(fast)])
    assert found[f"CPU: pan, {LARGER} ÷ {FLOOR}"] == [3.0, 2.0]
    assert found[f"CPU: pan, {LARGER} ÷ {SMALLER}"] == [2.0, 2.0]


def test_presses_that_change_nothing_do_not_count() -> None:
    costs = {FLOOR: 1.0, SMALLER: 1.0, LARGER: 1.0}
    silent, drawn = Press(0.0, 0.0, 0), Press(2.0, 0.01, 100)
    found = values([measured(costs, pan=[silent, drawn] * 6, scroll=[silent] * 6)])
    assert found[f"CPU: pan, {LARGER} ÷ {FLOOR}"] == [2.0]
    assert f"CPU: scroll, {LARGER} ÷ {FLOOR}" not in found
    assert f"CPU: scroll, {SMALLER} ÷ {FLOOR}" in found


def test_the_costliest_press_is_that_of_the_highest_median() -> None:
    costs = {FLOOR: 1.0, SMALLER: 1.0, LARGER: 1.0}
    often = [Press(1.0, 0.01, 100)] * 7 + [Press(3.0, 0.01, 100)]
    once = [Press(9.0, 0.01, 100)] + [Press(1.0, 0.01, 100)] * 7
    taken = [measured(costs, next=often) for _ in range(2)]
    found = values([*taken, measured(costs, next=often, **{"zoom in": once})])
    assert found[f"CPU: costliest (next), {LARGER} ÷ {FLOOR}"] == [3.0, 3.0, 3.0]
