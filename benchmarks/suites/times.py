"""Runs the time parser over the test suites of other projects.

    NEWSEXTRACT_DATA=… python benchmarks/suites/times.py [--failures] [SUITE …]

Recognizers-Text, JioNLP, duckling, chrono, dateparser, NeMo, WeTextProcessing. The suites are not shipped:
``$NEWSEXTRACT_DATA/suites/NAME.jsonl`` holds one case a line. What is not run stands in
``out_of_scope_times.toml`` with the reason. The adapter sets what the peers do otherwise than news: dates without
year look forward (duckling, chrono) or stay in the year (JioNLP), 近三年 runs to the day, ranges end before their last
day or unit.
"""

from __future__ import annotations

import ast
import re
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from running import Case, Suite, run_suites

from newsextract.clean.script import simplify
from newsextract.measure.calendar import shift_months
from newsextract.measure.dates import Anchor, find_times
from newsextract.measure.quantities import find_quantities
from newsextract.measure.values import TimeExpression

WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


def shadow(text: str) -> str:
    """The input as the measure stage sees it: half-width and Simplified; the length does not change."""
    return simplify(text.translate(WIDE))


def times(text: str, anchor: Anchor) -> list[TimeExpression]:
    """The times of a text."""
    return find_times(shadow(text), anchor)


def bounds(found: TimeExpression) -> tuple[date, date] | None:
    """First and last day."""
    if not found.start_date or not found.end_date:
        return None
    return date.fromisoformat(found.start_date), date.fromisoformat(found.end_date)


# --- duckling ---------------------------------------------------------------------------------------------------------

REGIONS = {"CN", "TW", "HK", "MO"}
_INSTANT = re.compile(r"\((\d+), ?(\d+), ?(\d+), ?(\d+), ?(\d+), ?[\d.]+\)")
_AGO = re.compile(r"[前后]$|^[^之]*之[前后]$")


def duckling(case: Case) -> bool:
    """One instant with its grain, or an interval whose end is exclusive."""
    reference = date.fromisoformat(case["reference_time"][:10])
    region = case["source_file"].split("/")[-2]
    anchor = Anchor(reference, region if region in REGIONS else None, "future")
    found = times(case["input"], anchor)
    instants = [tuple(map(int, m.groups())) for m in _INSTANT.finditer(case["expected"])]
    span = bounds(found[0]) if len(found) == 1 else None
    if span is None:
        return False
    days = [date(y, max(m, 1), max(d, 1)) for y, m, d, _, _ in instants]
    grain = (re.findall(r"\b(Day|Hour|Minute|Second|Month|Year|Week|Quarter)\b", case["expected"]) or [""])[-1]
    if len(days) == 1:
        clock = f"{instants[0][3]:02d}:{instants[0][4]:02d}"
        return span[0] == days[0] and (grain not in {"Minute", "Hour"} or found[0].clock == clock)
    if grain in {"Hour", "Minute"}:
        return span[0] == days[0]
    if _AGO.search(shadow(case["input"])):  # duckling: from now to then in whole units; we: the unit then
        return span[0] == days[0] or span[1] + timedelta(days=1) == days[1]
    return span == (days[0], days[1] - timedelta(days=1))


# --- chrono -----------------------------------------------------------------------------------------------------------


def chrono(case: Case) -> bool:
    """Where the time stands, and the fields of its beginning and end that the test asserts."""
    parts = [p.split("-") for p in case["reference_js(month0)"].split(",")]
    year, month, day = [int(p[0]) - (int(p[1]) if len(p) > 1 else 0) for p in parts[:3]]
    anchor = Anchor(date(year, month + 1, day), "HK", "nearest")
    if "forward" in case["input"]:
        anchor = Anchor(anchor.published, "HK", "future")
    want = case["expected"]
    found = [t for t in times(case["input"], anchor) if not want["text"] or _same_surface(case["input"], t, want)]
    if len(found) != 1:
        return False
    within = "内" in shadow(case["input"])  # chrono: 五日内 is the day it ends
    return _chrono_fields(found[0], want.get("start"), int(within)) and _chrono_fields(found[0], want.get("end"), 1)


