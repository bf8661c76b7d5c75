"""Sites by their last word: roads, waters, parks, stations, villages; and zones that bear the name of their city."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import regex

from newsextract.recognize.gazetteer import Place, read_context
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention
from newsextract.record import Range

_VILLAGE_NAME = 4  # characters before 村
_FREE_BODY = 3  # how long a site's name may be before its last word when no place name stands at its left edge


def place_mention(
    start: int, end: int, places: Sequence[Place], rule: str, score: float = 1.0, weak: Sequence[str] = ()
) -> NameMention:
    """A mention of one place, or of several namesakes, best first; ``weak`` are those the bare name seldom means."""
    first = places[0]
    codes = tuple(place.code for place in places if place.code)
    attributes = {"candidates": " ".join(place.key for place in places), "name": first.name}
    if weak:
        attributes["weak"] = " ".join(weak)
    if first.parent:
        attributes["parent"] = first.parent
    return NameMention(start, end, "place", first.level, first.key, score, rule, codes, attributes)


class Taken:
    """Which stretches hold names already; ``floor`` is where a name that ends here may begin."""

    def __init__(self, mentions: Iterable[NameMention]) -> None:
        self.ends: set[int] = set()  # of names that a site can follow
        self.sites: set[int] = set()  # ends of sites
        self.inside: set[int] = set()
        for mention in mentions:
            self.add(mention)

    def add(self, mention: NameMention) -> None:
        self.cover(mention.start, mention.end)
        if mention.subtype != "country":
            self.ends.add(mention.end)
        if mention.subtype == "site":
            self.sites.add(mention.end)

    def cover(self, start: int, end: int) -> None:
        self.inside.update(range(start, end))

    def floor(self, at: int, reach: int = 15) -> int | None:
        """The nearest end of a name before ``at`` (0 where there is none within reach); None inside a name."""
        if at in self.inside:
            return None
        for back in range(at, max(0, at - reach), -1):
            if back - 1 in self.inside:
                return back
        return max(0, at - reach)


def edge_before(shadow: str, end: int, floor: int, reach: int) -> int | None:
    """Where the run of characters before ``end`` begins that a hard edge or ``floor`` cuts off, if within reach."""
    edges = _site_rules().edges
    for start in range(end, max(floor, end - reach) - 1, -1):
        if start in (floor, 0) or shadow[start - 1] in edges or not is_han(shadow[start - 1]):
            return start
    return None


@dataclass(frozen=True, slots=True)
class _SiteRules:
    pattern: regex.Pattern[str]
    body: dict[str, tuple[int, int]]
    needs: dict[str, str]
    near: frozenset[str]
    edges: frozenset[str]
    not_first: frozenset[str]
    banned: regex.Pattern[str]
    generic: tuple[str, ...]
    village_tail: frozenset[str]
    village_people: tuple[str, ...]


@cache
def _site_rules() -> _SiteRules:
    context: dict[str, Any] = read_context()
    body = {word: (rule["body"][0], rule["body"][1]) for rule in context["site"] for word in rule["words"]}
    needs = {word: rule["edge"] for rule in context["site"] for word in rule["words"]}
    words = context["site_words"]
    longest_first = sorted(body, key=len, reverse=True)
    banned = "|".join([f"[{words['numerals']}]", *map(regex.escape, words["none"])])
    return _SiteRules(
        pattern=regex.compile("|".join(map(regex.escape, longest_first))),
        body=body,
        needs=needs,
        near=frozenset(words["near"]),
        edges=frozenset(words["near"] + words["edge"]),
        not_first=frozenset(words["not_first"]),
        banned=regex.compile(banned),
        generic=tuple(words["generic"]),
        village_tail=frozenset(words["village_tail"]),
        village_people=tuple(words["village_people"]),
    )


def is_site_body(body: str) -> bool:
    """Whether what stands before a site's last word may be a name: no numeral, no ordinary word."""
    rules = _site_rules()
    return body[0] not in rules.not_first and rules.banned.search(body) is None


