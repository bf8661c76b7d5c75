"""One cell of a table as a fact: its measure, unit, period, and the figure that it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import regex

from newsextract.assemble.captions import Caption
from newsextract.assemble.changes import Reading, signed
from newsextract.assemble.columns import Column, Rows, find_base, is_measure, is_rate, measure, plain
from newsextract.assemble.drafts import Draft
from newsextract.assemble.figures import resolve_unit
from newsextract.assemble.indicators import canonical_indicator, indicator_kind
from newsextract.assemble.periods import Governing
from newsextract.assemble.scene import Scene
from newsextract.assemble.spans import format_period
from newsextract.assemble.table_periods import find_period
from newsextract.assemble.wording import Wording
from newsextract.clean.tables import Row
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.record import Fact, FactKind, PeriodSource, Range
from newsextract.resources import read_table

_NUMBER = regex.compile(r"[-−－–+＋]?\d[\d,]*+(?:\.\d++)?+")
_RANK = regex.compile(r"(?:并列)?(?:第\s?)?(?P<n>\d{1,3})\s?(?:位|名)?")
_ARROW = regex.compile(
    r"(?P<up>[↑▲△+＋]|增长|上升|上涨|增加|提高|增)?(?P<down>[↓▼▽]|下降|下跌|减少|降低|降|减)?(?P<rest>.+)"
)


@dataclass(frozen=True, slots=True)
class Table:
    """What all cells of a table share; ``rows`` says what its rows are."""

    scene: Scene
    words: Wording
    caption: Caption
    columns: tuple[Column, ...]
    rows: Rows | None


@dataclass(frozen=True, slots=True)
class RowHead:
    """What the label of a row says of its figures."""

    words: str  # Simplified
    surface: str
    own: Column | None  # where the label names unit, time or growth itself
    unit: str | None
    entity: str | None
    time: TimeExpression | None
    total: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of the row that stands to the left of the one being read."""

    index: int
    column: Column
    draft: Draft