def _same_surface(text: str, found: TimeExpression, want: Case) -> bool:
    return text[found.start : found.end] == want["text"]


def _chrono_fields(found: TimeExpression, fields: Case | None, side: int) -> bool:
    span = bounds(found)
    if not fields:
        return True
    dated = {"year", "month", "day"} <= fields.keys()
    if dated and (span is None or span[side] != date(*(int(fields[k]) for k in ("year", "month", "day")))):
        return False
    if side == 0 and "hour" in fields and found.clock:
        return int(found.clock[:2]) == int(fields["hour"])
    return True


# --- JioNLP -----------------------------------------------------------------------------------------------------------


def jionlp_anchor(case: Case) -> Anchor:
    """The base of a case: its parameter, or the time base of the suite."""
    given = (case.get("params") or [None])[0]
    if isinstance(given, list):
        day = date(*[*given, 1, 1][:3])
    elif isinstance(given, dict):
        day = date(given["year"], given.get("month", 1), given.get("day", 1))
    elif isinstance(given, float):
        day = datetime.fromtimestamp(given).date()
    elif given == "_ts_2":
        day = date(2021, 9, 2)
    else:
        m = re.match(r"\d{4}-\d\d-\d\d", case.get("time_base") or "")
        day = date.fromisoformat(m.group() if m else "2023-06-14")
    return Anchor(day, "CN", "future" if given == "_ts_2" else "current", rolling=True)


def jionlp_parser(case: Case) -> bool:
    """Beginning and end of the time; lengths of time are read by the quantity parser."""
    want = case["expected"]
    if want["type"] == "time_delta":
        return _jionlp_length(case["input"], want["time"])
    found = times(case["input"], jionlp_anchor(case))
    if len(found) != 1:
        return False
    span = bounds(found[0])
    first, last = want["time"]
    if span is None:
        return False
    begins_open, ends_open = _open(first, case), _open(last, case)
    if found[0].clock and not begins_open and not first[11:].startswith(found[0].clock):
        return False
    slack = timedelta(days=found[0].rule in {"span", "offset"})  # from the day, or from the day after it
    days = [None if o else date.fromisoformat(t[:10]) for o, t in ((begins_open, first), (ends_open, last))]
    if (want["definition"] == "blur" or re.search("[初底末]", case["input"])) and not slack:  # ours lies within
        return (days[0] is None or days[0] <= span[0]) and (days[1] is None or span[1] <= days[1])
    return all(d is None or abs(d - s) <= slack for d, s in zip(days, span, strict=True))


_BOUND = re.compile(r"(?:之|以)?[前内后起来]$|止$")


def _open(instant: str, case: Case) -> bool:
    """An end that is not said: infinite, or the moment of speaking with 前, 内, 起."""
    return "inf" in instant or ("01:06:40" in instant and bool(_BOUND.search(case["input"])))


_LENGTHS = {"year": "a", "month": "mo", "day": "d", "hour": "h", "minute": "min", "second": "s"}
_DAY = 86400
_IN_SECONDS = {"a": 365 * _DAY, "季度": 90 * _DAY, "mo": 30 * _DAY, "wk": 7 * _DAY, "周": 7 * _DAY, "d": _DAY}
_IN_SECONDS |= {"h": 3600, "min": 60, "s": 1}


def _jionlp_length(text: str, want: Any) -> bool:
    found, _ = find_quantities(shadow(text))
    wants = want if isinstance(want, list) else [want]
    seconds = [sum(v * _IN_SECONDS[_LENGTHS[k]] for k, v in w.items()) for w in wants if "infinite" not in w]
    if any(q.unit not in _IN_SECONDS for q in found) or not found:
        return False
    if len(seconds) == 2:
        ends = [v for q in found for v in (q.low, q.value, q.high) if v is not None]
        return len(found) == 1 and [float(e) * _IN_SECONDS[str(found[0].unit)] for e in ends] == seconds
    return sum(float(q.value or 0) * _IN_SECONDS[str(q.unit)] for q in found) == seconds[0]


