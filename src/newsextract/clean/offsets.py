"""The only arithmetic on offsets: edits, and the map from cleaned text back to the original.

A stage submits its edits: sorted, non-overlapping, none of them a pure insertion. The map holds, for each cleaned
code point, its half-open span in the original: an edit of equal length maps character by character, any other gives
all its characters the hull of what it replaced, a deletion gives nothing.
"""

from __future__ import annotations

import codecs
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from newsextract.record import Range


class Edit(NamedTuple):
    """Replace ``text[a:b]`` by ``replacement``; ``kind`` names the noise."""

    a: int
    b: int
    replacement: str
    kind: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each cleaned code point stood: ``starts[i]:ends[i]`` of the original, both non-decreasing."""

    starts: Sequence[int]
    ends: Sequence[int]
    original_length: int

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that was not changed."""
        return cls(range(length), range(1, length + 1), length)

    def __len__(self) -> int:
        return len(self.starts)

    def to_original(self, start: int, end: int) -> Range:
        """The original range of the cleaned range [start, end); an empty one stays empty."""
        if start < end:
            return Range(self.starts[start], self.ends[end - 1])
        at = self.starts[start] if start < len(self.starts) else self.original_length
        return Range(at, at)

    def to_clean(self, position: int) -> int:
        """The first cleaned position that does not end before ``position`` of the original."""
        return bisect_right(self.ends, position)

    def apply(self, edits: Sequence[Edit]) -> OffsetMap:
        """The map after one more stage, whose edits are in the coordinates of this map's cleaned text."""
        if all(len(edit.replacement) == edit.b - edit.a for edit in edits):
            return self
        starts = _rebuild(_as_array(self.starts), edits, hull_end=False)
        ends = _rebuild(_as_array(self.ends), edits, hull_end=True)
        return OffsetMap(starts, ends, self.original_length)

    def after(self, first: OffsetMap) -> OffsetMap:
        """Composition: ``first`` led from the original to a middle text, this map from there to the cleaned text."""
        starts = array("I", (first.starts[i] for i in self.starts))
        ends = array("I", (first.ends[i - 1] for i in self.ends))
        return OffsetMap(starts, ends, first.original_length)


def _as_array(values: Sequence[int]) -> array[int]:
    return values if isinstance(values, array) else array("I", values)


