"""The article's text as HTML: everything found is a link to its row, what cleaning removed can be shown or hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import regex

KINDS = ("fact", "position", "person", "place", "organization", "time", "event", "unresolved")
"""What can be marked; where several lie on one another, a mark leads to the first of these."""
# HTML has no place for these; a browser would drop or misread them.
_CONTROLS = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text and the row of a table that tells of it."""

    start: int
    end: int
    kind: str
    row: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the original text that cleaning took out, and what took its place."""

    start: int
    end: int
    replacement: str


def safe(value: object) -> str:
    """Any value as text in HTML, in an attribute too; characters that HTML cannot hold become U+FFFD."""
    return escape(_CONTROLS.sub("\ufffd", str(value))).replace("\r", "&#13;")  # else it would be read as a line feed


def mark_text(
    text: str, spans: Iterable[Span], removed: Sequence[Removed] = (), titles: Mapping[str, str] | None = None
) -> tuple[str, dict[str, list[str]]]:
    """The text as HTML, and for each row the ids of the marks where its spans begin.

    Each stretch that something was found in is one link with the rows of all of it: marks are never nested, whatever
    overlaps. Joined and without its tags it is the text again. ``titles`` says in words what a row tells.
    """
    changes = sorted(
        (
            (at, opens, span)
            for span in spans
            if span.start < span.end
            for at, opens in ((span.start, True), (span.end, False))
        ),
        key=lambda change: change[0],
    )
    anchors: dict[str, list[str]] = defaultdict(list)
    out: list[str] = []
    active: dict[Span, int] = {}
    cuts = _Cuts(text, removed)
    at = 0
    for position, group in groupby(changes, key=lambda change: change[0]):
        out.append(_stretch(cuts.upto(position), active, f"m{len(out)}", titles or {}) if position > at else "")
        at = position
        for _, opens, span in group:
            active[span] = active.get(span, 0) + (1 if opens else -1)
            if opens:
                anchors[span.row].append(f"m{len(out)}")
        active = {span: depth for span, depth in active.items() if depth}
    out.append(cuts.upto(len(text)))
    return "".join(out), dict(anchors)


def _stretch(inner: str, active: Mapping[Span, int], own: str, titles: Mapping[str, str]) -> str:
    if not active:
        return inner
    ordered = sorted(active, key=lambda span: KINDS.index(span.kind))
    rows = list(dict.fromkeys(span.row for span in ordered))
    kinds = " ".join(dict.fromkeys(span.kind for span in ordered))
    title = safe("\n".join(filter(None, map(titles.get, rows))))
    told = f'href="#{rows[0]}" data-rows="{" ".join(rows)}" title="{title}"'
    return f'<a class="mark {kinds}" id="{own}" {told}>{inner}</a>'


class _Cuts:
    """Hands out the text piece by piece, with what was removed in elements of its own."""

    def __init__(self, text: str, removed: Sequence[Removed]) -> None:
        self._text = text
        self._removed = sorted(removed, key=lambda piece: piece.start)
        self._next = 0
        self._at = 0

    def upto(self, end: int) -> str:
        """The text from where the last piece ended to ``end``."""
        out: list[str] = []
        while self._next < len(self._removed) and self._removed[self._next].start < end:
            piece = self._removed[self._next]
            out.append(self._plain(max(self._at, piece.start)))
            out.append(self._struck(min(piece.end, end), piece))
            if piece.end > end:
                return "".join(out)
            self._next += 1
        return "".join([*out, self._plain(end)])

    def _plain(self, end: int) -> str:
        begin, self._at = self._at, max(self._at, end)
        return safe(self._text[begin : self._at])

    def _struck(self, end: int, piece: Removed) -> str:
        struck = self._plain(end)
        now = f' data-now="{safe(piece.replacement)}"' if piece.replacement and end == piece.end else ""
        return f"<del{now}>{struck}</del>" if struck else ""
