"""Tables in text: each cell a fact, where the header, the row and the title say what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from newsextract.assemble.captions import Caption, is_title_row, read_caption
from newsextract.assemble.cells import CellReader, RowHead, Table, Told
from newsextract.assemble.columns import (
    Column,
    Rows,
    infer_rows,
    is_measure,
    is_period,
    load_lexis,
    plain,
    read_column,
    read_label,
    year_time,
)
from newsextract.assemble.drafts import Draft
from newsextract.assemble.indicators import canonical_indicator, compose_split
from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.table_periods import in_year, year_of
from newsextract.assemble.wording import Wording
from newsextract.clean.cleaned import Label
from newsextract.clean.tables import Grid, Row, find_grids, is_missing
from newsextract.measure.values import TimeExpression
from newsextract.record import Range, Unresolved
from newsextract.segment.sentences import Sentence

_DIGIT = regex.compile(r"\d")
_INCLUDED = regex.compile(r"\s{0,9}(?:其中|[#＃])")


@dataclass(frozen=True, slots=True)
class RowReading:
    """The facts of a row (``base`` counts within it) and its figures that could not be read."""

    start: int
    drafts: tuple[Draft, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of all tables of an article by the number of their line; headers are rows without facts."""

    rows: Mapping[int, RowReading]

    def take(self, sentence: Sentence, drafts: list[Draft], unresolved: list[Unresolved]) -> bool:
        """Whether a sentence is (a piece of) a row; at its beginning the row's facts are added to ``drafts``."""
        row = self.rows.get(sentence.paragraph)
        if row is not None and sentence.start == row.start:
            first = len(drafts)
            drafts += [d if d.base is None else replace(d, base=d.base + first) for d in row.drafts]
            unresolved += row.unresolved
        return row is not None


def read_tables(scene: Scene, words: Wording, article: TimeExpression | None, subject: str | None) -> TableRows:
    """Read all tables of the article.

    ``article`` is the period that the article reports, ``subject`` the company that it is about.
    """
    lines = [_Line(b.start, b.end, b.paragraph) for b in scene.clean.blocks if b.label is Label.TABLE]
    readings: dict[int, RowReading] = {}
    for grid in find_grids(scene.clean.shadow, lines):
        reader = _GridReader(scene, words, grid, read_caption(scene, grid, article, subject))
        readings.update(reader.read())
    return TableRows(readings)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    number: int


@dataclass(slots=True)
class _Parent:
    """The row that the rows below it are parts of."""

    words: str = ""
    surface: str = ""
    unit: str | None = None


