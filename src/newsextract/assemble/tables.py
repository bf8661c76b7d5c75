"""Tables in text: each cell a fact, where the header, the row and the title say what it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import regex

from newsextract.assemble.captions import Caption, is_title_row, read_caption
from newsextract.assemble.changes import Reading, signed
from newsextract.assemble.columns import (
    Column,
    Rows,
    infer_rows,
    is_measure,
    is_period,
    load_lexis,
    measure,
    plain,
    read_column,
    read_label,
    year_time,
)
from newsextract.assemble.drafts import Draft
from newsextract.assemble.figures import resolve_unit
from newsextract.assemble.indicators import canonical_indicator, compose_split, indicator_kind
from newsextract.assemble.periods import Governing, format_period
from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.table_periods import find_period
from newsextract.assemble.wording import Wording
from newsextract.clean.cleaned import Label
from newsextract.clean.tables import Grid, Row, find_grids, is_missing
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.record import Fact, FactKind, PeriodSource, Range, Unresolved
from newsextract.resources import read_table
from newsextract.segment.sentences import Sentence

_NUMBER = regex.compile(r"[-−－–+＋]?\d[\d,]*+(?:\.\d++)?+")
_RANK = regex.compile(r"(?:并列)?(?:第\s?)?(?P<n>\d{1,3})\s?(?:位|名)?")
_ARROW = regex.compile(
    r"(?P<up>[↑▲△+＋]|增长|上升|上涨|增加|提高|增)?(?P<down>[↓▼▽]|下降|下跌|减少|降低|降|减)?(?P<rest>.+)"
)
_DIGIT = regex.compile(r"\d")
_INCLUDED = regex.compile(r"\s*(?:其中|[#＃])")


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


@dataclass(frozen=True, slots=True)
class _RowHead:
    """What the label of a row says of its figures."""

    words: str  # Simplified
    surface: str
    own: Column | None  # where the label names unit, time or growth itself
    unit: str | None
    entity: str | None
    time: TimeExpression | None
    total: bool


@dataclass(slots=True)
class _Parent:
    """The row that the rows below it are parts of."""

    words: str = ""
    surface: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of the row that stands to the left of the one being read."""

    index: int
    column: Column
    draft: Draft


class _GridReader:
    def __init__(self, scene: Scene, words: Wording, grid: Grid, caption: Caption) -> None:
        self.scene, self.words, self.grid, self.caption = scene, words, grid, caption
        self.columns = self._columns()
        self.label = next((i for i, c in enumerate(self.columns) if c.role == "label"), None)
        self.rows: Rows | None = self._rows()
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
        columns = [read_column(self.scene, self.words, cell) for cell in header.cells]
        if len(columns) < len(self.grid.rows[0].cells):
            columns.insert(0, Column("label", Range(header.start, header.start)))
        if all(c.role != "label" for c in columns) and self._names_rows(columns):
            columns[0] = Column(
                "label", columns[0].cell, "thing" if columns[0].cell.end > columns[0].cell.start else None
            )
        return tuple(columns)

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
        whole = found and (found[0].start, found[0].end) == (cell.start, cell.end)
        return found[0] if whole and is_period(found[0]) else None

    def _read_row(self, row: Row) -> RowReading:
        if self.label is None or len(row.cells) != len(self.columns):
            return self._refuse_all(row)
        head = self._row_head(row)
        told: list[_Told] = []
        unresolved: list[Unresolved] = []
        for index, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
            text = self.scene.clean.shadow[cell.start : cell.end]
            if column.role in ("label", "unit", "index") or is_missing(text):
                continue
            result = _CellReader(self, row, head, index, column, cell, told).read()
            if isinstance(result, Draft):
                told.append(_Told(index, column, result))
            elif _DIGIT.search(text):
                unresolved.append(self._refuse(cell, result))
        return RowReading(row.start, tuple(t.draft for t in told), tuple(unresolved))

    def _refuse_all(self, row: Row) -> RowReading:
        cells = [c for c in row.cells[1:] if _DIGIT.search(self.scene.clean.shadow, c.start, c.end)]
        return RowReading(row.start, (), tuple(self._refuse(c, "table-header") for c in cells))

    def _refuse(self, cell: Range, code: str) -> Unresolved:
        mention = self.scene.clean.mention(cell.start, cell.end)
        return Unresolved(code, _REASONS[code], mention.start, mention.end, mention.text)

    def _row_head(self, row: Row) -> _RowHead:
        cell = row.cells[self.label or 0]
        name, own = read_label(self.scene, self.words, cell)
        shadow, text = self.scene.clean.shadow, self.scene.clean.text
        words, surface = plain(shadow[name.start : name.end]), plain(text[name.start : name.end])
        lexis = load_lexis()
        total = words in lexis.totals or (self.rows == "place" and words in lexis.place_totals)
        if self.rows in ("indicator", "thing", None):
            words, surface = self._in_parent(words, surface, _INCLUDED.match(shadow, cell.start, cell.end) is not None)
        named = self._named(cell)
        unit = next((shadow[c.start : c.end] for c, col in zip(row.cells, self.columns, strict=True) if col.role == "unit"), None)  # fmt: skip
        if own is not None and len(own.units) == 1:
            unit = own.units[0]
        return _RowHead(words, surface, own, unit, named.entity if named else None, self._time_of(cell), total)

    def _in_parent(self, words: str, surface: str, included: bool) -> tuple[str, str]:
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
            self.parent = _Parent(words, surface)
        return words, surface


