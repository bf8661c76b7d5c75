"""Doubled punctuation and letter-spaced words (王　勇, 通 知)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from newsextract.clean.offsets import Edit
from newsextract.record import Range

_STRENGTH = {mark: rank for rank, mark in enumerate("、,，:：;；。")}
# Two or three stops in a row; more are a drawn-out ellipsis or a row of dots and stay.
_DOUBLED = regex.compile(r"(?<![、,，:：;；。])[、,，:：;；。]{2,3}+(?![、,，:：;；。])")
_BLANK = "[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]"
# The look-behind keeps a long run of blanks from being tried from each of them.
_GAP = re.compile(f"(?<!{_BLANK}){_BLANK}++(?=[\u3007\u3400-\u9fff\U00020000-\U0003ffff])")
# Words of one character that stand apart from the names around them: 记者 王 勇 摄, 甲 与 乙.
_APART = frozenset("摄攝文图圖与與和及或等说說")
_HAN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")


def find_doubled_punctuation(text: str) -> list[Edit]:
    """Edits that leave the strongest of several stops in a row (,, ,。 ;,); 。。。 is an ellipsis and stays."""
    return [
        Edit(match.start(), match.end(), max(run, key=_STRENGTH.__getitem__), "doubled_punctuation")
        for match in _DOUBLED.finditer(text)
        if (run := match.group()) != "。。。"
    ]


def find_letter_spacing(text: str) -> list[Edit]:
    """Edits that close up words whose ideographs stand apart. A run with gaps of two widths is closed up at the
    narrower gaps only (王 勇　李 强 are two names)."""
    edits: list[Edit] = []
    run: list[Range] = []
    for gap in _single_gaps(text):
        if run and gap.start != run[-1].end + 1:
            edits += _close_up(text, run)
            run = []
        if run or not _is_letter(text, gap.start - 2):
            run.append(gap)
    return edits + _close_up(text, run)


def _single_gaps(text: str) -> Iterator[Range]:
    """Gaps behind an ideograph and before one that stands alone."""
    for match in _GAP.finditer(text):
        start, end = match.span()
        if start > 0 and _HAN.match(text, start - 1) and not _is_letter(text, end + 1):
            if text[start - 1] in _APART or text[end] in _APART:
                continue
            yield Range(start, end)


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _close_up(text: str, run: list[Range]) -> list[Edit]:
    widths = [end - start + text.count("\u3000", start, end) for start, end in run]
    narrowest = min(widths, default=0)
    return [
        Edit(start, end, "", "letter_spacing")
        for (start, end), width in zip(run, widths, strict=True)
        if width == narrowest
    ]