class _GridReader:
    def __init__(self, scene: Scene, words: Wording, grid: Grid, caption: Caption) -> None:
        self.scene, self.words, self.grid, self.caption = scene, words, grid, caption
        self.year = year_of(caption.time) if caption.near else None  # of rows that name none: 3月
        self.columns = self._columns()
        self.label = next((i for i, c in enumerate(self.columns) if c.role == "label"), None)
        self.rows: Rows | None = self._rows()
        self.table = Table(scene, words, caption, self.columns, self.rows)
        self.parent = _Parent()

    def read(self) -> dict[int, RowReading]:
        header = self.grid.header
        readings = {header.number: RowReading(header.start)} if header is not None else {}
        for row in self.grid.rows:
            readings[row.number] = self._read_row(row)
        return readings

    def _columns(self) -> tuple[Column, ...]:
        """The columns of the header; none where another storey above it says more than is known here."""
        header = self.grid.header
        if header is None or not is_title_row(self.scene.clean.shadow, self.grid):
            return ()
        columns = [self._dated(read_column(self.scene, self.words, cell)) for cell in header.cells]
        if len(columns) < len(self.grid.rows[0].cells):
            columns.insert(0, Column("label", Range(header.start, header.start)))
        if all(c.role != "label" for c in columns) and self._names_rows(columns):
            columns[0] = Column(
                "label", columns[0].cell, "thing" if columns[0].cell.end > columns[0].cell.start else None
            )
        return tuple(columns)

    def _dated(self, column: Column) -> Column:
        """The column with its months in the year of the title: 6月; unclear where they would lie ahead."""
        if column.time is None:
            return column
        time = in_year(self.scene, column.time, self.year)
        day = self.scene.published
        if time.inferred and self.year is None and day is not None and (time.start_date or "") > day.isoformat():
            return replace(column, role="unclear")
        return replace(column, time=time)

    def _names_rows(self, columns: Sequence[Column]) -> bool:
        """Whether a first column that no list knows names the rows: it holds words, and all others are clear."""
        if columns[0].role != "unclear" and columns[0].cell.end > columns[0].cell.start:
            return False
        return all(c.role != "unclear" for c in columns[1:])

    def _rows(self) -> Rows | None:
        if self.label is None:
            return None
        known = self.columns[self.label].rows
        kinds = [self._kind(row.cells[self.label]) for row in self.grid.rows if len(row.cells) > self.label]
        named = infer_rows(kinds, None)
        return named if known is None or (known == "thing" and named is not None) else known

    def _kind(self, cell: Range) -> str | None:
        if self._time_of(cell) is not None:
            return "period"
        named = self._named(cell)
        return named.type if named is not None else None

    def _named(self, cell: Range) -> Named | None:
        """The entity that a cell names and nothing else."""
        start = cell.start
        found = [n for n in between(self.scene.named, start, cell.end) if n.end == cell.end]
        return next((n for n in found if n.start == start), found[-1] if found and self._leads(found, start) else None)

    def _leads(self, found: Sequence[Named], start: int) -> bool:
        """Whether what stands before the last name is a name too: 浙江|杭州市."""
        before = between(self.scene.named, start, found[-1].start)
        return bool(before) and before[0].start == start and before[-1].end == found[-1].start

    def _time_of(self, cell: Range) -> TimeExpression | None:
        shadow = self.scene.clean.shadow
        if _YEAR.fullmatch(shadow, cell.start, cell.end):
            return year_time(shadow, cell.start, cell.end)
        found = between(self.scene.times, cell.start, cell.end)[:1]
        if not found or (found[0].start, found[0].end) != (cell.start, cell.end):
            return None
        time = in_year(self.scene, found[0], self.year)
        return time if is_period(time) else None

    def _read_row(self, row: Row) -> RowReading:
        if self.label is None or len(row.cells) != len(self.columns):
            return self._refuse_all(row)
        head = self._row_head(row)
        told: list[Told] = []
        unresolved: list[Unresolved] = []
        for index, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            text = self.scene.clean.shadow[cell.start : cell.end]
            if column.role in ("label", "unit", "index") or is_missing(text):
                continue
            result = CellReader(self.table, row, head, index, column, cell, told).read()
            if isinstance(result, Draft):
                told.append(Told(index, column, result))
            elif _DIGIT.search(text):
                unresolved.append(self._refuse(cell, result))
        return RowReading(row.start, tuple(t.draft for t in told), tuple(unresolved))

    def _refuse_all(self, row: Row) -> RowReading:
        cells = [c for c in row.cells[1:] if _DIGIT.search(self.scene.clean.shadow, c.start, c.end)]
        return RowReading(row.start, (), tuple(self._refuse(c, "table-header") for c in cells))

    def _refuse(self, cell: Range, code: str) -> Unresolved:
        mention = self.scene.clean.mention(cell.start, cell.end)
        return Unresolved(code, _REASONS[code], mention.start, mention.end, mention.text)

    def _row_head(self, row: Row) -> RowHead:
        cell = row.cells[self.label or 0]
        name, own = read_label(self.scene, self.words, cell)
        shadow, text = self.scene.clean.shadow, self.scene.clean.text
        words, surface = plain(shadow[name.start : name.end]), plain(text[name.start : name.end])
        lexis = load_lexis()
        total = words in lexis.totals or (self.rows == "place" and words in lexis.place_totals)
        included = _INCLUDED.match(shadow, cell.start, cell.end) is not None
        unit = self._unit(row, own) or (self.parent.unit if included else None)
        if self.rows in ("indicator", "thing", None):
            words, surface = self._in_parent(words, surface, unit, included)
        named = self._named(cell)
        return RowHead(words, surface, own, unit, named.entity if named else None, self._time_of(cell), total)

    def _unit(self, row: Row, own: Column | None) -> str | None:
        """The unit of a row's levels: in its label, else in the column of units."""
        if own is not None and len(own.units) == 1 and own.role == "value":
            return own.units[0]
        cells = [c for c, column in zip(row.cells, self.columns, strict=True) if column.role == "unit"]
        unit = self.scene.clean.shadow[cells[0].start : cells[0].end] if cells else ""
        return None if is_missing(unit) else unit

    def _in_parent(self, words: str, surface: str, unit: str | None, included: bool) -> tuple[str, str]:
        """The name of a row that is a part of the one above: 城镇 of 居民人均可支配收入, 第一产业 of 地区生产总值."""
        lexis, parent = load_lexis(), self.parent
        if words in lexis.of_product and canonical_indicator(parent.words) == _PRODUCT:
            return words + lexis.product_ending, surface + lexis.product_ending
        split = compose_split(self.words, words, parent.words) if parent.words else None
        if split is not None:
            return split, surface + (parent.surface if split == words + parent.words else split[len(words) :])
        measured = is_measure(words)
        if included and not measured and is_measure(parent.words):
            return words + parent.words, surface + parent.surface
        if not included:
            self.parent = _Parent(words, surface, unit)
        return words, surface


_PRODUCT = "国内生产总值"
_YEAR = regex.compile(r"(?:19|20)\d\d")


_REASONS = {
    "table-header": "the header of the table does not say what the column measures",
    "table-row": "the row of the table names nothing that is known",
    "table-unit": "the unit of the table does not fit what the row measures",
    "no-unit": "a number without a unit",
    "no-value": "the number has no certain value",
}
