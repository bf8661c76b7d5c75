"""Hard line wraps: text broken at a fixed width, as in mails, boards and PDF, is joined to its paragraphs again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from newsextract.clean.offsets import Edit

# A document is wrapped when it has so many lines of one width, and so large a share of its unfinished lines.
_LINES, _SHARE = 5, 0.7
_NARROWEST, _WIDEST = 30, 140  # columns; an ideograph takes two
_SLACK = 3  # a line may end short of the margin: a mark must not begin a line, a Latin word is not broken
_FINISHED = frozenset("。！？!?…:：;；”」』)）】〉》]")
_NEW = re.compile(r"(?:[\s\u3000]|[一二三四五六七八九十]{1,3}[、.]|[(（]|\d{1,2}[、.)]|[●◆■□▲★※【〔\[]|[-—*·>])")
# A row of a table is whole, however wide: bars, tabs, or cells set apart by two gaps.
_ROW = re.compile(r"[|│┃\t]|\S(?: {2,}|\u3000+)[^ \u3000](?:[^ \u3000]| (?! ))*(?: {2,}|\u3000+)\S")
_NARROW = re.compile("[\x20-\x7e]")


class _Line(NamedTuple):
    start: int
    end: int
    width: int
    finished: bool


def find_line_wraps(text: str) -> list[Edit]:
    """Edits that take out the line ends of a text wrapped at a fixed width; between Latin words a blank stays."""
    raw = text.split("\n")
    if len(raw) <= _LINES or len(max(raw, key=len)) > _WIDEST:
        return []
    lines = _measure(raw)
    margin = _margin(lines)
    if margin is None:
        return []
    return [
        Edit(first.end, second.start, _joint(text, first.end, second.start), "line_wrap")
        for first, second in pairwise(lines)
        if first.width >= margin - _SLACK
        and not first.finished
        and second.width
        and _NEW.match(text, second.start) is None
    ]


def _measure(raw: list[str]) -> list[_Line]:
    lines = []
    at = 0
    for line in raw:
        width = 2 * len(line) - len(_NARROW.findall(line)) if line else 0
        finished = line.rstrip()[-1:] in _FINISHED or _ROW.search(line) is not None
        lines.append(_Line(at, at + len(line), width, finished))
        at += len(line) + 1
    return lines


def _margin(lines: list[_Line]) -> int | None:
    """The width that the text is wrapped at, None for a text that is not."""
    margin = max(line.width for line in lines)
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    unfinished = [line.width >= margin - _SLACK for line in lines[1:-1] if line.width and not line.finished]
    full = sum(unfinished)
    return margin if full >= _LINES and full >= _SHARE * len(unfinished) else None


def _joint(text: str, end: int, start: int) -> str:
    return " " if text[end - 1].isascii() and text[start].isascii() and text[end - 1].isalnum() else ""
