"""Intervals as Recognizers' NumberRangeModel has them: what a number with its modifier leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from newsextract.measure.quantities import find_quantities
from newsextract.measure.values import Quantity

Bounds = tuple[Decimal | None, Decimal | None]  # a side that is open has none
_BOUND_LOW, _BOUND_HIGH = {"over", "at_least"}, {"under", "at_most"}
_NEAR = 3  # 大于20的同时小于35: as far apart as two bounds of one range stand


def intervals(text: str) -> Iterator[Bounds]:
    """The bounded numbers of a text; a lower and an upper bound side by side are one range."""
    held: tuple[Bounds, int] | None = None
    for q in find_quantities(text)[0]:
        bounds = _bounds_of(q)
        if bounds is None:
            continue
        if held is not None and (joined := _joined(held[0], bounds)) and q.start - held[1] <= _NEAR:
            yield joined
            held = None
            continue
        if held is not None:
            yield held[0]
        held = bounds, q.end
    if held is not None:
        yield held[0]


def _bounds_of(q: Quantity) -> Bounds | None:
    if q.modifier == "range":
        return q.low, q.high
    if q.modifier in _BOUND_LOW:
        return q.value, None
    return (None, q.value) if q.modifier in _BOUND_HIGH else None


def _joined(a: Bounds, b: Bounds) -> Bounds | None:
    low, high = a[0] if a[0] is not None else b[0], a[1] if a[1] is not None else b[1]
    one_sided = (
        (a[0] is None) == (b[1] is None) and (a[0] is None) != (a[1] is None) and (b[0] is None) != (b[1] is None)
    )
    return (low, high) if one_sided and low is not None and high is not None and low < high else None
