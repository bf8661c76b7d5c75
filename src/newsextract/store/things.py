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
# Where one body of a name serves the whole region, and endings of those that every county there has.
_LOCAL_ENDINGS = {"HK": (), "MO": (), "TW": ("处", "局", "所", "科", "室", "队", "会", "府")}
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
    elif _is_complete(name):
        yield f"body:{name}"
    elif region in _LOCAL_ENDINGS and not name.endswith(_LOCAL_ENDINGS[region]):
        yield f"body:{region}:{name}"


def _standard_name(name: str) -> str:
    return _complete_names().get(name, name).replace("人民政府", "政府")


def _is_complete(name: str) -> bool:
    """Whether the name tells by itself which body it is: a known one, or one that begins with a place."""
    if name in _complete_names() or name.startswith(("中国", "全国", "国家", "中共")):
        return True
    places = _place_names()
    return any(name[:length] in places for length in range(2, min(len(name), 12)))


@cache
def _complete_names() -> Mapping[str, str]:
    """Bodies known by their complete name, with the name that joins them."""
    return {row[0]: row[2] or row[0] for row in read_table("lexicons/organizations.tsv", 5)}


@cache
def _place_names() -> frozenset[str]:
    mainland = {name for row in read_table("gazetteers/divisions.tsv", 9) for name in (row[1], row[2]) if name}
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
