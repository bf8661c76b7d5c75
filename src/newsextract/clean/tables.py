"""Tables written in text: lines whose cells stand under each other, with a header above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from newsextract.record import Range

_ROW_LENGTH = 300
_NUMBER = r"[-−－–+＋]?\d[\d,]*+(?:\.\d++)?+"
_PLAIN = regex.compile(rf"{_NUMBER}\s?[%％‰]?")
# A number with what may stand beside it in a cell: 512.3亿元, 第3位, 增长5.6%, ↓1.2, (0.4).
_VALUE = regex.compile(
    rf"(?:[(（↑↓▲▼△▽]|\p{{Han}}{{1,4}})?\s?{_NUMBER}\s?(?:[%％‰]|\p{{Han}}[^\s\d:：,，、;；]{{0,7}})?[)）↑↓▲▼]?"
)
_MISSING = regex.compile(r"[-−－–—―/／.…·*×]{1,6}|无|空缺|缺|N/?A|n/?a")
_TIME_ENDS = tuple("年月日季度份")  # numbers that a header may hold
_YEAR = regex.compile(r"(?:19|20)\d\d")
_TIMED = regex.compile(r"(?:(?:19|20)\d\d年|\d{1,2}月)份?\p{Han}")
_RULE = regex.compile(r"[\s|+:：=_\-—─━┼├┤┌┐└┘┬┴│┃┆┊╋┝┥]{3,}")
_TRAILING = regex.compile(r"[;；。,，]$")
_WORD = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class _Separator:
    pattern: regex.Pattern[str]
    weak: bool = False  # it stands in prose as well


# In this order: the first under which lines make a table is theirs. 丨 is a Chinese character used as a bar.
_SEPARATORS = (
    _Separator(regex.compile(r"[|│┃｜¦丨]")),
    _Separator(regex.compile(r"\t")),
    _Separator(regex.compile(r"\s{2,}|\t")),
    _Separator(regex.compile(r"\s+"), weak=True),
    _Separator(regex.compile(r"、"), weak=True),
)


class Line(Protocol):
    """A line of the text without its outer blanks."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def number(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A line and its cells, trimmed; an empty cell is an empty range."""

    start: int
    end: int
    number: int
    cells: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table below their header (None where it has none). ``above`` is the line over the header where it
    has cells too: a title with its unit, or a first storey of the header."""

    header: Row | None
    rows: tuple[Row, ...]
    above: Row | None


def find_grids(shadow: str, lines: Sequence[Line]) -> list[Grid]:
    """The tables of a text, in order. ``lines`` are sorted; lines whose numbers lie far apart make no table."""
    lines = [line for line in lines if not _RULE.fullmatch(shadow, line.start, line.end)]
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        found = _grid_at(shadow, lines, at)
        if found is not None:
            grids.append(found)
            at += len(found.rows) + (found.header is not None)
        else:
            at += 1
    return grids


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no figure: -, —, …, empty."""
    return not cell or _MISSING.fullmatch(cell) is not None


def _grid_at(shadow: str, lines: Sequence[Line], at: int) -> Grid | None:
    if lines[at].end - lines[at].start > _ROW_LENGTH:
        return None
    for separator in _SEPARATORS:
        first = _split(shadow, lines[at], separator)
        header = first if _is_header(shadow, first) else None
        rows = tuple(_rows(shadow, lines, at + (header is not None), separator))
        if _is_table(header, rows, separator):
            above = _split(shadow, lines[at - 1], separator) if at and _adjacent(lines[at - 1], lines[at]) else None
            return Grid(header, rows, above if above is not None and len(above.cells) > 1 else None)
    return None


def _is_table(header: Row | None, rows: Sequence[Row], separator: _Separator) -> bool:
    if not rows:
        return False
    width = len(rows[0].cells)
    if header is None:
        return width >= 3 and len(rows) >= 2 and not separator.weak
    if len(header.cells) not in (width, width - 1):
        return False
    return len(rows) >= 2 or (width >= 3 and not separator.weak)


def _rows(shadow: str, lines: Sequence[Line], at: int, separator: _Separator) -> Iterator[Row]:
    """The rows of figures that follow each other from ``at`` on; a row of another width stays in the table."""
    for index in range(at, len(lines)):
        if index > at and not _adjacent(lines[index - 1], lines[index]):
            return
        row = _split(shadow, lines[index], separator)
        if not _is_data(shadow, row, separator):
            return
        yield row


def _adjacent(first: Line, second: Line) -> bool:
    return second.number - first.number <= 2  # one blank line between


def _split(shadow: str, line: Line, separator: _Separator) -> Row:
    start, end = line.start, line.end
    if end - start > _ROW_LENGTH:
        return Row(start, end, line.number, ())
    if _TRAILING.match(shadow, end - 1, end):
        end -= 1
    edges = [start]
    for match in separator.pattern.finditer(shadow, start, end):
        edges += match.span()
    edges.append(end)
    cells = [_trim(shadow, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    while len(cells) > 1 and cells[-1].start == cells[-1].end:
        cells.pop()  # the bar at the end of a line
    if len(cells) > 1 and cells[0].start == cells[0].end and shadow[start] in "|│┃｜¦丨":
        del cells[0]
    return Row(line.start, line.end, line.number, tuple(cells))


def _trim(shadow: str, start: int, end: int) -> Range:
    while start < end and shadow[start].isspace():
        start += 1
    while end > start and shadow[end - 1].isspace():
        end -= 1
    return Range(start, end)


def _is_header(shadow: str, row: Row) -> bool:
    """Whether a row names columns: words and times, no figures."""
    cells = [shadow[c.start : c.end] for c in row.cells]
    if len(cells) < 2 or "。" in shadow[row.start : row.end]:
        return False
    figures = [c for c in cells if _VALUE.fullmatch(c) and not _names_time(c)]
    return not figures and any(_WORD.search(c) for c in cells)


def _names_time(cell: str) -> bool:
    """2023, 8月, 8月销量: a number that a header may hold."""
    return cell.endswith(_TIME_ENDS) or _YEAR.fullmatch(cell) is not None or _TIMED.match(cell) is not None


def _is_data(shadow: str, row: Row, separator: _Separator) -> bool:
    """Whether a row holds figures behind a label; where the separator is one of prose, hardly anything else."""
    cells = [shadow[c.start : c.end] for c in row.cells]
    if len(cells) < 2 or not (any(_WORD.search(c) for c in cells[:2]) or _YEAR.fullmatch(cells[0])):
        return False
    pattern = _PLAIN if separator.weak else _VALUE
    values = sum(1 for c in cells[1:] if pattern.fullmatch(c))
    blanks = sum(1 for c in cells[1:] if is_missing(c))
    if separator.weak:
        return values > 0 and len(cells) - 1 - values - blanks <= 1 and _closes(pattern, cells[-1])
    return values > 0 and 2 * (values + blanks) >= len(cells) - 1


def _closes(pattern: regex.Pattern[str], cell: str) -> bool:
    return pattern.fullmatch(cell) is not None or is_missing(cell)
