"""Times of day: hours and minutes with the part of the day that they belong to."""

from __future__ import annotations

from newsextract.measure.timetokens import Token, Value, int_of

_AFTERNOON = {"下午", "午后", "傍晚", "晚上", "晚间", "晚", "夜间", "夜里", "深夜", "夜", "半夜"}
_SMALL_HOURS = {"夜间", "夜里", "深夜", "夜", "半夜", "晚上", "晚间", "晚"}


def clock_of(slots: dict[str, Token]) -> str | None:
    """``14:23`` of a clock token and its part of the day; None where there is no such time."""
    values = slots["clock"].values
    hour = int_of(values[0])
    if slots["clock"].kind == "hms":
        minute, second, half = int_of(values[1]), values[2], values[3]
    else:
        minute, second, half = _clock_minute(values), (values[5] if len(values) > 5 else None), None
    hour = _hour(hour, _part(slots), str(half or "").lower())
    if hour > 24 or minute > 59:
        return None
    text = f"{hour:02d}:{minute:02d}"
    return f"{text}:{int_of(second):02d}" if isinstance(second, int) else text


def _clock_minute(values: tuple[Value, ...]) -> int:
    if len(values) < 2:
        return 0
    if values[1] == "半":
        return 30
    if isinstance(values[2] if len(values) > 2 else None, int):
        return 15 * int_of(values[2])
    return next((v for v in values[3:5] if isinstance(v, int)), 0)


def _part(slots: dict[str, Token]) -> str:
    if "part" in slots:
        return str(slots["part"].values[0])
    if "date" in slots and slots["date"].kind in {"dpart", "cdpart"}:
        return str(slots["date"].values[1])
    return ""


def _hour(hour: int, part: str, half: str) -> int:
    if half == "p" and hour < 12:
        return hour + 12
    if half == "a" and hour == 12:
        return 0
    if part in _AFTERNOON and hour < 12 and not (part in _SMALL_HOURS and hour < 4):
        return hour + 12
    if part in {"中午", "午间"} and hour < 4:
        return hour + 12
    if part in _SMALL_HOURS and hour == 12:
        return 24
    return 0 if part == "凌晨" and hour == 12 else hour