def jionlp_extractor(case: Case) -> bool:
    """The spans of all times."""
    found = times(case["input"], Anchor(date(2021, 6, 14), "CN", "current"))
    return [(t.start, t.end) for t in found] == [tuple(e["offset"]) for e in case["expected"]]


# --- Recognizers-Text -------------------------------------------------------------------------------------------------


def recognizers(case: Case) -> bool:
    """Every date and period of a text. Ends are exclusive; a range of months or years ends before its last one."""
    context = case.get("Context") or {"ReferenceDateTime": "2017-01-01"}
    reference = date.fromisoformat(context["ReferenceDateTime"][:10])
    wants = case["expected"]
    looks = [times(case["input"], Anchor(reference, None, d, rolling=True)) for d in ("past", "future", "nearest")]
    sides = [[t for t in look if t.kind != "clock"] for look in looks]  # it gives the past and the future reading
    if any(len(side) != len(wants) for side in sides):
        return False
    return all(any(_recognized(side[i], w) for side in sides) for i, w in enumerate(wants))


def _recognized(found: TimeExpression, want: Case) -> bool:
    end = want.get("End", want["Start"] + want.get("Length", 1) - 1)
    if found.end <= want["Start"] or found.start > end:
        return False
    values = want["Resolution"]["values"] if "Resolution" in want else _parser_values(want["Value"])
    return any(_same_days(found, value) for value in values)


def _parser_values(value: Case) -> list[Case]:
    sides = [value.get("PastResolution") or {}, value.get("FutureResolution") or {}]
    keys = {"value": "date", "start": "startDate", "end": "endDate"}
    return [{"timex": value["Timex"]} | {k: side.get(key) for k, key in keys.items()} for side in sides]


def _same_days(found: TimeExpression, value: Case) -> bool:
    if found.edtf == value.get("timex") or value.get("Mod"):
        return found.edtf == value["timex"]
    span = bounds(found)
    if span is None:
        return False
    if value.get("value"):
        return value["value"][:10] == span[0].isoformat()
    if not value.get("start") or value["start"][:10] != span[0].isoformat():
        return False
    last_unit = found.edtf.split("/")[-1]
    cut = last_unit + "-01" * (2 - last_unit.count("-"))
    return value["end"][:10] in {(span[1] + timedelta(days=1)).isoformat(), cut, span[1].isoformat()}


# --- dateparser -------------------------------------------------------------------------------------------------------


_DATETIME = re.compile(
    r"(?:datetime\.)?datetime\((\d+), (\d+), (\d+)(?:, (\d+), (\d+))?\)|'(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)'"
)


def dateparser(case: Case) -> bool:
    """A date with a clock, or a distance from now."""
    text = " ".join(map(str, case["expected"]))
    base = date(2015, 6, 15)
    found = times(case["input"], Anchor(base, None, "nearest"))
    if m := _DATETIME.search(text):
        parts = [int(g) for g in m.groups() if g is not None]
        clock = f"{parts[3]:02d}:{parts[4]:02d}" if len(parts) > 3 and any(parts[3:]) else None
        return any(t.start_date == date(*parts[:3]).isoformat() and t.clock == clock for t in found)
    if m := re.search(r"(?:ago|in_future)=(\{.*?\})", text):
        return _distance(case["input"], ast.literal_eval(m[1]), -1 if "ago=" in text else 1, found, base)
    if re.search(r"^'\d+ (?:second|year)|\['1'", text) or (not case["expected"] and not found):
        return bool(find_quantities(shadow(case["input"]))[0])
    return len(found) == 1 or (not case["expected"] and bool(found))


