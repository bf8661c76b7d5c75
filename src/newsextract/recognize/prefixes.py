"""What the names of bodies begin with: a place, a level, a zone, or another body."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.recognize import lexicon
from newsextract.recognize.edges import GENERIC_BEFORE, Ground, has_left_edge, is_kind_before, new_mention
from newsextract.recognize.lexicon import BodyEntry
from newsextract.recognize.mentions import NameMention

_NO_LEVEL_BEFORE = frozenset("城都超股夜集上门楼地学校厂园山小景库社片辖")


@dataclass(frozen=True, slots=True)
class Prefix:
    """What a body's name begins with."""

    start: int  # of the name: the innermost place
    full: int  # of all places before it
    place: NameMention | None = None
    level: str = ""
    body: NameMention | None = None


def prefixed(prefix: Prefix, end: int, subtype: str, core: str, rule: str, score: float) -> NameMention:
    """The mention of a body whose ``core`` stands behind ``prefix``."""
    attributes = {"core": prefix.level + core if prefix.place is not None else core}
    if prefix.place is not None:
        attributes["place"] = f"{prefix.place.start}:{prefix.place.end}"
    if prefix.full != prefix.start:
        attributes["full"] = str(prefix.full)
    if prefix.level and prefix.place is None:
        attributes["level"] = prefix.level
    if prefix.body is not None:
        inner = prefix.body.attributes
        attributes |= {name: inner[name] for name in ("place", "level", "full") if name in inner}
        attributes["core"] = f"{inner.get('core') or prefix.body.key or ''}{core}"
        attributes["inner"] = str(prefix.body.end)
    return new_mention(prefix.start, end, subtype, rule, score, **attributes)


def find_prefix(ground: Ground, start: int) -> Prefix | None:
    """The place, level or body right before ``start``."""
    place = ground.place_end.get(start)
    if place is not None and place.start != place.end:
        above = ground.found.get(place.start) or ground.found.get(_first_place(ground, place))
        if above is not None and above.type == "organization" and above.subtype != "party":
            return Prefix(above.start, above.start, body=above)  # 国家统计局+青海+调查总队
        if ground.shadow[place.start] in "全各" or is_kind_before(ground.shadow, place.start):
            return None
        return Prefix(place.start, chain_start(ground, place), place)
    body = ground.found.get(start)
    if body is not None and body.type == "organization":
        return Prefix(body.start, body.start, body=body)
    return _level_prefix(ground, start)


def _first_place(ground: Ground, place: NameMention) -> int:
    """Where a row of places begins: 中国社会科学院|俄罗斯|东欧|中亚|研究所."""
    start = place.start
    while (before := ground.place_end.get(start)) is not None and before.start < start:
        start = before.start
    return start


def chain_start(ground: Ground, place: NameMention) -> int:
    """Where the places above a place begin."""
    while (before := ground.place_end.get(place.start)) and before.subtype in ("province", "city", "county"):
        place = before
    return place.start


def _level_prefix(ground: Ground, start: int) -> Prefix | None:
    level = lexicon.relations("level").before(ground.shadow, start)
    if level is None:
        return None
    begin = start - len(level)
    before = ground.shadow[max(0, begin - 2) : begin]
    if before.endswith(GENERIC_BEFORE) or (begin and before[-1] in _NO_LEVEL_BEFORE):
        return None
    dated = ground.place_end.get(begin - 1) if before.endswith(("原", "前")) else None
    if dated is not None and ground.shadow[dated.end - len(level) : dated.end] == level:
        return Prefix(begin, begin, dated)  # 井冈山市|原市委
    if not has_left_edge(ground.shadow, begin, ground):
        return None
    place = ground.place_end.get(begin)
    if place is not None and level in ZONES:
        return Prefix(place.start, chain_start(ground, place), place, level)
    if place is not None and ground.shadow.endswith(level, place.start, place.end):
        return Prefix(place.start, chain_start(ground, place), place)  # 赣县|县委
    return Prefix(begin, begin, level=level)


def dated_prefix(ground: Ground, start: int) -> Prefix | None:
    """The place whose body it was: 柳州市|原|政协."""
    place = ground.place_end.get(start - 1) if ground.shadow[start - 1 : start] in ("原", "前") else None
    return Prefix(start, start, place) if place is not None and place.subtype in _GOVERNED else None


_GOVERNED = ("province", "city", "county")
# Levels that bear the name of the place before them: 桂林市|高新区|管委会.
ZONES = frozenset(
    {
        "经开区",
        "高新区",
        "开发区",
        "经济开发区",
        "经济技术开发区",
        "高新技术产业开发区",
        "新区",
        "保税区",
        "综保区",
        "示范区",
    }
)


def over_place(ground: Ground, start: int, entry: BodyEntry) -> NameMention | None:
    """A body whose core begins with the last word of its place: 苓雅[区]公所, 坡子街[街道]办事处."""
    if not entry.text.startswith(("区", "乡", "镇", "街道")):
        return None
    place = ground.place_end.get(start + (2 if entry.text[0] == "街" else 1))
    if place is None or place.start >= start:
        return None
    prefix = Prefix(place.start, chain_start(ground, place), place)
    return prefixed(prefix, start + len(entry.text), entry.subtype, entry.canonical, "core", 0.95)


def zone_prefix(ground: Ground, start: int, entry: BodyEntry) -> Prefix | None:
    """A zone that no list of places has, before the body that governs it: 葛店经开区|管委会."""
    zone = lexicon.relations("level").before(ground.shadow, start) if entry.canonical in _ZONE_BODIES else None
    if zone not in ZONES:
        return None
    at = start - len(zone)
    for begin in (at - 2, at - 3, at - 4):
        name = ground.shadow[begin:at]
        if begin < 0 or not all(map(lexicon.is_han, name)) or name.startswith(GENERIC_BEFORE):
            return None
        if has_left_edge(ground.shadow, begin, ground):
            return Prefix(begin, begin, level=f"{name}{zone}")
    return None


_ZONE_BODIES = frozenset({"管理委员会", "工委", "党委"})
