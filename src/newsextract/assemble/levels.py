"""Figures that were taken together and are two: 减少约4,100人至369.3万人 is a change and the level that it led to."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsextract.measure.values import Quantity
from newsextract.record import Range

_MOVED = regex.compile(r"(?r)(?:增加|减少|增长|下降|上升|下跌|上涨|增|减|升|降|跌|涨)了?")
_ABOUT = regex.compile(r"约|大约")
_APART = 5  # a level is more than so many times its change


def split_levels(shadow: str, quantity: Quantity) -> Iterator[Quantity]:
    """The quantity itself, or the change and the level of which it was made: both with the unit, of different size."""
    cut = _cut(shadow, quantity)
    if cut is None or quantity.low is None or quantity.high is None:
        yield quantity
        return
    about = _ABOUT.match(shadow, quantity.start) is not None
    change = quantity._replace(end=cut, value=quantity.low, low=None, high=None, number=Range(quantity.start, cut))
    yield change._replace(modifier="about" if about else "exact")
    level = quantity._replace(start=cut + 1, value=quantity.high, low=None, high=None, modifier="exact")
    yield level._replace(number=Range(cut + 1, quantity.end))


def _cut(shadow: str, quantity: Quantity) -> int | None:
    """Where the level begins, None for a range."""
    if quantity.kind != "amount" or quantity.value is not None or quantity.low is None or quantity.high is None:
        return None
    if quantity.low <= 0 or quantity.high < _APART * quantity.low:
        return None
    at = max(shadow.rfind(mark, quantity.start, quantity.end) for mark in "至到")
    if at <= quantity.start or shadow[at - 1] != shadow[quantity.end - 1]:
        return None
    return at if _MOVED.match(shadow, 0, quantity.start) is not None else None
