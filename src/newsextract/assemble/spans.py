"""The Period of a figure as the record gives it, from the time that governs it."""

from __future__ import annotations

from newsextract.assemble.periods import Governing, is_moment_named
from newsextract.assemble.scene import Scene
from newsextract.measure.values import TimeExpression
from newsextract.record import Period


def format_period(
    scene: Scene,
    governing: Governing | None,
    *,
    flow: bool,
    cumulative: bool,
    stock: bool = False,
    last_day: bool = False,
) -> Period | None:
    """The Period of a figure; a flow 截至 a day began on 1 January, a stock is of that day, and at the end of a month
    or a year of its last day."""
    if governing is None or governing.time is None:
        return None
    time = governing.time
    start, end, edtf = time.start_date, time.end_date, time.edtf
    if start is None or end is None:
        return None
    if time.until:
        counts = flow and time.grain != "hour" and time.clock is None
        start = time.covers_from or f"{end[:4]}-01-01" if counts else end
        if time.covers_from is not None and not stock:
            start = time.covers_from  # 截至6月30日止六个月: what is no stock is of these months
        edtf = f"{start}/{end}" if start != end else end
    if stock and not time.until and (last_day or is_moment_named(scene.clean.shadow, time)):
        start = edtf = end
    if time.since and scene.published and start <= scene.published.isoformat():
        end = (
            max(end, scene.published.isoformat()) if end < scene.published.isoformat() else scene.published.isoformat()
        )
        edtf = f"{start}/{end}"
    text = scene.clean.text[time.start : time.end]
    added = (cumulative and not (stock and start == end)) or _adds_up(start, end, time)
    return Period(start, end, edtf, text, governing.source, added, time.inferred)


def _adds_up(start: str, end: str, time: TimeExpression) -> bool:
    """Whether figures of the period are counted from January on: 1—9月, 前三季度, 今年以来; a half, a quarter, a month
    and a whole year are periods of their own."""
    if not start.endswith("-01-01") or end.endswith("-12-31") or start[:4] != end[:4]:
        return False
    return time.until or time.since or time.grain == "span"
