"""The layout of an article: every line is labelled, none is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from newsextract.clean.bylines import find_bare_names, is_byline
from newsextract.clean.cleaned import Block, Label
from newsextract.clean.datelines import HEADLINE_MARK, find_dateline
from newsextract.clean.masthead import Masthead, find_masthead
from newsextract.clean.patterns import layout_pattern, line_limit
from newsextract.clean.script import simplify
from newsextract.clean.tables import find_grids

__all__ = ["Masthead", "find_blocks", "find_masthead"]

_STOP = regex.compile(r"[。!?！？;；…:：,，、][”’」』)）\]】》]*$")
_FULL_STOP = regex.compile(r"[。;；…:：,，、][”’」』)）\]】》]*$")
_CELLS = regex.compile(r"\t+| {2,}|\s{0,9}[|│┃]\s*")
_YEAR = regex.compile(r"\d{4}")
_PICTURE = regex.compile(r"[▲△▼▽]|图为|图[一二三四五六七八九十\d]{0,2}\s?:")  # a caption though it has a stop
_SENTENCE_END = frozenset("。!?！？”」』")
_WORD = regex.compile(r"[\p{L}\p{N}]++")

_HEADLINE_LENGTH = 64
_CAPTION_LENGTH, _PICTURE_LENGTH = 70, 150
_LINK_LENGTH = 60
# A line that says again what stands in the text: this share of its pairs of characters is found there.
_REPEATED = 0.6
_DUPLICATE_LENGTH = 6
_BYLINE_LENGTH = 80
_END_LINES = 3  # names alone on a line stand among the last lines, captions behind them
_ROW_LENGTH, _CELL_LENGTH = 300, 14  # a row of a table, and its cells on average


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its outer blanks; ``text`` is its shadow."""

    start: int
    end: int
    number: int
    text: str

    def key(self) -> str:
        """The letters and digits alone: what makes two lines the same."""
        return "".join(_WORD.findall(self.text))


def find_blocks(text: str, shadow: str, title: str | None = None) -> tuple[Block, ...]:
    """The labelled blocks of a cleaned text, sorted and disjoint; blank lines belong to none.

    ``title`` is the headline where the input names it (in Simplified or Traditional, compared by its letters).
    """
    lines = list(_split_lines(shadow))
    labels = _label_furniture(lines)
    _label_tables(shadow, lines, labels)
    _label_duplicates(lines, labels)
    _label_headline(lines, labels, title)
    _label_lone_names(lines, labels)
    _label_short_lines(lines, labels)
    last_body = max((i for i, line in enumerate(lines) if labels[line.number] is Label.BODY), default=-1)
    return tuple(
        block
        for index, line in enumerate(lines)
        for block in _cut(shadow, line, labels[line.number], last=index == last_body)
    )


def _split_lines(shadow: str) -> Iterator[_Line]:
    at = 0
    for number, raw in enumerate(shadow.split("\n")):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            yield _Line(start, start + len(stripped), number, stripped)
        at += len(raw) + 1


def _label_furniture(lines: list[_Line]) -> dict[int, Label]:
    """Labels of metadata, boilerplate, bylines and tables; all else is body for now."""
    labels: dict[int, Label] = {}
    in_links = False
    for line in lines:
        label = _furniture(line.text)
        if label is Label.BOILERPLATE:
            in_links = in_links or layout_pattern("line", "related").match(line.text) is not None
        elif in_links and len(line.text) <= _LINK_LENGTH and not _STOP.search(line.text):
            label = Label.BOILERPLATE
        elif label is Label.BODY:
            in_links = False
        labels[line.number] = label
    return labels


def _furniture(text: str) -> Label:
    if _matches("boilerplate", text) or _matches("related", text) or _searches("footer", text):
        return Label.METADATA if _YEAR.search(text) and _matches("metadata", text) else Label.BOILERPLATE
    if "。" in text:
        return Label.BODY
    if len(text) <= _BYLINE_LENGTH and is_byline(text):
        return Label.BYLINE
    if any(_matches(name, text) for name in ("metadata", "path", "issued", "navigation")):
        return Label.METADATA
    return Label.TABLE if len(text) <= _ROW_LENGTH and _is_row(text) else Label.BODY


def _is_row(text: str) -> bool:
    cells = [cell for cell in _CELLS.split(text) if cell]
    return len(cells) >= 3 and sum(map(len, cells)) <= _CELL_LENGTH * len(cells) and not _FULL_STOP.search(text)


def _matches(name: str, text: str) -> bool:
    return len(text) <= line_limit(name) and layout_pattern("line", name).match(text) is not None


def _searches(name: str, text: str) -> bool:
    return len(text) <= line_limit(name) and layout_pattern("line", name).search(text) is not None


def _label_tables(shadow: str, lines: list[_Line], labels: dict[int, Label]) -> None:
    """Rows of tables that only their neighbours tell: two columns, cells that a single blank parts."""
    plain = [line for line in lines if labels[line.number] in (Label.BODY, Label.TABLE)]
    for grid in find_grids(shadow, plain):
        for row in (grid.header, *grid.rows):
            if row is not None:
                labels[row.number] = Label.TABLE


