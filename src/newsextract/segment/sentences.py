"""Sentences: the units that names and facts are read in."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from newsextract.clean.cleaned import CleanText, Label
from newsextract.record import Range

# A sentence ends at a stop, with the closing quotes and brackets that belong to it. A full-width or half-width
# semicolon does not end it: subjects and periods carry across.
_END = regex.compile(r"[。！？!?…]++[”’」』）)\]】》]*+|\n++")


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
    for match in _END.finditer(text, start, end):
        _add_trimmed(out, text, begin, match.end())
        begin = match.end()
    _add_trimmed(out, text, begin, end)
    return out


def _add_trimmed(out: list[Range], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Range(start, end))