def _rebuild(values: array[int], edits: Sequence[Edit], *, hull_end: bool) -> array[int]:
    out = array("I")
    at = 0
    for a, b, replacement, _ in edits:
        size = len(replacement)
        if size == b - a:
            continue
        out.extend(values[at:a])
        if size:
            out.extend([values[b - 1] if hull_end else values[a]] * size)
        at = b
    out.extend(values[at:])
    return out


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made."""
    pieces: list[str] = []
    at = 0
    for a, b, replacement, _ in edits:
        pieces += (text[at:a], replacement)
        at = b
    pieces.append(text[at:])
    return "".join(pieces)


def check_edits(edits: Sequence[Edit], length: int) -> None:
    """Raise ValueError unless the edits are sorted, disjoint, within the text and none a pure insertion."""
    if any(not 0 <= edit.a < edit.b <= length for edit in edits):
        raise ValueError("an edit is empty or leaves the text")
    if any(first.b > second.a for first, second in pairwise(edits)):
        raise ValueError("edits overlap or are not sorted")


def compose_edits(first: Sequence[Edit], second: Sequence[Edit], middle: str) -> tuple[Edit, ...]:
    """One log for two stages, in the coordinates of the first; ``middle`` is the text between them.

    Edits of both stages that touch the same characters are joined into one.
    """
    if not first or not second:
        return tuple(first or second)
    return _Composer(first, middle).run(second)


@dataclass(slots=True)
class _Open:
    """A joined edit that may still grow: up to ``middle_end`` of the middle text is accounted for."""

    a: int
    b: int
    text: str
    kind: str
    middle_end: int


class _Composer:
    def __init__(self, first: Sequence[Edit], middle: str) -> None:
        self.first, self.middle = first, middle
        self.next = 0  # the first edit not yet written
        self.shift = 0  # middle minus original, behind the edits written so far
        self.out: list[Edit] = []
        self.open: _Open | None = None

    def run(self, second: Sequence[Edit]) -> tuple[Edit, ...]:
        for edit in second:
            self._advance(edit.a)
            self._open_at(edit)
            self._absorb(edit)
        self._close()
        self.out.extend(self.first[self.next :])
        return tuple(self.out)

    def _span(self) -> tuple[int, int]:
        """The next edit of the first stage as a range of the middle text."""
        edit = self.first[self.next]
        start = edit.a + self.shift
        return start, start + len(edit.replacement)

    def _take(self) -> Edit:
        edit = self.first[self.next]
        self.shift += len(edit.replacement) - (edit.b - edit.a)
        self.next += 1
        return edit

    def _advance(self, position: int) -> None:
        """Write what ends before ``position`` of the middle text."""
        if self.open is not None and self.open.middle_end <= position:
            self._close()
        first, shift, begin = self.first, self.shift, self.next
        for at in range(self.next, len(first)):
            a, b, replacement, _ = first[at]
            if a + shift + len(replacement) > position:
                break
            shift += len(replacement) - (b - a)
            self.next = at + 1
        self.out.extend(first[begin : self.next])
        self.shift = shift

    def _open_at(self, edit: Edit) -> None:
        current = self.open
        if current is not None:  # both touch one edit of the first stage: cut its tail off again
            current.text = current.text[: len(current.text) - (current.middle_end - edit.a)] + edit.replacement
            current.kind = _join(current.kind, edit.kind)
            current.b = max(current.b, edit.b - self.shift) if edit.b > current.middle_end else current.b
            tail = self.middle[edit.b : current.middle_end]
            current.text += tail
            current.middle_end = max(current.middle_end, edit.b)
            return
        self.open = _Open(edit.a - self.shift, edit.b - self.shift, edit.replacement, edit.kind, edit.b)
        if self.next < len(self.first) and self._span()[0] < edit.a:
            start = self._span()[0]
            self.open.a = self.first[self.next].a
            self.open.text = self.middle[start : edit.a] + edit.replacement

    def _absorb(self, edit: Edit) -> None:
        """Take in the edits of the first stage whose result begins within ``edit``."""
        current = self.open
        assert current is not None
        while self.next < len(self.first) and self._span()[0] < edit.b:
            end = self._span()[1]
            taken = self._take()
            current.kind = _join(taken.kind, current.kind)
            current.text += self.middle[current.middle_end : end]
            current.middle_end = max(current.middle_end, end)
            current.b = taken.b if end >= edit.b else edit.b - self.shift

    def _close(self) -> None:
        if self.open is not None:
            self.out.append(Edit(self.open.a, self.open.b, self.open.text, self.open.kind))
            self.open = None


def _join(first: str, second: str) -> str:
    return "+".join(dict.fromkeys((*first.split("+"), *second.split("+"))))


def byte_offsets(raw: bytes, encoding: str, positions: Sequence[int]) -> list[int]:
    """Byte offsets of sorted code point positions in the text that ``raw`` decodes to with ``errors="replace"``.

    Exact for every codec and for bytes that do not decode, because it decodes byte by byte: made for single lookups.
    """
    wanted = iter(positions)
    out: list[int] = []
    target = next(wanted, None)
    for reached, begin in enumerate(_character_offsets(raw, encoding)):
        while target is not None and target <= reached:
            out.append(begin)
            target = next(wanted, None)
        if target is None:
            break
    return out + [len(raw)] * (len(positions) - len(out))


def _character_offsets(raw: bytes, encoding: str) -> Iterator[int]:
    """The byte offset of every code point; U+FFFD stands at the bytes it replaces."""
    view = memoryview(raw)
    at = 0
    while at < len(raw):
        try:
            codecs.decode(view[at:], encoding)
            bad = skip = len(raw)
        except UnicodeDecodeError as error:
            bad, skip = at + error.start, at + error.end
        decoder = codecs.getincrementaldecoder(encoding)()
        begin = at
        for position in range(at, bad):
            for _ in decoder.decode(view[position : position + 1]):
                yield begin
                begin = position + 1
        if bad < len(raw):
            yield bad
        at = skip