def _label_duplicates(lines: list[_Line], labels: dict[int, Label]) -> None:
    seen: set[str] = set()
    for line in lines:
        key = line.key()
        if len(key) < _DUPLICATE_LENGTH or labels[line.number] is not Label.BODY:
            continue
        if key in seen:
            labels[line.number] = Label.DUPLICATE
        seen.add(key)


def _label_headline(lines: list[_Line], labels: dict[int, Label], title: str | None) -> None:
    plain = [line for line in lines if labels[line.number] is Label.BODY]
    if title is not None:
        wanted = _title_key(title)
        for line in plain[:5]:
            if line.key() == wanted:
                labels[line.number] = Label.HEADLINE
                return
    if len(plain) > 1 and _is_headline(plain[0].text):
        labels[plain[0].number] = Label.HEADLINE


def _title_key(title: str) -> str:
    return "".join(_WORD.findall(simplify(title)))


def _is_headline(text: str) -> bool:
    return (
        len(text) <= _HEADLINE_LENGTH
        and not _FULL_STOP.search(text)
        and "。" not in text
        and find_dateline(text, 0, len(text)) is None
    )


def _label_lone_names(lines: list[_Line], labels: dict[int, Label]) -> None:
    """Names alone on a line, in a bracket or behind a bullet: bylines right below the headline or at the end."""
    plain = [line for line in lines if labels[line.number] is Label.BODY]
    for index, line in enumerate(plain):
        outer = index == 0 or index >= len(plain) - _END_LINES
        match = layout_pattern("tail", "lone").match(line.text) if outer and len(line.text) <= _BYLINE_LENGTH else None
        if match and find_bare_names(line.text, *match.span("inner")):
            labels[line.number] = Label.BYLINE


def _label_short_lines(lines: list[_Line], labels: dict[int, Label]) -> None:
    """Captions and subheads: short lines without a stop among paragraphs."""
    for line in lines:
        if labels[line.number] is Label.BODY and _PICTURE.match(line.text) and len(line.text) <= _PICTURE_LENGTH:
            labels[line.number] = Label.CAPTION
    short = [line for line in lines if labels[line.number] is Label.BODY and _is_short(line.text)]
    bodies = [line for line in lines if labels[line.number] is Label.BODY and not _is_short(line.text)]
    if not short or not bodies or len(short) > 2 * len(bodies) + 6:
        return  # no paragraphs to stand between, or a text broken into lines: all of it is body
    pairs = Counter(pair for line in bodies for pair in _pairs(line.key()))
    for line in short:
        labels[line.number] = _short_label(line, pairs)


def _is_short(text: str) -> bool:
    return (
        len(text) <= _CAPTION_LENGTH
        and "。" not in text
        and not _STOP.search(text)
        and find_dateline(text, 0, len(text)) is None
    )


def _short_label(line: _Line, pairs: Counter[str]) -> Label:
    if layout_pattern("line", "heading").match(line.text):
        return Label.SUBHEAD
    if layout_pattern("line", "caption").search(line.text):
        return Label.CAPTION
    own = _pairs(line.key())
    repeated = sum(1 for pair in own if pair in pairs)
    return Label.CAPTION if own and repeated >= _REPEATED * len(own) else Label.SUBHEAD


def _pairs(key: str) -> list[str]:
    return [key[i : i + 2] for i in range(len(key) - 1)]


def _cut(shadow: str, line: _Line, label: Label, *, last: bool) -> Iterator[Block]:
    """The blocks of a line: a dateline and what stands behind the last stop are cut from the text between."""
    start, end = line.start, line.end
    if label not in (Label.BODY, Label.CAPTION):
        yield Block(start, end, label, line.number)
        return
    dateline = find_dateline(shadow, start, end) if label is Label.BODY else None
    if dateline is not None:
        yield Block(start, dateline.span.end, Label.DATELINE, line.number)
        start = dateline.span.end
    while start < end and shadow[start].isspace():
        start += 1
    if dateline is not None and shadow.endswith(HEADLINE_MARK, line.start, start) and start < end:
        yield Block(start, end, Label.HEADLINE, line.number)
        return
    tails = []
    while (tail := _find_tail(shadow, start, end, last=last)) is not None:
        tails.append(Block(tail[0], end, tail[1], line.number))
        end = tail[0]
    while end > start and shadow[end - 1].isspace():
        end -= 1
    if end > start:
        yield Block(start, end, label, line.number)
    yield from reversed(tails)


def _find_tail(shadow: str, start: int, end: int, *, last: bool) -> tuple[int, Label] | None:
    if shadow[end - 1] in _SENTENCE_END:
        return None
    begin = max(start, end - 120)
    for name, label in (
        ("boilerplate", Label.BOILERPLATE),
        ("metadata", Label.METADATA),
        ("byline", Label.BYLINE),
    ):
        match = layout_pattern("tail", name).search(shadow, begin, end)
        if match and match.start() > start:
            return match.start(), label
    match = layout_pattern("tail", "bracket").search(shadow, begin, end) if last else None
    if match and match.start() > start and shadow[start : match.start()].rstrip()[-1:] in _SENTENCE_END:
        named = find_bare_names(shadow, match.start("inner"), match.end("inner"))
        return (match.start(), Label.BYLINE) if named else None
    return None
