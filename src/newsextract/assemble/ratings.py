"""Brokers and rating agencies: what they tell is of others."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from newsextract.resources import read_toml

_WITHIN = 120  # characters in which a broker tells what it rates


def rates_others(shadow: str, start: int, end: int) -> bool:
    """Whether a house gives its opinion of another company: 大和发表报告，料某某今年销售升一成，目标价7元."""
    house, tells, rating = _patterns()
    if house.search(shadow, start, end) is None or tells.match(shadow, end) is None:
        return False
    stop = shadow.find("。", end, end + _WITHIN)
    return rating.search(shadow, end, stop if stop >= 0 else min(len(shadow), end + _WITHIN)) is not None


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """A house that rates others, how it tells, what it gives."""
    data: dict[str, Any] = read_toml("patterns/market.toml")["raters"]
    return regex.compile(data["house"]), regex.compile(data["tells"]), regex.compile(data["rating"])
