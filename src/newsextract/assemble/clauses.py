"""Clauses: a sentence cut at its commas and brackets, the unit in which a number meets its noun."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import regex

from newsextract.clean.cleaned import Label
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

_CUT = regex.compile(r"[，,；;：:（(）)]")
_CUT_HEADLINE = regex.compile(
    r"[，,；;：:（(）)]|(?<![A-Za-z])[\s　]|[\s　](?!\d)"
)  # a space parts the halves of a headline
_OPEN, _CLOSE = "（(", "）)"
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in clean coordinates. ``holes`` are the brackets inside it, read as clauses of their own (``depth`` 1);
    ``opening`` is the mark before it."""

    start: int
    end: int
    depth: int
    opening: str
    holes: tuple[Range, ...]

    def covers(self, position: int) -> bool:
        """Whether the position lies in the clause itself, not in one of its brackets."""
        return self.start <= position < self.end and not _inside(position, self.holes)


def find_clauses(text: str, sentence: Sentence, taken: Sequence[Range]) -> list[Clause]:
    """The clauses of a sentence in order of their start. A mark inside a ``taken`` range (1,250; 16:30; a company's
    bracket) does not cut; ``taken`` is sorted and does not overlap."""
    cut = _CUT_HEADLINE if sentence.label in (Label.HEADLINE, Label.SUBHEAD) else _CUT
    found = (m.start() for m in cut.finditer(text, sentence.start, sentence.end))
    marks = [mark for mark in found if not _inside(mark, taken)]
    brackets = _outer_brackets(text, marks)
    outer = [m for m in marks if not _inside(m, brackets)]
    clauses = _cut(text, sentence.start, sentence.end, outer, brackets, 0)
    for bracket in brackets:
        held = marks[bisect_right(marks, bracket.start) : bisect_left(marks, bracket.end - 1)]
        inner = [m for m in held if text[m] not in _OPEN + _CLOSE]
        clauses += _cut(text, bracket.start + 1, bracket.end - 1, inner, [], 1)
    return sorted((c for c in clauses if c.start < c.end), key=lambda c: (c.start, c.depth))


def _inside(position: int, ranges: Sequence[Range]) -> bool:
    """Whether the position lies in one of the ranges, which are sorted and do not overlap."""
    i = bisect_right(ranges, position, key=_start) - 1
    return i >= 0 and position < ranges[i].end


def _outer_brackets(text: str, marks: Sequence[int]) -> list[Range]:
    out: list[Range] = []
    depth, begin = 0, 0
    for mark in marks:
        if text[mark] in _OPEN:
            begin = mark if depth == 0 else begin
            depth += 1
        elif text[mark] in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                out.append(Range(begin, mark + 1))
    return out


def _cut(text: str, start: int, end: int, marks: Sequence[int], brackets: Sequence[Range], depth: int) -> list[Clause]:
    out: list[Clause] = []
    begin, opening = start, ""
    for mark in [*(m for m in marks if text[m] not in _OPEN + _CLOSE), end]:
        low = bisect_left(brackets, Range(begin, 0))
        high = bisect_left(brackets, Range(mark, 0))
        out.append(Clause(begin, mark, depth, opening, tuple(brackets[low:high])))
        begin, opening = mark + 1, text[mark] if mark < end else ""
    return out
