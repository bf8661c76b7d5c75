"""厘: a percent beside yearly interest (按揭息率3.5厘), money beside a dividend, 0.1 % of a month elsewhere.

The nearest word before it decides; the words stand in ``patterns/quantities.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from newsextract.resources import read_toml

_WINDOW = 24  # how far before the number its word may stand
PATH = "patterns/quantities.toml"


class InterestPatterns(NamedTuple):
    """``before``: words in front with the groups other, yearly and end; ``behind``: what may follow 厘 of interest;
    ``not_behind``: what makes another word of it (厘米)."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    not_behind: re.Pattern[str]


@cache
def interest_patterns() -> InterestPatterns:
    """The patterns of the table ``interest``."""
    table = read_toml(PATH)["interest"]
    groups = "|".join(f"(?P<{name}>{table[f'{name}_pattern']})" for name in ("other", "yearly", "end"))
    behind, not_behind = (re.compile(table[f"{name}_pattern"]) for name in ("behind", "not_behind"))
    return InterestPatterns(re.compile(groups), behind, not_behind)


def is_interest(text: str, start: int, at: int) -> bool:
    """Is the 厘 at ``at`` a percent of interest: 按揭息率3.5厘? Of a month or a dividend it is something else."""
    patterns = interest_patterns()
    if patterns.not_behind.match(text, at + 1):
        return False
    nearest = None
    for match in patterns.before.finditer(text, max(0, start - _WINDOW), start):
        nearest = match.lastgroup
    return nearest == "yearly" or (nearest != "other" and patterns.behind.match(text, at + 1) is not None)