_PRODUCT = "国内生产总值"
_YEAR = regex.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class _CellReader:
    """Reads one cell: a Draft, or the code of the reason why it is none."""

    grid: _GridReader
    row: Row
    head: _RowHead
    index: int
    column: Column
    cell: Range
    told: Sequence[_Told]

    def read(self) -> Draft | str:
        column = self._column()
        if column is None or column.role == "unclear":
            return "table-header"
        text = self.grid.scene.clean.shadow[self.cell.start : self.cell.end]
        base = self._base(column)
        named = self._indicator(column, base)
        if named is None:
            return "table-header"
        if self.grid.rows in ("place", "holder") and self.head.entity is None and not self.head.total:
            return "table-row"
        if self.grid.rows == "period" and self.head.time is None:
            return "table-row"
        if column.role == "rank":
            found = _read_rank(text)
            return self._draft(column, "rank", found, named, base) if found is not None else "no-value"
        quantity = self._quantity(column, text, named[0])
        if isinstance(quantity, str):
            return quantity
        kind = _kind(column, quantity)
        return (
            self._draft(column, kind, quantity, named, base) if self._agrees(kind, quantity, named[0]) else "table-unit"
        )

    def _column(self) -> Column | None:
        """The column, with what the label of the row says more exactly: growth of what, a share."""
        own, column = self.head.own, self.column
        if own is None or own.role == "value":
            return column
        if column.role != "value" or column.name is not None:
            return None if column.role in ("change", "share") else column
        return replace(own, time=column.time or own.time, part=column.part, planned=column.planned, cell=column.cell)

    def _base(self, column: Column) -> _Told | None:
        """The level to the left that a change, share or rank speaks of."""
        if column.role == "value":
            return None
        levels = [
            t for t in self.told if t.column.role == "value" and t.column.part != "last_year" and not t.column.planned
        ]
        changes = [t for t in self.told if t.column.role == "change"]
        if column.role == "rank":
            if column.growth:
                return changes[-1] if changes else None
            ranked = [t for t in (*levels, *changes) if t.index == self.index - 1]
            return (
                ranked[0]
                if ranked and (ranked[0].column.role == "value" or not levels)
                else levels[-1]
                if column.name is not None and levels
                else None
            )
        if column.name is not None:
            name = self._plain(column.name)[0]
            return next((t for t in reversed(levels) if (t.draft.indicator or "").endswith(name)), None)
        if column.part is not None:
            levels = [t for t in levels if t.column.part == column.part]
        return max(levels, key=_newest, default=None)

    def _plain(self, span: Range) -> tuple[str, str]:
        clean = self.grid.scene.clean
        return plain(clean.shadow[span.start : span.end]), plain(clean.text[span.start : span.end])

    def _indicator(self, column: Column, base: _Told | None) -> tuple[str, str] | None:
        """The measure, Simplified and as the article writes it."""
        label = (self.head.words, self.head.surface)
        of_label = self.grid.rows in ("indicator", "thing", None) and bool(label[0])
        name = self._plain(column.name) if column.name is not None else None
        if self.head.own is not None and column.role != "value" and column.name == self.head.own.name:
            return label if of_label else None
        if base is not None:
            return base.draft.indicator or "", base.draft.fact.indicator or ""
        if name is not None:
            if not of_label or self.head.total:
                return name
            if is_measure(label[0]) or label[0].endswith(name[0]):
                return label
            return label[0] + name[0], label[1] + name[1]
        if not of_label or self.head.total:
            return None
        clear = column.role == "value" or self.grid.rows == "indicator" or is_measure(label[0])
        return label if clear and column.role != "rank" else None

    def _quantity(self, column: Column, text: str, indicator: str) -> Quantity | str:
        arrow = _ARROW.fullmatch(text)
        sign = 1
        if column.role == "change" and arrow is not None and (arrow["up"] or arrow["down"]):
            sign, text = (-1 if arrow["down"] else 1), arrow["rest"].strip()
            if arrow["up"] and arrow["down"]:
                return "no-value"
        if _NUMBER.fullmatch(text) is None:
            found = measure(text, "")
        else:
            unit = self._unit(column, indicator)
            if unit is None:
                return "no-unit"
            found = measure(text, unit)
        if found is None:
            return "no-unit"
        falling = column.role == "change" and column.sign < 0
        if (sign < 0 or falling) and (found.value or 0) < 0:
            return "no-value"  # a fall of less than nothing
        value = signed(found.value, -1 if falling else sign)
        return replace(found, start=self.cell.start, end=self.cell.end, number=self.cell, unit_span=None, value=value)

    def _unit(self, column: Column, indicator: str) -> str | None:
        """The unit that the row, the head of the column or the title gives, in this order; None where it is not certain."""
        caption = self.grid.caption
        if column.role == "value":
            if self.head.unit:
                return self.head.unit
            if column.units:
                return column.units[0] if len(column.units) == 1 else None
            return _of_dimension([u for u in caption.units if u not in _RATES], indicator)
        if self.head.unit in _PERCENT and any(t.column.role == "value" for t in self.told):
            return column.units[0] if column.units and column.units[0] not in _PERCENT else None
        own = self.head.own
        units = own.units if own is not None and own.units else column.units
        if units:
            return units[0] if len(units) == 1 else None
        if column.rate or self.head.unit in _PERCENT:
            return "%"
        rates = [u for u in caption.units if u in _RATES]
        return rates[0] if len(rates) == 1 else None

    def _agrees(self, kind: FactKind, quantity: Quantity, indicator: str) -> bool:
        """Whether a level may be in its unit: the GDP is not in %, a rate not in 元."""
        known = _dimension(indicator)
        if kind not in ("quantity", "share") or known is None or self.column.role == "share":
            return True
        return known == quantity.dimension or not {known, quantity.dimension} & {"money", "ratio"}

    def _draft(
        self, column: Column, kind: FactKind, quantity: Quantity, named: tuple[str, str], base: _Told | None
    ) -> Draft:
        scene, caption = self.grid.scene, self.grid.caption
        indicator, surface = named
        mention = scene.clean.mention(self.cell.start, self.cell.end)
        unit = resolve_unit(quantity, scene.region, self.grid.words, indicator, None)
        governing = self._governing(column, base)
        flow = _is_flow(self.grid.words, indicator)
        said = "累计" in scene.clean.shadow[column.cell.start : column.cell.end] or column.part == "cumulative"
        period = format_period(scene, governing, flow=flow, cumulative=said)
        subject = (
            self.head.entity if self.grid.rows == "holder" else None if self.grid.rows == "place" else caption.subject
        )
        fact = Fact(
            id="",
            kind=kind,
            indicator=surface,
            indicator_key=canonical_indicator(indicator),
            value=quantity.value,
            low=None,
            high=None,
            modifier=quantity.modifier,
            increment=bool(quantity.increment) if quantity.kind == "times" else None,
            unit=unit.code if kind != "rank" else None,
            unit_inferred=unit.inferred,
            dimension=quantity.dimension,
            period=period,
            place=self._place(subject),
            subject=subject,
            basis=column.basis if kind == "change" else None,
            price_basis=None,
            release_status=None,
            scope=self._scope(column),
            of=None,
            modality="planned" if column.planned else "actual",
            speaker=None,
            sentence=scene.clean.span(self.row.start, self.row.end),
            confidence=0.95 if period is not None else 0.9,
            rule=f"table/{column.role}",
            mentions=(),
            start=mention.start,
            end=mention.end,
            text=mention.text,
            clean=mention.clean,
        )
        at = self.told.index(base) if base is not None else None
        return Draft(quantity, Reading(kind, self.cell.start, rule="table"), indicator, None, unit, fact, at, False)

    def _governing(self, column: Column, base: _Told | None) -> Governing | None:
        caption = self.grid.caption
        source: PeriodSource = "paragraph" if caption.near else "article"
        default = Governing(caption.time, source) if caption.time is not None else None
        own = column.time or (base.column.time if base is not None else None)
        part = column.part or (base.column.part if base is not None else None)
        row = self.head.time if self.grid.rows == "period" else self.head.own.time if self.head.own else None
        return find_period(self.grid.scene, default, row, own, part)

    def _place(self, subject: str | None) -> str | None:
        if subject is not None:
            return None
        if self.grid.rows == "place" and self.head.entity is not None:
            return self.head.entity
        return None if self.grid.caption.nationwide else self.grid.caption.place

    def _scope(self, column: Column) -> str | None:
        if column.scope is None:
            return None
        return self.grid.scene.clean.text[column.scope.start : column.scope.end]


