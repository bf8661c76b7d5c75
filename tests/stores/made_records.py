"""Records made by a seeded generator: valid, varied, and the same on every machine."""

import copy
import random
from functools import cache

from newsextract.record import content_id

_HAN = "云岭青禾林知远方晓季安平江河海湖山川东南西北春夏秋冬金木水火土日月星光明华国民生产业农工商学兵文武"
_TITLES = ("市长", "副市长", "市委书记", "董事长", "总经理", "局长", "处长", "主任")
_INDICATORS = (
    "地区生产总值",
    "粮食产量",
    "出口额",
    "发明专利拥有量",
    "居民人均可支配收入",
    "失业率",
    "营业收入",
    "大棚面积",
)
_UNITS = (("CNY", "money"), ("t", "mass"), ("件", "count"), ("km", "length"), ("har", "area"), ("人", "count"))
_EVENTS = ("meeting", "visit", "appointment", "signing", "accident", "award")


def make_records(count, seed=7, facts=12):
    """So many records; the same arguments give the same records."""
    return [make_record(number, seed, facts) for number in range(count)]


def make_record(number, seed=7, facts=12):
    """One record; its text is made of words that its spans point at."""
    return copy.deepcopy(_record(number, seed, facts))


@cache
def _record(number, seed, facts):
    chance = random.Random(f"{seed}/{number}")
    text = _Text(chance)
    entities = [_entity(chance, text, n) for n in range(chance.randint(3, 7))]
    people = [e["id"] for e in entities if e["type"] == "person"]
    places = [e["id"] for e in entities if e["type"] == "place"]
    bodies = [e["id"] for e in entities if e["type"] == "organization"]
    positions = [_position(chance, text, person, bodies, places) for person in people]
    times = [_time(chance, text, n) for n in range(chance.randint(1, 4))]
    events = [_event(chance, text, entities, times, n) for n in range(chance.randint(0, 2))]
    made = []
    for n in range(facts):
        made.append(_fact(chance, text, places, bodies + [e["id"] for e in events], made, n))
    unresolved = [{"code": "no-unit", "message": "数字没有单位", **_span(text.add(chance, 3), clean=False)}]
    identity = content_id("doc", text.text)
    published = f"202{chance.randint(0, 4)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {
        "schema_version": "1.0",
        "document": {
            **{"id": identity, "key": f"made-{seed}-{number}", "source_id": f"made-{seed}-{number}"},
            **{"uri": f"https://example.org/{number}.html", "sha256": content_id("s", identity)[2:] * 4},
            **{"encoding": "utf-8", "length": len(text.text), "script": "Hans", "region": "CN"},
            **{"headline": text.text[:12], "publisher": "云岭日报", "published": published},
            **{"published_from": "dateline", "authors": ["方晓"], "cleaning": {"pinyin_residue": chance.randint(0, 9)}},
        },
        **{"entities": entities, "positions": positions, "facts": made, "times": times, "events": events},
        **{"unresolved": unresolved, "warnings": []},
    }


class _Text:
    """A text that grows; each addition gives its span."""

    def __init__(self, chance):
        self.text = "".join(chance.choices(_HAN, k=8)) + "。"

    def add(self, chance, length=None, words=None):
        words = words or "".join(chance.choices(_HAN, k=length))
        start = len(self.text)
        self.text += words + chance.choice("，。、说是在")
        return start, start + len(words), words


def _span(at, clean=True):
    start, end, words = at
    return {"start": start, "end": end, "text": words} | ({"clean": words} if clean else {})


def _entity(chance, text, number):
    kind = ("place", "person", "organization")[number % 3]
    subtype = chance.choice(
        {
            "place": ("city", "county", "site", None),
            "person": ("official", "executive", None),
            "organization": ("company", "government", "school"),
        }[kind]
    )
    at = text.add(chance, chance.randint(2, 6))
    again = text.add(chance, words=at[2])
    codes = {"gb2260": f"{chance.randint(530100, 539999)}"} if subtype in ("city", "county") else {}
    entity = {"id": content_id("e", number, at[2]), "type": kind, "subtype": subtype, "name": at[2]}
    entity |= {"name_hans": at[2], "identifiers": codes, "mentions": [_span(at), _span(again)]}
    return entity | ({"candidates": ["530102", "530103"]} if kind == "place" and not codes else {})


