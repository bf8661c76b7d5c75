"""Sentences: the units that names and facts are read in."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from newsextract.clean.cleaned import CleanText, Label
from newsextract.record import Range

# A sentence ends at a stop, with the closing quotes and brackets that belong to it. A full-width or half-width
# semicolon does not end it: subjects and periods carry across.
_END = regex.compile(r"[。！？!?…]++[”’」』）)\]】》]*+|\n++")
# What is longer is no sentence but a page without stops; it is cut at a mark, so that reading stays linear.
_LONGEST = 2000
_MARKS = (";；", ",，、", " \t　")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in clean coordinates, with the layout block that holds it."""

    start: int
    end: int
    paragraph: int
    label: Label


def find_sentences(clean: CleanText) -> tuple[Sentence, ...]:
    """The sentences of every block, in order, trimmed of white space; no sentence crosses a block."""
    return tuple(
        Sentence(piece.start, piece.end, block.paragraph, block.label)
        for block in clean.blocks
        for piece in split_sentences(clean.shadow, block.start, block.end)
    )


def split_sentences(text: str, start: int, end: int) -> list[Range]:
    """The sentences of text[start:end]; stops inside a bracket or quotation still end a sentence."""
    out: list[Range] = []
    begin = start
    for stop in (*(match.end() for match in _END.finditer(text, start, end)), end):
        while stop - begin > _LONGEST:
            cut = _cut(text, begin + _LONGEST // 2, begin + _LONGEST)
            _add_trimmed(out, text, begin, cut)
            begin = cut
        _add_trimmed(out, text, begin, stop)
        begin = stop
    return out


def _cut(text: str, start: int, end: int) -> int:
    """Behind the last mark between the two positions, the strongest kind first; ``end`` where there is none."""
    for marks in _MARKS:
        at = max(text.rfind(mark, start, end) for mark in marks)
        if at >= 0:
            return at + 1
    return end


def _add_trimmed(out: list[Range], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Range(start, end))
