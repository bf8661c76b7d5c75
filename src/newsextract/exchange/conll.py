"""CoNLL columns: one character of the cleaned text a line, its place in the original, its tag.

Chinese corpora of names are written so: the character is the token, tags are B-, I- and O. Where names overlap the
longer one is tagged.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.clean.cleaned import CleanText
from newsextract.exchange.marks import ENTITY_LABELS, Marked
from newsextract.segment.sentences import find_sentences

_TAGS = {"Person": "PER", "Place": "LOC", "Company": "ORG", "Organization": "ORG"}


def format_conll(marked: Marked, clean: CleanText) -> str:
    """The article as lines of character, start, end and tag; an empty line ends a sentence."""
    tags = _tags(marked, clean)
    lines = ["-DOCSTART- -X- -X- O", ""]
    for sentence in find_sentences(clean):
        rows = list(_rows(clean, sentence.start, sentence.end, tags))
        lines += [*rows, ""] if rows else []
    return "\n".join(lines) + "\n"


def _tags(marked: Marked, clean: CleanText) -> list[str]:
    """The tag of each clean character."""
    tags = ["O"] * len(clean.text)
    names = [mark for mark in marked.marks if mark.label in ENTITY_LABELS.values()]
    for mark in sorted(names, key=lambda mark: (mark.start - mark.end, mark.start)):
        start, end = clean.offsets.to_clean(mark.start), clean.offsets.to_clean(mark.end)
        if set(tags[start:end]) == {"O"}:
            kind = _TAGS[mark.label]
            tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return tags


def _rows(clean: CleanText, start: int, end: int, tags: list[str]) -> Iterator[str]:
    for at in range(start, end):
        if not clean.text[at].isspace():
            first, last = clean.span(at, at + 1)
            yield f"{clean.text[at]} {first} {last} {tags[at]}"