def find_sites(shadow: str, mentions: Sequence[NameMention], blocks: Sequence[Range]) -> list[NameMention]:
    """The mentions and the sites among them: told by their last word and a clear left edge, or by a name that they
    are named for (凤凰山|体育馆, 合肥|高新区), which is then no place of its own."""
    rules, zones, taken = _site_rules(), _zone_rules(), Taken(mentions)
    for block in blocks:
        taken.cover(*block)
    ends = {mention.end: mention for mention in mentions if mention.subtype == "city"}
    behind = (
        _site_behind(zones, taken, shadow, mention) or _village_behind(taken, shadow, mention) for mention in mentions
    )
    named_for = [site for site in behind if site is not None]
    named_for = [_with_city(shadow, site, ends.get(site.start)) for site in named_for]
    named_for += _neighbourhoods(shadow, mentions)
    named_for += _numbered_roads(shadow)
    out = []
    for site in named_for:
        taken.cover(site.start, site.end)
    for match in rules.pattern.finditer(shadow):
        found = _site_ending(rules, taken, shadow, match.start(), match.end())
        if found is not None:
            found = _site_behind(zones, taken, shadow, found) or _village_at(shadow, found) or found
            out.append(found)
            taken.add(found)
    out += _villages_again(shadow, [*named_for, *out], taken)
    within = {at for site in named_for for at in range(site.start, site.end)}
    kept = [mention for mention in mentions if mention.start not in within]
    return sorted([*kept, *named_for, *out], key=lambda mention: mention.start)


_SHORTEST_VILLAGE = 3


def _villages_again(shadow: str, sites: Sequence[NameMention], taken: Taken) -> list[NameMention]:
    """A village that was named once, wherever its name stands again: 走进许家湖镇石门峪村，…。|石门峪村|共有386户."""
    found: dict[str, NameMention] = {}
    for site in sites:
        name = shadow[site.start : site.end]
        if name.endswith("村") and len(name) >= _SHORTEST_VILLAGE:
            found.setdefault(name, site)
    out = []
    for name, site in found.items():
        for match in regex.finditer(regex.escape(name), shadow):
            start, end = match.span()
            tail = shadow[end : end + 1] in _site_rules().village_tail and not shadow.startswith("民", end)
            if start > site.start and not tail and taken.inside.isdisjoint(range(start, end)):
                out.append(replace(site, start=start, end=end))
                taken.cover(start, end)
    return out


@dataclass(frozen=True, slots=True)
class _ZoneRules:
    behind: regex.Pattern[str]
    zone: regex.Pattern[str]
    middles: frozenset[str]


@cache
def _zone_rules() -> _ZoneRules:
    context: dict[str, Any] = read_context()
    behind = "|".join(map(regex.escape, sorted(context["site_behind"]["words"], key=len, reverse=True)))
    zone = context["zone"]
    words = "|".join(map(regex.escape, sorted(zone["words"], key=len, reverse=True)))
    middle = f"(?P<middle>[\\p{{Han}}--[{zone['not_middle']}]]{{0,{zone['middle']}}}?)"
    bodies = "|".join(map(regex.escape, zone["not_before"]))
    return _ZoneRules(
        regex.compile(behind), regex.compile(f"{middle}(?:{words})(?!{bodies})", regex.V1), frozenset(zone["middles"])
    )


_WITH_CITY = ("机场", "体育馆", "体育场", "港", "站")


def _with_city(shadow: str, site: NameMention, city: NameMention | None) -> NameMention:
    """海口|美兰机场: the city's bare name before an airport, a port or a hall is part of the name."""
    if city is None or shadow[city.end - 1] in "市州" or not shadow.endswith(_WITH_CITY, site.start, site.end):
        return site
    name = shadow[city.start : site.end]
    return place_mention(city.start, site.end, [Place(f"site:{name}", name, "site", city.key)], site.rule, site.score)