def _position(chance, text, person, bodies, places):
    title = chance.choice(_TITLES)
    fields = {"person": person, "title": title, "title_key": title, "organization": chance.choice([*bodies, None])}
    fields |= {"place": chance.choice([*places, None]), "status": chance.choice(["current", "former"])}
    return fields | _span(text.add(chance, words=title))


def _time(chance, text, number):
    day = f"202{chance.randint(0, 4)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
    fields = {
        "id": f"t_{number}",
        "edtf": day,
        "start_date": day,
        "end_date": day,
        "clock": chance.choice([None, "22:00"]),
    }
    return fields | {"inferred": chance.random() < 0.3} | _span(text.add(chance, 5))


def _event(chance, text, entities, times, number):
    kind = chance.choice(_EVENTS)
    who = [{"entity": e["id"], "role": chance.choice(["host", "attendee"])} for e in entities[: chance.randint(0, 3)]]
    where = [e["id"] for e in entities if e["type"] == "place"]
    fields = {"id": f"ev_{number}", "type": kind, "name": f"第{number}次", "times": [times[0]["id"]]}
    return fields | {"place": chance.choice([*where, None]), "participants": who} | _span(text.add(chance, 6))


def _fact(chance, text, places, subjects, before, number):
    kind = chance.choice(["quantity"] * 6 + ["change"] * 3 + ["share", "rank"])
    unit, dimension = chance.choice(_UNITS)
    if kind in ("change", "share"):
        unit, dimension = "%", "ratio"
    if kind == "rank":
        unit, dimension = None, None
    indicator = chance.choice(_INDICATORS)
    fields = {"id": f"f_{number}", "kind": kind, "indicator": indicator, "indicator_key": indicator}
    fields |= _value(chance, kind) | {"increment": None, "unit": unit, "unit_inferred": unit == "CNY"}
    fields |= {"dimension": dimension, "period": _period(chance), "place": chance.choice([*places, None])}
    fields |= {"subject": chance.choice([*subjects, None]), "basis": "year_on_year" if kind == "change" else None}
    fields |= {"price_basis": None, "release_status": chance.choice([None, "preliminary"]), "scope": None}
    fields |= {"of": before[-1]["id"] if before and kind == "change" else None, "modality": "actual", "speaker": None}
    at = text.add(chance, chance.randint(3, 8))
    fields |= {"sentence": {"start": 0, "end": at[1]}, "confidence": round(chance.random(), 2), "rule": "clause"}
    again = [_span(text.add(chance, words=at[2]))] if chance.random() < 0.1 else []
    return fields | {"mentions": again} | _span(at)


def _value(chance, kind):
    if kind == "quantity" and chance.random() < 0.1:
        low = chance.randint(1, 50)
        return {"value": None, "value_text": None, "low": low, "high": low + 5, "modifier": "range"}
    if kind == "rank":
        value, words = (rank := chance.randint(1, 31)), str(rank)
    elif chance.random() < 0.5:
        value, words = (whole := chance.randint(1, 10**12)), str(whole)
    else:
        words = f"{chance.randint(-99, 9999)}.{chance.randint(1, 9)}"
        value = float(words)
    return {"value": value, "value_text": words, "low": None, "high": None, "modifier": "exact"}


def _period(chance):
    if chance.random() < 0.2:
        return None
    year = chance.randint(2019, 2024)
    fields = {"start": f"{year}-01-01", "end": f"{year}-12-31", "edtf": str(year), "text": f"{year}年"}
    return fields | {"from": "phrase", "cumulative": True, "inferred": False}
