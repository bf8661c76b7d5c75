"""Doubled punctuation and letter-spaced words (王　勇, 通 知)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from newsextract.clean.offsets import Edit
from newsextract.clean.patterns import surnames
from newsextract.clean.script import simplify
from newsextract.record import Range

_STRENGTH = {mark: rank for rank, mark in enumerate("、,，:：;；。")}
# Two or three stops in a row; more are a drawn-out ellipsis or a row of dots and stay.
_DOUBLED = regex.compile(r"(?<![、,，:：;；。])[、,，:：;；。]{2,3}+(?![、,，:：;；。])")
_BLANK = "[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]"
# The look-behind keeps a long run of blanks from being tried from each of them.
_GAP = re.compile(f"(?<!{_BLANK}){_BLANK}++(?=[\u3007\u3400-\u9fff\U00020000-\U0003ffff])")
# Words of one character that stand apart from the names around them: 记者 王 勇 摄, 甲 与 乙.
_APART = frozenset("摄攝文图圖与與和及或等说說")
# 和 is a surname where a list of names begins: (记者 和　秀　莲).
_LIST_BEGINS = regex.compile(f"(?:[记記]者|通[讯訊][员員]|作者|[实實][习習]生|[(（、])[:：]?{_BLANK}{{0,2}}$")
# A name between an office and a verb: 副县长王　勇介绍, 局长木　成　林说. Its blanks are the only ones.
_IN_NAME = regex.compile(
    rf"(?<=[长長席記记任员員理者授师師官士委])(?P<surname>\p{{Han}})(?P<first>{_BLANK}{{1,4}})\p{{Han}}"
    rf"(?:(?P<second>(?P=first))\p{{Han}})?(?=介[绍紹]|[说說]|表示|指出|[强強][调調]|主持|出席|[认認][为為]|告[诉訴]|透露|[称稱]"
    f"|[讲講][话話]|[带帶][队隊领領]|宣布|[率赴昨]|今[日天早晨]|近日|日前|[,，、。;；:：)）])"
)
# Three ideographs with the same blank between them, and none around: 居民吕　桂　英家.
_IN_WORDS = regex.compile(
    rf"(?<=\p{{Han}})(?P<surname>\p{{Han}})(?P<first>{_BLANK}{{1,2}})\p{{Han}}(?P<second>(?P=first))\p{{Han}}(?=\p{{Han}})"
)
_MASTHEAD = regex.compile(
    rf"(?m)^{_BLANK}*+(?P<name>\p{{Han}}(?P<gap>{_BLANK}{{1,2}})(?:\p{{Han}}(?P=gap)){{1,8}}\p{{Han}}?[报報网網社刊](?:{_BLANK}?[讯訊]))"
)
_BLANKS = re.compile(f"{_BLANK}+")
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
    gaps = [Range(*match.span()) for match in _GAP.finditer(text)]
    edits: list[Edit] = []
    run: list[Range] = []
    for gap in _single_gaps(text, gaps):
        if run and gap.start != run[-1].end + 1:
            edits += _close_up(text, run)
            run = []
        if run or not _is_letter(text, gap.start - 2):
            run.append(gap)
    edits += _close_up(text, run)
    closed = {edit.a for edit in edits}
    more = {edit.a: edit for edit in (*_inside_names(text, gaps), *_in_mastheads(text)) if edit.a not in closed}
    return sorted([*edits, *more.values()])


def _inside_names(text: str, gaps: list[Range]) -> Iterator[Edit]:
    """The blanks of names that words surround without blanks."""
    for gap in gaps:
        at = gap.start - 1
        match = (_IN_NAME.match(text, at) or _IN_WORDS.match(text, at)) if gap.start else None
        if match and simplify(match["surname"]) in surnames():
            yield from (Edit(*match.span(group), "", "letter_spacing") for group in ("first", "second") if match[group])


def _in_mastheads(text: str) -> Iterator[Edit]:
    """The blanks of a medium's name that a line begins with: 云　岭　晚　报讯, 南 国 早 报 讯."""
    for match in _MASTHEAD.finditer(text):
        yield from (Edit(*gap.span(), "", "letter_spacing") for gap in _BLANKS.finditer(text, *match.span("name")))


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a word of one character stands on either side of a gap."""
    before = text[start - 1]
    if before == "和" and _LIST_BEGINS.search(text, max(0, start - 8), start - 1):
        before = ""
    return before in _APART or text[end] in _APART


def _single_gaps(text: str, gaps: list[Range]) -> Iterator[Range]:
    """Gaps behind an ideograph and before one that stands alone."""
    for start, end in gaps:
        if start > 0 and _HAN.match(text, start - 1) and not _is_letter(text, end + 1):
            if _stands_apart(text, start, end):
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