_OWN_NAME = 2
_BARE = ("site", "region", "county", "town")
_DIVISION_LAST = frozenset("省市县区州旗盟镇乡")
_DIVISION_ENDS = ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡")


def _site_behind(rules: _ZoneRules, taken: Taken, shadow: str, mention: NameMention) -> NameMention | None:
    """The site or zone that begins with the name of a place."""
    text = shadow[mention.start : mention.end]
    bare = mention.subtype in _BARE and not (mention.subtype in ("county", "town") and text.endswith(_DIVISION_ENDS))
    match = rules.behind.match(shadow, mention.end) if bare else None
    if match is None and mention.subtype in ("province", "city", "county"):
        match = rules.zone.match(shadow, mention.end)
        middle = match["middle"] if match is not None else ""
        if middle and not is_site_body(middle) and middle not in rules.middles:
            match = None
    if match is None or not taken.inside.isdisjoint(range(*match.span())):
        return None
    middle = match.groupdict().get("middle") or ""
    if len(middle) >= _OWN_NAME and text[-1] in "省市县区" and middle not in rules.middles:
        name = shadow[mention.end : match.end()]  # 临淄区|齐鲁化学工业区
        return place_mention(*match.span(), [Place(f"site:{name}", name, "site", mention.key)], "site.named", 0.8)
    return _named_site(shadow, mention, match.end())


def _village_behind(taken: Taken, shadow: str, mention: NameMention) -> NameMention | None:
    """A village that bears the bare name of a place: 旧县镇|洛阳村; 洛阳|村民 only behind what it lies in."""
    end = mention.end + 1
    bare = mention.subtype in ("province", "city", "county", "region") and shadow[mention.end - 1] not in _DIVISION_LAST
    if not bare or shadow[mention.end : end] != "村" or shadow[end : end + 1] in _site_rules().village_tail | {"镇"}:
        return None
    if shadow[end : end + 1] == "民" and mention.start not in taken.ends:
        return None
    return _named_site(shadow, mention, end)


def _village_at(shadow: str, site: NameMention) -> NameMention | None:
    """A village that bears the name of a bay, a river or a hill: 沙塘湾|村."""
    end = site.end + 1
    bare = shadow[site.end - 1] != "村" and site.end - site.start <= _VILLAGE_NAME
    goes_on = shadow[site.end : end] == "村" and shadow[end : end + 1] not in _site_rules().village_tail
    return _named_site(shadow, site, end) if bare and goes_on else None


# Roads that go by a number: 国道214线, 109国道, G56高速, 县道143线, 国道3号.
_NUMBERED = regex.compile(
    r"(?:(?<![\p{Han}A-Za-z])|(?<=[在沿经由至到从往和及与、段路市县区旗州省乡镇])|(?<=[日时分]))"
    r"(?:(?:国道|省道|县道)[GSX]?\d{1,4}(?:[甲乙]?线|号)?|[GS]\d{1,4}(?:国道|省道|线|高速)|\d{3}(?:国道|省道))(?![\dA-Za-z])"
)


def _numbered_roads(shadow: str) -> list[NameMention]:
    out = []
    for match in _NUMBERED.finditer(shadow):
        name = match[0]
        out.append(place_mention(*match.span(), [Place(f"site:{name}", name, "site")], "site.road", 0.8))
    return out


_NEIGHBOURHOOD = regex.compile(r"(?P<name>\p{Han}{2}(?<![公海英华这那哪家城夜手屋眼心嘴店园校村])里)(?![程面头外边应])")
_LISTED = tuple("、和与及")


