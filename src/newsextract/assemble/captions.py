"""What stands over a table: its period, place and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from newsextract.assemble.changes import is_compared
from newsextract.assemble.columns import is_period, load_lexis, read_units
from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.scene import Named, Scene, between
from newsextract.clean.cleaned import Block, Label
from newsextract.clean.tables import Grid
from newsextract.measure.values import TimeExpression
from newsextract.record import Range

_UNITS = regex.compile(r"(?:计量)?单位\s?[:：]\s?(?P<units>[^()（）。;；|\t]{1,30}?)\s*(?:[)）|\t。]|$)")
_NATIONWIDE = regex.compile(r"全国|全球|世界各国|各省(?:区市|份|市)")
_ANNOUNCING = regex.compile(r"(?:如下|下表|见表|附表|如表\d{0,2}所示|一览)[^。]{0,6}[:：。]?$|[:：]$")
_TITLE_LENGTH = 60
_LINES = 3
_OVER = frozenset({Label.HEADLINE, Label.SUBHEAD, Label.CAPTION, Label.BODY, Label.TABLE, Label.METADATA})


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said over a table of all its figures."""

    time: TimeExpression | None
    near: bool  # the time stands right over the table, not somewhere in the article
    units: tuple[str, ...]
    place: str | None
    place_named: bool  # by the title, not by the article
    nationwide: bool
    subject: str | None
    measure: Range | None  # what the title says is measured, where it is one thing


def read_caption(scene: Scene, grid: Grid, article: TimeExpression | None, subject: str | None) -> Caption:
    """The title of a table and its line of units; for what they leave out, what the article is about."""
    spans = tuple(_lines_over(scene, grid))
    times = [t for span in spans for t in between(scene.times, span.start, span.end)]
    own = [t for t in times if is_period(t) and not is_compared(scene.clean.shadow, t)]
    time = next((t for t in own if t.grain not in ("day", "hour", "week") or t.until), None)
    units = next((u for span in spans if (u := _units(scene.clean.shadow, span))), ())
    names = [between(scene.named, span.start, span.end) for span in spans]
    place = next((p for named in names if (p := _last_place(named)) is not None), None)
    holders = [n.entity for named in names for n in named if n.type == "company"]
    whole = any(_NATIONWIDE.search(scene.clean.shadow, s.start, s.end) for s in spans)
    first = (grid.header or grid.rows[0]).start
    return Caption(
        time=time or article,
        near=time is not None,
        units=units,
        place=place or (None if whole else scene.home(first)),
        place_named=place is not None or whole,
        nationwide=whole and place is None,
        subject=holders[0] if holders else subject,
        measure=next((m for span in spans if (m := _find_measure(scene.clean.shadow, span)) is not None), None),
    )


def _last_place(named: Sequence[Named]) -> str | None:
    """The place that a line leads to: 南宁市|宾阳县."""
    return next((n.entity for n in reversed(named) if n.type == "place" and n.subtype != "site"), None)


def _find_measure(shadow: str, span: Range) -> Range | None:
    """The measure in a title, if it names exactly one: 各县区|固定资产投资|完成情况."""
    found: list[Range] = []
    at = span.start
    while at < span.end:
        ends = range(min(span.end, at + _NAME_LENGTH), at + 1, -1)
        end = next((e for e in ends if _names_measure(shadow, at, e)), None)
        if end is not None:
            found.append(Range(at, end))
        at = end or at + 1
    return found[0] if len(found) == 1 and not load_lexis().growth.match(shadow, found[0].end, span.end) else None


def _names_measure(shadow: str, start: int, end: int) -> bool:
    name = shadow[start:end]
    return is_known_indicator(name) or name in load_lexis().title


_NAME_LENGTH = 16


def _units(shadow: str, span: Range) -> tuple[str, ...]:
    match = _UNITS.search(shadow, span.start, span.end)
    return read_units(match["units"]) if match is not None else ()


def _lines_over(scene: Scene, grid: Grid) -> list[Range]:
    """The lines that make the title, nearest first: short ones without a stop, or the end of a sentence that announces
    the table."""
    first = grid.header or grid.rows[0]
    below = first.number
    spans: list[Range] = []
    for block in reversed(_blocks_before(scene, first.start)):
        if block.label not in _OVER or below - block.paragraph > 2 or len(spans) == _LINES:
            break
        if block.label is Label.TABLE and (grid.above is None or block.start != grid.above.start):
            break  # a row of another table
        below = block.paragraph
        if not _is_title(scene.clean.shadow, block):
            if _ANNOUNCING.search(scene.clean.shadow, max(block.start, block.end - 40), block.end):
                start = scene.clean.shadow.rfind("。", block.start, block.end - 1) + 1
                spans.append(Range(max(start, block.start), block.end))
            break
        spans.append(Range(block.start, block.end))
        if block.label is Label.HEADLINE:
            break
    return spans


def _blocks_before(scene: Scene, position: int) -> list[Block]:
    before = [b for b in scene.clean.blocks if b.end <= position]
    return before[-_LINES - 1 :]


def _is_title(shadow: str, block: Block) -> bool:
    return block.end - block.start <= _TITLE_LENGTH and shadow[block.end - 1] not in "。!?！？;；,，"


def is_title_row(shadow: str, grid: Grid) -> bool:
    """Whether the line above the header is a title (with its unit beside it), not a storey of the header."""
    if grid.above is None:
        return True
    cells = [shadow[c.start : c.end] for c in grid.above.cells if c.end > c.start]
    return len(cells) <= 2 and any("单位" in c or len(c) >= 8 for c in cells)
