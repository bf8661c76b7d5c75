"""Hong Kong's budget years, which run from April to March, and their quarters."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from newsextract.measure.anchors import Anchor, Resolved
from newsextract.measure.calendar import Days, shift_months
from newsextract.measure.frames import Frame, frame_in_year
from newsextract.measure.timephrases import Phrase

_WHOLE_YEAR = re.compile(r"全个?(?:财政)?年度?")
_YEAR_SAID = re.compile(r"(本|今|该|新|上个?|上一个?|去|下个?|下一个?)(?:财政年度|财年|会计年度)的?$")
_SHIFTED = frozenset({"half", "whalf", "quarter", "wquarter", "quarters", "firstn", "lastn"})
_STARTS = 4  # April
_DAY = timedelta(days=1)


def in_budget_years(
    shadow: str, phrase: Phrase, found: Resolved, anchor: Anchor, spoken: int | None
) -> tuple[Resolved, int | None]:
    """2025-26年度 runs from April to March in Hong Kong, and its 首季 from April to June; school years (学年度) do not.
    ``spoken`` is the budget year that the sentence spoke of before; the one that it speaks of now is returned too."""
    if anchor.region != "HK" or found.frame.days is None or phrase.last is not None:
        return found, spoken
    part = phrase.first.slots.get("part_of_year")
    year = _budget_year(shadow, phrase, anchor) or (spoken if "year" not in phrase.first.slots else None)
    if year is None:
        return found, spoken
    if _WHOLE_YEAR.fullmatch(shadow, phrase.start, phrase.end):
        return _whole(found, year), year
    if part is None:
        return (_whole(found, year) if "years" in _kinds(phrase) else found), year
    if part.kind not in _SHIFTED or not phrase.first.slots.keys() <= {"year", "part_of_year"}:
        return found, year
    frame = frame_in_year({"part_of_year": part}, year, anchor.region, False)
    return (replace(found, frame=_shift(frame), kind="period") if frame and frame.days else found), year


def _kinds(phrase: Phrase) -> set[str]:
    return {token.kind for token in phrase.first.slots.values()}


def _budget_year(shadow: str, phrase: Phrase, anchor: Anchor) -> int | None:
    """The year in which the budget year begins that a phrase names, or that stands before it (本财政年度|首季)."""
    token = phrase.first.slots.get("year")
    if token is not None:
        text = shadow[token.start : token.end]
        named = token.kind == "years" and "学年" not in text and text.endswith(("年度", "财年", "财政年"))
        first, last = (int(str(v)) for v in token.values) if named and len(token.values) == len("年年") else (0, 0)
        return first if first and last % 100 == (first + 1) % 100 else None
    said = _YEAR_SAID.search(shadow, max(0, phrase.start - 10), phrase.start)
    if said is None or anchor.published is None:
        return None
    now = anchor.published.year - (anchor.published.month < _STARTS)
    return now + (-1 if said[1][0] in "上去" else said[1][0] in "下新")


def _whole(found: Resolved, year: int) -> Resolved:
    days = Days(date(year, _STARTS, 1), date(year + 1, _STARTS, 1) - _DAY)
    return replace(found, frame=found.frame._replace(edtf=f"{year:04d}-04/{year + 1:04d}-03", days=days))


def _shift(frame: Frame) -> Frame:
    """The same part of a year that begins in April."""
    assert frame.days is not None
    days = Days(shift_months(frame.days.first, 3), shift_months(frame.days.last + _DAY, 3) - _DAY)
    return frame._replace(edtf=f"{days.first:%Y-%m}/{days.last:%Y-%m}", days=days)
