"""A series as a line chart: plain SVG, no script, no style of its own; colours come from the page by class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from newsextract.record import format_decimal
from newsextract.write.marks import safe

Json = Mapping[str, Any]

_WIDTH, _HEIGHT = 440, 220
_TOP, _BOTTOM, _RIGHT = 26, 34, 28
_SCALES = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MONTH = 30.44
_LABEL_GAP = 66  # pixels between labels below the axis, so that they do not touch


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series; ``day`` is the last day of its period, ``link`` where the words stand."""

    day: date
    label: str
    value: Decimal
    link: str
    firm: bool = True  # said of what is, not planned or forecast


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one indicator that can be compared: same unit, place or subject, length of period."""

    name: str
    unit: str
    points: tuple[Point, ...]
    basis: str = ""  # of changes: against what, as in the record


def format_chart(series: Series) -> str:
    """The chart of a series as an SVG element; each point is a link. It needs at least one point."""
    values = [point.value for point in series.points]
    ticks = find_ticks(min(values), max(values))
    left = 16 + max(_text_width(format_short(tick)) for tick in ticks)
    spots = list(_place(series.points, ticks, left))
    lines = "".join(f'<path class="line" d="M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}"/>' for (x, y), (u, v) in pairwise(spots))
    body = "".join([*_axis(ticks, left), lines, *_labels(series.points, spots), *_points(series, spots)])
    # The links must stay reachable, so this is a group and not an image.
    head = f'<svg class="chart" role="group" aria-label="{safe(series.name)}" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
    return f"{head}{body}</svg>"


def find_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Three to seven round values that hold the range; from zero on unless that would flatten the line."""
    if low >= 0 and low < high * Decimal("0.6"):
        low = Decimal(0)
    spread = (high - low) or abs(high) or Decimal(1)
    rough = spread / 4
    power = Decimal(10) ** rough.adjusted()
    step = next(power * factor for factor in _STEPS if power * factor >= rough)
    first = (low // step - (1 if low < 0 and low % step else 0)) * step
    if high == low:
        first -= step
    ticks = [first]
    while ticks[-1] < high:
        ticks.append(ticks[-1] + step)
    return ticks


def format_short(value: Decimal) -> str:
    """A number with 万 and 亿, as Chinese readers take it in: 5430000000 is 54.3亿."""
    size = abs(value)
    for scale, name in _SCALES:
        if size >= scale:
            return f"{_rounded(value / scale)}{name}"
    return _rounded(value)


def _rounded(value: Decimal) -> str:
    """At most four digits where that loses nothing but what no chart shows."""
    digits = max(0, 3 - max(value.adjusted(), 0)) if value else 0
    return format_decimal(round(value, digits))


def _place(points: Sequence[Point], ticks: Sequence[Decimal], left: float) -> Iterator[tuple[float, float]]:
    first, last = points[0].day.toordinal(), points[-1].day.toordinal()
    wide, high = _WIDTH - left - _RIGHT - 24, _HEIGHT - _TOP - _BOTTOM
    span = float(ticks[-1] - ticks[0]) or 1.0
    for point in points:
        along = (point.day.toordinal() - first) / (last - first) if last > first else 0.5
        up = float(point.value - ticks[0]) / span
        yield left + 24 + along * (wide - 24), _TOP + (1 - up) * high


def _axis(ticks: Sequence[Decimal], left: float) -> Iterator[str]:
    span = float(ticks[-1] - ticks[0]) or 1.0
    for tick in ticks:
        y = _TOP + (1 - float(tick - ticks[0]) / span) * (_HEIGHT - _TOP - _BOTTOM)
        yield f'<path class="grid" d="M{left:.1f} {y:.1f}H{_WIDTH - _RIGHT / 2}"/>'
        yield _text("tick", left - 8, y + 4, format_short(tick), "end")


def _labels(points: Sequence[Point], spots: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Periods below the axis, as many as find room; the last one always, as it is what most look for."""
    free = float(_WIDTH)
    for point, (x, _) in reversed(list(zip(points, spots, strict=True))):
        half = _text_width(point.label) / 2
        if x + half <= free or free == _WIDTH:
            at = min(x, _WIDTH - half)
            yield _text("tick", at, _HEIGHT - 10, point.label)
            free = at - max(half, _LABEL_GAP / 2) - 8


def _points(series: Series, spots: Sequence[tuple[float, float]]) -> Iterator[str]:
    crowded = len(spots) > 12
    unit = f" {series.unit}" if series.unit else ""
    for point, (x, y) in zip(series.points, spots, strict=True):
        said = safe(f"{point.label}: {format_short(point.value)}{unit}")
        kind = "point" if point.firm else "point open"
        value = "" if crowded else _text("value", x, y - 11, format_short(point.value))
        yield (
            f'<a href="{safe(point.link)}" aria-label="{said}"><title>{said}</title>'
            f'<rect class="reach" x="{x - 20:.1f}" y="{y - 24:.1f}" width="40" height="36"/>'
            f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>{value}</a>'
        )


def _text(kind: str, x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{safe(words)}</text>'


def _text_width(text: str) -> float:
    """Pixels that a label takes at the chart's size of letters, roughly."""
    return sum(12.0 if ord(c) > 0x2E80 else 7.0 for c in text)


# ---------------------------------------------------------------------------------------------- series of an article


def find_series(facts: Iterable[Json], names: Mapping[str, str], links: Mapping[str, str]) -> list[Series]:
    """The series within one article, those of at least two periods; ``links`` tells where each fact's row is."""
    groups: dict[tuple[object, ...], list[Json]] = {}
    for fact in facts:
        if fact["kind"] == "rank" or fact["value_text"] is None or not (fact["period"] or {}).get("end"):
            continue
        if fact["modality"] != "denied" and fact["indicator_key"]:
            groups.setdefault(_comparable(fact), []).append(fact)
    found = (_series(group, names, links) for group in groups.values())
    return [series for series in found if len(series.points) > 1]


def _comparable(fact: Json) -> tuple[object, ...]:
    """What two figures must share to be points of one line."""
    keys = ("kind", "indicator_key", "unit", "place", "subject", "basis", "scope", "price_basis")
    first, last = (date.fromisoformat(fact["period"][key] or fact["period"]["end"]) for key in ("start", "end"))
    return (*(fact[key] for key in keys), round(((last - first).days + 1) / _MONTH))


def _series(facts: Sequence[Json], names: Mapping[str, str], links: Mapping[str, str]) -> Series:
    first = facts[0]
    whom = names.get(first["place"] or first["subject"] or "", "")
    basis = first["basis"] or ""
    points: dict[str, Point] = {}
    for fact in facts:
        points.setdefault(fact["period"]["end"], _point(fact, links))  # said twice: what was said first
    name = " · ".join(filter(None, (whom, first["indicator"], "" if basis else first["scope"])))
    return Series(name, first["unit"] or "", tuple(points[day] for day in sorted(points)), basis)


def _point(fact: Json, links: Mapping[str, str]) -> Point:
    day = date.fromisoformat(fact["period"]["end"])
    firm = fact["modality"] in ("actual", "estimated")
    return Point(day, format_period(fact["period"]), Decimal(fact["value_text"]), links[fact["id"]], firm)


def format_period(period: Json | None) -> str:
    """A period as people read it: 2023, 2023-06, 2023-01–06; else its EDTF."""
    if not period:
        return ""
    first, slash, last = str(period["edtf"]).partition("/")
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    if not slash or not first or not last:
        return first + slash + last
    return f"{first}–{last[5:] if first[:4] == last[:4] and len(last) > 4 else last}"
