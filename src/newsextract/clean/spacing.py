"""Doubled punctuation and letter-spaced words (王　勇, 通 知)."""

from __future__ import annotations

import regex

from newsextract.clean.offsets import Edit

_STRENGTH = {mark: rank for rank, mark in enumerate("、,，:：;；。")}
# Two or three stops in a row; more are a drawn-out ellipsis or a row of dots and stay.
_DOUBLED = regex.compile(r"(?<![、,，:：;；。])[、,，:：;；。]{2,3}+(?![、,，:：;；。])")
_HAN = r"[\p{Han}〇]"
_BLANK = r"[\p{Zs}\t]"
# Single ideographs with blanks between, and no ideograph, letter or digit touching the run.
_SPACED = regex.compile(rf"(?<![\p{{L}}\p{{N}}〇]){_HAN}(?:{_BLANK}++{_HAN}(?![\p{{L}}\p{{N}}〇]))++")
_BLANKS = regex.compile(rf"{_BLANK}++")


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
    for match in _SPACED.finditer(text):
        gaps = list(_BLANKS.finditer(match.group()))
        widths = [len(gap.group()) + gap.group().count("\u3000") for gap in gaps]
        edits += [
            Edit(match.start() + gap.start(), match.start() + gap.end(), "", "letter_spacing")
            for gap, width in zip(gaps, widths, strict=True)
            if width == min(widths)
        ]
    return edits