_PERCENT = frozenset({"%", "％"})
_RATES = frozenset({"%", "％", "‰", "个百分点", "百分点"})
_REASONS = {
    "table-header": "the header of the table does not say what the column measures",
    "table-row": "the row of the table names nothing that is known",
    "table-unit": "the unit of the table does not fit what the row measures",
    "no-unit": "a number without a unit",
    "no-value": "the number has no certain value",
}


def _kind(column: Column, quantity: Quantity) -> FactKind:
    if column.role in ("change", "share"):
        return "change" if column.role == "change" else "share"
    return {"percent": "share", "points": "change", "times": "change"}.get(quantity.kind, "quantity")  # type: ignore[return-value]


def _newest(told: _Told) -> tuple[str, int]:
    time = told.column.time
    return (time.end_date or "" if time is not None else "", told.index)


def _read_rank(text: str) -> Quantity | None:
    match = _RANK.fullmatch(text)
    if match is None or int(match["n"]) == 0:
        return None
    return Quantity(
        0, 0, "ordinal", Decimal(match["n"]), None, None, "exact", None, None, Range(0, 0), None, rule="table"
    )


def _of_dimension(units: Sequence[str], indicator: str) -> str | None:
    """The one unit of the title that fits what is measured."""
    known = _dimension(indicator)
    fitting = [u for u in units if known is None or ((q := measure("12", u)) is not None and q.dimension == known)]
    return fitting[0] if len(fitting) == 1 else None


@cache
def _dimensions() -> dict[str, str]:
    return {row[0]: row[3] for row in read_table("lexicons/indicators.tsv", 4) if row[3]}


def _dimension(indicator: str) -> str | None:
    return _dimensions().get(canonical_indicator(indicator))


def _is_flow(words: Wording, indicator: str) -> bool:
    kind = indicator_kind(indicator)
    stock = words.stock_end.match(indicator, 0, len(indicator)) is not None
    return kind == "flow" or (kind is None and not stock and indicator.endswith(_FLOW_ENDS))


_FLOW_ENDS = ("额", "量", "收入", "支出", "投资", "产值")
