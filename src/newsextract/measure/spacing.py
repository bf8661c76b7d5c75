"""Spaces between Chinese characters and digits (增长 4.8 个百分点) are typography: measuring reads without them.

The text is closed up, measured, and what was found is moved back to where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from newsextract.record import Range

# Digits set in groups of three by spaces, and what must follow them: a table's columns stand the same way.
_GROUPS = r"[0-9]{3}(?: [0-9]{3})?(?:\.[0-9]{1,4})?"
_SECOND = ((0, " [0-9]{3}"), (1, " [0-9]{3}"))
_SCALE = r"(?:[万亿]|[元吨人户家辆台件亩]|公[顷里斤]|平方|千瓦|美元)"


def _behind(start: str) -> str:
    """A space behind the first or the second group of a number that ``start`` leads to."""
    heads = (rf"{start}[1-9]{'[0-9]' * more}{group} " for more, group in ((0, ""), (1, ""), (2, ""), *_SECOND))
    return "|".join(f"(?<={head})" for head in heads)


# One space, between a Chinese character and a number or behind a number; two or more are columns.
_GAP = re.compile(
    r" (?:(?<=[一-龥（(“「] )(?<![^0-9 ][十百千] )(?=[0-9$¥€£+\-−－][0-9.]|[0-9])|(?<=[0-9%℃] )(?=[一-龥%℃‰])"
    r"|(?<=[0-9] )(?=[A-Za-z℃°]{1,3}(?![A-Za-z]))"
    # 人口1 234.5万人, 人口 1 234.5 万人: groups of three digits, before a scale or a unit
    rf"|(?:{_behind('[一-龥]')})(?={_GROUPS} ?{_SCALE})|(?:{_behind('[一-龥] ')})(?={_GROUPS} {_SCALE}))"
)
# 表1 台东县税收: the number is that of the table, and a title follows it.
_NUMBERED = re.compile(r"[表图件注例][0-9]{1,3}$")


@dataclass(frozen=True, slots=True)
class Closed:
    """A text without such spaces; ``gaps`` are where they stood in the original, ascending; ``seams`` where they would
    stand in the closed text."""

    text: str
    gaps: tuple[int, ...]
    seams: tuple[int, ...]

    def back(self, start: int, end: int) -> Range:
        """The stretch of the original that became [start, end)."""
        return Range(start + bisect_right(self.seams, start), end + bisect_right(self.seams, end - 1))

    def forth(self, span: Range) -> Range:
        """Where a stretch of the original stands now."""
        return Range(span.start - bisect_left(self.gaps, span.start), span.end - bisect_left(self.gaps, span.end))


@lru_cache(maxsize=4)
def close_up(text: str) -> Closed | None:
    """The text without the spaces around its numbers, or None where there are none. Kept for the last few texts."""
    gaps = [at for match in _GAP.finditer(text) if not _NUMBERED.search(text, max(0, (at := match.start()) - 6), at)]
    if not gaps:
        return None
    parts, at = [], 0
    for gap in gaps:
        parts.append(text[at:gap])
        at = gap + 1
    parts.append(text[at:])
    return Closed("".join(parts), tuple(gaps), tuple([gap - n for n, gap in enumerate(gaps)]))