def _neighbourhoods(shadow: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Taiwan's 里, the villages of its cities and towns: 大雅区|横山里, also in a list of them."""
    out = []
    for mention in mentions:
        at = mention.end if _is_taiwans_district(mention) else len(shadow)
        while (match := _NEIGHBOURHOOD.match(shadow, at)) is not None and is_site_body(match["name"]):
            name = match["name"]
            out.append(place_mention(at, match.end(), [Place(f"site:{name}", name, "site", mention.key)], "site", 0.8))
            at = match.end() + 1 if shadow[match.end() : match.end() + 1] in _LISTED else len(shadow)
    return out


def _is_taiwans_district(mention: NameMention) -> bool:
    key = mention.attributes.get("candidates", "").split(" ")[0]
    return key.startswith("tw:") and mention.subtype in ("county", "town")


def _named_site(shadow: str, mention: NameMention, end: int) -> NameMention:
    name = shadow[mention.start : end]
    parent = mention.key if mention.key in (mention.attributes.get("candidates") or "").split() else None
    return place_mention(mention.start, end, [Place(f"site:{name}", name, "site", parent)], "site.named", 0.8)


# A numeral may begin a village's name where its town stands before it: 段莘乡|五龙村, but 3镇|十个村.
_NUMBERED_VILLAGE = regex.compile(
    r"[一二三四五六七八九十][^一二三四五六七八九十百千万亿个座多余来行几两]\p{Han}{0,2}村"
)
_VILLAGES = ("村", "社区")
_NEXT_VILLAGE = regex.compile(r"[、和及]\p{Han}{2,4}(?:村|社区)(?!民)")
_CAME = ("进了", "到了", "来了", "访了", "入了", "去了")
_WATERS = ("岛", "湾")
_ZONES = ("管理区", "开发区", "经开区", "高新区", "风景区", "工业区", "农场", "林场")


def _has_edge(rules: _SiteRules, taken: Taken, shadow: str, start: int, suffix: int, word: str) -> bool:
    """Whether a site's left edge is as sure as its kind needs."""
    if start in taken.ends or (word == "村" and shadow.startswith(rules.village_people, suffix + 1)):
        return True
    if word in _VILLAGES and shadow.endswith(_CAME, 0, start):
        return suffix - start <= _FREE_BODY  # 住进了|黄草哨村
    if word in _VILLAGES and shadow[start - 1 : start] in tuple("、和及"):
        ends = suffix + len(word)
        if shadow.endswith(_VILLAGES, 0, start - 1) or _NEXT_VILLAGE.match(shadow, ends) is not None:
            return True  # 国庆村、|茅家村|、积山村
    listed = word in _ZONES or word in _WATERS
    if shadow[start - 1 : start] == "、" and (start - 1 in taken.sites or (listed and start - 1 in taken.ends)):
        return True  # 天子山、黄龙洞、宝峰湖; 蕲春县、龙感湖管理区; 黄阁镇、横沥岛
    near = start > 0 and shadow[start - 1] in rules.near
    return suffix - start <= _FREE_BODY and (rules.needs[word] == "any" or (near and rules.needs[word] == "near"))


def _site_ending(rules: _SiteRules, taken: Taken, shadow: str, suffix: int, end: int) -> NameMention | None:
    floor = taken.floor(suffix)
    if floor is None or end - 1 in taken.inside:
        return None
    word = shadow[suffix:end]
    least, most = rules.body[word]
    start = edge_before(shadow, suffix, floor, most)
    if start is None or suffix - start < least or not _has_edge(rules, taken, shadow, start, suffix, word):
        return None
    if word == "村" and shadow[end : end + 1] in rules.village_tail:
        return None
    if word == "山" and shadow[end : end + 1] in ("体", "洪", "火", "崩", "庄"):
        return None  # 突发|山体滑坡, 农艺山|庄
    name = shadow[start:end]
    ordinary = any(name.endswith(generic) for generic in rules.generic if len(generic) > len(word))
    numbered = word == "村" and start in taken.ends and _NUMBERED_VILLAGE.fullmatch(name) is not None
    if ordinary or not (numbered or is_site_body(shadow[start:suffix])):
        return None
    if word == "街" and shadow[end : end + 1] in tuple("市坊头道区"):
        return None  # 中街|街市
    return place_mention(start, end, [Place(f"site:{name}", name, "site")], "site", 0.8)