@dataclass(slots=True)
class CellReader:
    """Reads one cell: a Draft, or the code of the reason why it is none."""

    table: Table
    row: Row
    head: RowHead
    index: int
    column: Column
    cell: Range
    told: Sequence[Told]

    def read(self) -> Draft | str:
        column = self._column()
        if column is None or column.role == "unclear":
            return "table-header"
        text = self.table.scene.clean.shadow[self.cell.start : self.cell.end]
        try:
            at = self._base_column(column)
        except LookupError:
            return "table-header"
        base = next((t for t in self.told if t.index == at), None)
        named = self._indicator(column, at, base)
        if named is None:
            return "table-header"
        if not self._known_row():
            return "table-row"
        if column.role == "rank":
            found = _read_rank(text, self.cell)
            return self._draft(column, "rank", found, named, base) if found is not None else "no-value"
        quantity = self._quantity(column, text, named[0])
        if isinstance(quantity, str):
            return quantity
        kind = _kind(column, quantity)
        return (
            self._draft(column, kind, quantity, named, base) if self._agrees(kind, quantity, named[0]) else "table-unit"
        )

    def _known_row(self) -> bool:
        """Whether it is known whose figures the row gives; a total is of the place that the title names."""
        rows, head = self.table.rows, self.head
        if rows == "place":
            return head.entity is not None or (head.total and self.table.caption.place_named)
        if rows == "holder":
            return head.entity is not None
        return rows != "period" or head.time is not None

    def _column(self) -> Column | None:
        """The column, with what the label of the row says more exactly: growth of what, a share."""
        own, column = self.head.own, self.column
        if own is None or own.role == "value":
            return column
        if column.role != "value" or column.name is not None:
            return None if column.role in ("change", "share") else column
        units = own.units or column.units
        time = column.time or own.time
        return replace(own, units=units, time=time, part=column.part, planned=column.planned, cell=column.cell)

    def _base_column(self, column: Column) -> int | None:
        """The column of the level that a change, share or rank speaks of."""
        if column.role == "value" or column is not self.column:
            return None
        return find_base(self.table.columns, self.index, self.table.scene.clean.shadow)

    def _plain(self, span: Range) -> tuple[str, str]:
        clean = self.table.scene.clean
        return plain(clean.shadow[span.start : span.end]), plain(clean.text[span.start : span.end])

    def _indicator(self, column: Column, at: int | None, base: Told | None) -> tuple[str, str] | None:
        """The measure, Simplified and as the article writes it."""
        label = (self.head.words, self.head.surface)
        of_label = self.table.rows in ("indicator", "thing", None) and bool(label[0])
        name = self._plain(column.name) if column.name is not None else None
        if self.head.own is not None and column.role != "value" and column.name == self.head.own.name:
            return label if of_label else None
        if base is not None:
            return base.draft.indicator or "", base.draft.fact.indicator or ""
        if at is not None and column.name is None:
            return self._indicator(self.table.columns[at], None, None)
        if name is not None:
            if not of_label or self.head.total:
                return self._more_exact(name)
            if is_measure(label[0]) or label[0].endswith(name[0]):
                return label
            return label[0] + name[0], label[1] + name[1]
        told = self.table.caption.measure
        if told is not None and column.role != "rank" and self.table.rows != "indicator":
            return self._of_title(told, label if of_label and not self.head.total else None)
        if not of_label or self.head.total:
            return None
        clear = column.role == "value" or self.table.rows == "indicator" or is_measure(label[0])
        return label if clear and column.role != "rank" else None

    def _more_exact(self, name: tuple[str, str]) -> tuple[str, str]:
        """产量 below a title that says 粮食产量."""
        told = self._plain(self.table.caption.measure) if self.table.caption.measure is not None else name
        return told if told[0].endswith(name[0]) else name

    def _of_title(self, told: Range, label: tuple[str, str] | None) -> tuple[str, str]:
        """The measure that the title names, of a thing where rows are things: 青稞 under 主要农产品产量."""
        name = self._plain(told)
        if label is None:
            return name
        return label if is_measure(label[0]) else (label[0] + name[0], label[1] + name[1])

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
        span = Range(self.cell.end - len(text), self.cell.end)
        return found._replace(start=span.start, end=span.end, number=span, unit_span=None, value=value)

    def _unit(self, column: Column, indicator: str) -> str | None:
        """The unit that row, head or title gives, in this order; None where it is not certain."""
        caption = self.table.caption
        if column.role == "value":
            if self.head.unit:
                return self.head.unit
            if column.units:
                return column.units[0] if len(column.units) == 1 else None
            return _of_dimension(caption.units, indicator)
        if self.head.unit in _PERCENT and any(t.column.role == "value" for t in self.told):
            return column.units[0] if column.units and column.units[0] not in _PERCENT else None
        if column.units:
            return column.units[0] if len(column.units) == 1 else None
        if column.rate or self.head.unit in _PERCENT:
            return "%"
        rates = [u for u in caption.units if u in _RATES]
        return rates[0] if len(rates) == 1 else None

    def _agrees(self, kind: FactKind, quantity: Quantity, indicator: str) -> bool:
        """Whether a level may be in its unit: the GDP is not in %, a rate not in 元."""
        known = _dimension(indicator)
        if kind == "share" and indicator.endswith("指数"):
            return False  # 100.3 with 100 for the year before: neither a share nor a growth of 100.3 %
        if kind not in ("quantity", "share") or known is None or self.column.role == "share":
            return True
        return known == quantity.dimension or not {known, quantity.dimension} & {"money", "ratio"}

    def _draft(
        self, column: Column, kind: FactKind, quantity: Quantity, named: tuple[str, str], base: Told | None
    ) -> Draft:
        scene, caption = self.table.scene, self.table.caption
        indicator, surface = named
        mention = scene.clean.mention(quantity.start, quantity.end)
        unit = resolve_unit(quantity, scene.region, self.table.words, indicator, None)
        governing = self._governing(column, base)
        flow = _is_flow(self.table.words, indicator)
        said = "累计" in scene.clean.shadow[column.cell.start : column.cell.end] or column.part == "cumulative"
        period = format_period(scene, governing, flow=flow, cumulative=said)
        subject = (
            self.head.entity if self.table.rows == "holder" else None if self.table.rows == "place" else caption.subject
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
            confidence=0.0,
            rule=f"table/{column.role}",
            mentions=(),
            start=mention.start,
            end=mention.end,
            text=mention.text,
            clean=mention.clean,
        )
        at = self.told.index(base) if base is not None else None
        return Draft(quantity, Reading(kind, self.cell.start, rule="table"), indicator, None, unit, fact, at, False)

    def _governing(self, column: Column, base: Told | None) -> Governing | None:
        caption = self.table.caption
        source: PeriodSource = "paragraph" if caption.near else "article"
        default = Governing(caption.time, source) if caption.time is not None else None
        own = column.time or (base.column.time if base is not None else None)
        part = column.part or (base.column.part if base is not None else None)
        row = self.head.time if self.table.rows == "period" else self.head.own.time if self.head.own else None
        return find_period(self.table.scene, default, row, own, part)

    def _place(self, subject: str | None) -> str | None:
        if subject is not None:
            return None
        if self.table.rows == "place" and self.head.entity is not None:
            return self.head.entity
        return None if self.table.caption.nationwide else self.table.caption.place

    def _scope(self, column: Column) -> str | None:
        if column.scope is None:
            return None
        return self.table.scene.clean.text[column.scope.start : column.scope.end]


_PERCENT = frozenset({"%", "％"})
_RATES = frozenset({"%", "％", "‰", "个百分点", "百分点"})


def _kind(column: Column, quantity: Quantity) -> FactKind:
    if column.role in ("change", "share"):
        return "change" if column.role == "change" else "share"
    return {"percent": "share", "points": "change", "times": "change"}.get(quantity.kind, "quantity")  # type: ignore[return-value]


def _read_rank(text: str, cell: Range) -> Quantity | None:
    match = _RANK.fullmatch(text)
    if match is None or int(match["n"]) == 0:
        return None
    rank = Decimal(match["n"])
    return Quantity(*cell, "ordinal", rank, None, None, "exact", None, None, cell, None, rule="table")


def _of_dimension(units: Sequence[str], indicator: str) -> str | None:
    """The one unit of the title that fits what is measured."""
    known = _dimension(indicator)
    fitting = [u for u in units if (u not in _RATES if known is None else _dimension_of(u) == known)]
    return fitting[0] if len(fitting) == 1 else None


def _dimension_of(unit: str) -> str | None:
    found = measure("12", unit)
    return found.dimension if found is not None else None


@cache
def _dimensions() -> dict[str, str]:
    return {row[0]: row[3] for row in read_table("lexicons/indicators.tsv", 4) if row[3]}


def _dimension(indicator: str) -> str | None:
    return _dimensions().get(canonical_indicator(indicator)) or ("ratio" if is_rate(indicator) else None)


def _is_flow(words: Wording, indicator: str) -> bool:
    kind = indicator_kind(indicator)
    stock = words.stock_end.match(indicator, 0, len(indicator)) is not None
    return kind == "flow" or (kind is None and not stock and indicator.endswith(_FLOW_ENDS))


_FLOW_ENDS = ("额", "量", "收入", "支出", "投资", "产值")
