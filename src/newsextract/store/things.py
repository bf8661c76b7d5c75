"""Which thing an entity is: anchors that two articles may have in common.

A link is what one article tells of a thing: its type, its name and its anchors. Links that share an anchor are one
thing. Where an article does not tell enough (a bare 市公安局, a 人民公园, a person without an office) there is no link:
better two rows than two things in one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsextract.record import content_id
from newsextract.resources import read_table

Json = Mapping[str, Any]

_LEVELS = ("自治区", "自治州", "自治县", "自治旗", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡")
_WITHOUT_CODE = frozenset({"country", "province", "city", "county", "region"})
_WIDE = frozenset({"country", "province"})
# Bodies of these kinds have proper names; the others are named by what they are (公安局, 人民医院).
_PROPER = frozenset({"media", "association", "international"})
_NATIONAL = ("国家", "中国", "全国", "中共", "中华", "国务院", "最高人民")
# Endings of names that every city or county of a region has.
_LOCAL = ("处", "局", "所", "科", "室", "队")
_LOCAL_ENDINGS = {"CN": (*_LOCAL, "厅", "法院"), "HK": (), "MO": (), "TW": (*_LOCAL, "会", "府", "法院")}
_SHORTEST_COMPANY = 3
_VAGUE = ("该", "本", "各", "某", "此", "有关")


@dataclass(frozen=True, slots=True)
class Link:
    """What an article tells of a thing."""

    id: str
    type: str
    name: str
    anchors: tuple[str, ...]

    def row(self, thing: str) -> tuple[str, ...]:
        """The row of ``links``."""
        return self.id, thing, self.type, self.name, json.dumps(self.anchors, ensure_ascii=False)


def make_link(type_: str, name: str, anchors: Iterable[str]) -> Link | None:
    """The link of a name with its anchors; None without an anchor."""
    ordered = tuple(sorted(set(anchors)))
    return Link(content_id("l", type_, name, *ordered), type_, name, ordered) if ordered else None


def find_links(entities: Iterable[Json], positions: Iterable[Json], region: str | None) -> dict[str, Link]:
    """The links of a record's entities, by entity id. ``region`` is where the article was published."""
    known = {entity["id"]: entity for entity in entities}
    held: dict[str, list[Json]] = {}
    seats: dict[str, set[str]] = {}
    for position in positions:
        held.setdefault(position["person"], []).append(position)
        if position["organization"] and position["place"]:
            seats.setdefault(position["organization"], set()).add(position["place"])
    anchors = {
        identity: list(_place_anchors(entity) if entity["type"] == "place" else ())
        for identity, entity in known.items()
        if entity["type"] != "person"
    }
    for identity, entity in known.items():
        if entity["type"] == "organization":
            seat = known[next(iter(seats[identity]))] if len(seats.get(identity, ())) == 1 else None
            anchors[identity] = list(_body_anchors(entity, seat, region))
    for identity, offices in held.items():
        anchors[identity] = list(_person_anchors(known[identity], offices, known, anchors))
    made = {
        identity: make_link(_type(known[identity]), known[identity]["name_hans"], a) for identity, a in anchors.items()
    }
    return {identity: link for identity, link in made.items() if link}


def _type(entity: Json) -> str:
    if entity["type"] == "organization":
        return "company" if entity["subtype"] == "company" else "body"
    return str(entity["type"])


def _codes(entity: Json) -> list[str]:
    return [f"{scheme}:{code}" for scheme, code in entity["identifiers"].items()]


def _place_anchors(entity: Json) -> Iterator[str]:
    if codes := _codes(entity):
        yield from codes
    elif entity["subtype"] in _WITHOUT_CODE and not entity.get("candidates"):
        yield f"place:{entity['subtype']}:{entity['name_hans']}"


def _body_anchors(entity: Json, seat: Json | None, region: str | None) -> Iterator[str]:
    yield from _codes(entity)
    name = str(entity["name_hans"])
    if name.startswith(_VAGUE):
        return
    if entity["subtype"] == "company":
        if len(name) >= _SHORTEST_COMPANY:
            yield f"company:{name}"
        return
    name = _standard_name(name)
    if entity["subtype"] in _PROPER:
        yield f"body:{name}"
    elif (level := next((word for word in _LEVELS if name.startswith(word)), None)) is not None:
        if seat and seat["name_hans"].endswith(level):  # 市公安局 of 三亚市 is 三亚市公安局
            yield f"body:{seat['name_hans']}{name.removeprefix(level)}"
    elif name.startswith(_NATIONAL) or _begins_with_place(name):
        yield f"body:{name}"
    elif region and _serves_region(name, region):  # 立法会, 教育部: one in each of several regions
        yield f"body:{region}:{name}"


def _standard_name(name: str) -> str:
    return _known_names().get(name, name).replace("人民政府", "政府")


def _begins_with_place(name: str) -> bool:
    places = _place_names()
    return any(name[:length] in places for length in range(2, min(len(name), 12)))


def _serves_region(name: str, region: str) -> bool:
    """Whether one body of the name serves the whole region: a bare 公安局 is every county's."""
    known, local = name in _known_names(), name.endswith(_LOCAL_ENDINGS[region])
    return known and not local if region == "CN" else known or not local


@cache
def _known_names() -> Mapping[str, str]:
    """Bodies known by name, with the name that joins them; names that join stand for themselves."""
    rows = list(read_table("lexicons/organizations.tsv", 5))
    return {row[2]: row[2] for row in rows if row[2]} | {row[0]: row[2] or row[0] for row in rows}


@cache
def _place_names() -> frozenset[str]:
    rows = list(read_table("gazetteers/divisions.tsv", 9))
    mainland = {row[1] for row in rows} | {row[2] for row in rows if row[3] == "free"}  # 公安 is a county too
    others = {row[0] for row in read_table("gazetteers/taiwan.tsv", 5)}
    return frozenset(name for name in mainland | others | {"香港", "澳门", "台湾"} if len(name) > 1)


def _person_anchors(
    person: Json, offices: Iterable[Json], known: Mapping[str, Json], anchors: Mapping[str, list[str]]
) -> Iterator[str]:
    """The name with the body of each office, else with its place; of a whole province or country with the title too."""
    name = person["name_hans"]
    for office in offices:
        body, place = office["organization"], office["place"]
        if body and anchors[body]:
            yield from (f"person:{name}@{anchor}" for anchor in anchors[body])
        elif place and anchors[place]:
            title = f"/{office['title_key']}" if known[place]["subtype"] in _WIDE else ""
            yield from (f"person:{name}@{anchor}{title}" for anchor in anchors[place])