def _distance(text: str, want: dict[str, int], sign: int, found: list[TimeExpression], base: date) -> bool:
    if not re.search(r"[前后天後]", text):  # 1年2個月: a length of time
        return bool(find_quantities(shadow(text))[0])
    if len(found) != 1:
        return False
    days = want.get("days", 0) + 7 * want.get("weeks", 0)
    months = want.get("months", 0) + 12 * want.get("years", 0)
    if want.keys() & {"hours", "minutes", "seconds"}:
        return found[0].kind == "duration"
    then = shift_months(base, sign * months) + timedelta(days=sign * days)
    span = bounds(found[0])
    return span is not None and span[0] <= then <= span[1]


# --- Inverse text normalization ---------------------------------------------------------------------------------------


def itn(case: Case) -> bool:
    """The spoken dates are the written ones: numbers of year, month, day in their order."""
    found = [t for t in times(case["input"], Anchor(date(2024, 6, 15), None, "nearest")) if t.kind != "clock"]
    spoken = [_numbers(t.edtf, case["input"][t.start : t.end]) for t in found]
    want = [_written(m.group()) for m in re.finditer(r"(?:公元前?)?\d+(?:[年月日/]+\d*)+日?", case["expected"])]
    return bool(want) and spoken == want


def _numbers(edtf: str, surface: str) -> list[int]:
    parts = [int(p) for p in re.findall(r"\d+", edtf.split("/", 1)[0])]
    if edtf.startswith("-"):
        parts[0] += 1
    if "年" not in surface:
        parts = parts[1:] if "月" in surface else parts[2:]
    elif re.match(r"[零〇八九]\S年", surface):
        parts[0] %= 100
    return parts


def _written(text: str) -> list[int]:
    return [int(p) for p in re.findall(r"\d+", text)]


def itn_clock(case: Case) -> bool:
    """The spoken clock is the written one."""
    if not (m := re.fullmatch(r"(\d+):(\d\d)(?::(\d\d))?(?: ?([ap])\.m\.)?", case["expected"])):
        return bool(find_quantities(shadow(case["input"]))[0]) or bool(times(case["input"], Anchor(None)))
    hour = int(m[1]) + (12 if m[4] == "p" and int(m[1]) < 12 else 0)
    clock = f"{hour:02d}:{m[2]}" + (f":{m[3]}" if m[3] else "")
    return [t.clock for t in times(case["input"], Anchor(None))] == [clock]


# --- Running ----------------------------------------------------------------------------------------------------------


def _of_dates(case: Case) -> bool:
    kinds = {w["TypeName"].split(".")[-1] for w in case["expected"]}
    return kinds <= {"date", "daterange"}


SUITES = (
    Suite("recognizers.DateTime.DateParser", recognizers, 0.85),
    Suite("recognizers.DateTime.DatePeriodParser", recognizers, 0.85),
    Suite("recognizers.DateTime.DateTimeModel", recognizers, 0.85, _of_dates),
    Suite("jionlp.time_extractor", jionlp_extractor, 0.9),
    Suite("jionlp.time_parser", jionlp_parser, 0.8),
    Suite("duckling.Time.ZH", duckling, 0.8),
    Suite("duckling.Time.ZH.CN", duckling, 0.8),
    Suite("duckling.Time.ZH.TW", duckling, 0.8),
    Suite("duckling.Time.ZH.HK", duckling, 0.8),
    Suite("duckling.Time.ZH.MO", duckling, 0.8),
    Suite("chrono_zh_hans", chrono, 0.9),
    Suite("chrono_zh_hant", chrono, 0.9),
    Suite("dateparser_zh", dateparser, 0.8),
    Suite("nemo_zh.itn", itn, 0.9, lambda case: case["class"] == "date"),
    Suite("wetext_zh.itn", itn, 0.9, lambda case: case["class"] == "date"),
)


if __name__ == "__main__":
    sys.exit(run_suites(SUITES, Path(__file__).with_name("out_of_scope_times.toml"), __doc__))
