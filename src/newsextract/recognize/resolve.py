"""The one place where a mention beats another, and where mentions learn which thing they mean.

A person that a title calls for beats a place (市长葛国科, not 长葛); a body or company beats the place inside its name,
but for the place that a plain administrative phrase begins with (梧州市人民政府); a place beats a name that only its
surroundings suggest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import is_generic
from newsextract.recognize.gazetteer import CHINA, TAIWAN
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.named_again import OWNED
from newsextract.recognize.organizations import keeps_place
from newsextract.recognize.place_home import HomePlaces
from newsextract.record import Range


class Cover:
    """Which positions are taken, and by which range."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._by: dict[int, tuple[int, int]] = {at: (a, b) for a, b in ranges for at in range(a, b)}

    def over(self, start: int, end: int) -> tuple[int, int] | None:
        """A range that overlaps [start, end)."""
        return next((self._by[at] for at in range(start, end) if at in self._by), None)


def drop_inner_places(places: Iterable[NameMention], bodies: Sequence[NameMention]) -> list[NameMention]:
    """The places without those inside names of companies and bodies, as annotation has it."""
    by_range = {(body.start, body.end): body for body in bodies}
    cover = Cover(by_range)
    out, beyond = [], []
    for place in places:
        over = cover.over(place.start, place.end)
        if over is None or _is_own_place(place, by_range[over]):
            out.append(place)
            if over is not None and place.rule != "gazetteer.full" and _is_beyond(by_range[over]):
                beyond.append(place)
    named = {place.attributes.get("candidates") for place in out if place not in beyond}
    return [place for place in out if place not in beyond or place.attributes.get("candidates") in named]


def _is_beyond(body: NameMention) -> bool:
    """Whether a body is an office that governments far away keep in a place: 昆明|海关 is none of Kunming's, which
    the article need not speak of."""
    return body.attributes.get("core", "").endswith(_BEYOND)


def places_of_branches(places: Iterable[NameMention], bodies: Sequence[NameMention], shadow: str) -> list[NameMention]:
    """The places in names of bodies that work for them: 国家税务总局|湖北省|税务局, 中国移动|湖北|公司. They are no
    places of the article's, but tell what its 全省 is where it names no other."""
    by_range = {(body.start, body.end): body for body in bodies}
    cover = Cover(by_range)
    found = ((place, cover.over(place.start, place.end)) for place in places)
    return [place for place, over in found if over is not None and _works_for_place(by_range[over], shadow)]


def _works_for_place(body: NameMention, shadow: str) -> bool:
    return body.subtype == "government" or _BRANCH.search(shadow, body.start, body.end) is not None


_BRANCH = regex.compile(
    r"[分支]行$|分公司$|(?:电力|供电|烟草|邮政|电信|移动|联通|铁塔|石油|石化)\p{Han}{0,6}公司$|调查总?队$"
)


def _is_own_place(place: NameMention, body: NameMention) -> bool:
    if place.start < body.start:
        return True  # 百色市|委 shares nothing, 财政司|司长 is no place: overlaps from the left are places
    if place.subtype == "site" or body.attributes.get("core") == "总区":
        return False  # 新竹科学园区|管理局, 西九龙|总区
    if place.key == TAIWAN and body.subtype == "court":
        return False  # 台湾高等法院|高雄分院
    if place.key == CHINA and not lexicon.is_of_state(body.attributes.get("core", "")):
        return False  # 中国地质调查局, but 中国外交部
    if body.subtype in _SERVICES and (place.key or "").startswith("iso:"):
        return False  # 葡萄牙里斯本|大学
    own = keeps_place(body) or (body.subtype in _SERVICES and "full" in body.attributes)
    return own and body.attributes.get("place") == f"{place.start}:{place.end}"


_BEYOND = ("海关", "海事局", "边检站", "证监局", "铁路公安局", "铁路公安处", "铁路监管局", "航道局", "水文局")
_SERVICES = ("school", "hospital")  # 临夏州东乡族自治县|龙泉学校: the place belongs to the phrase before the name


def drop_overlapped(mentions: Iterable[NameMention], ranges: Iterable[tuple[int, int]]) -> list[NameMention]:
    """The mentions that none of the ranges overlaps."""
    cover = Cover(ranges)
    return [mention for mention in mentions if cover.over(mention.start, mention.end) is None]


def outside(mentions: Iterable[NameMention], cover: Cover) -> list[NameMention]:
    """The mentions outside what surrounds the article: addresses, links, copyright; its publisher may stand there."""
    return [m for m in mentions if m.rule == "publisher" or cover.over(m.start, m.start + 1) is None]


def settle_people(
    strong: Iterable[Range], weak: Iterable[Range], places: Sequence[NameMention], bodies: Sequence[NameMention]
) -> tuple[set[Range], list[NameMention]]:
    """The persons and the places that remain: titles win over places, places and bodies over mere guesses."""
    bodies_cover = Cover((body.start, body.end) for body in bodies)
    sure = {name for name in strong if (over := bodies_cover.over(*name)) is None or not _holds(over, name)}
    remaining = drop_overlapped(places, sure)
    taken = Cover([(m.start, m.end) for m in (*remaining, *bodies)])
    guessed = {name for name in weak if taken.over(*name) is None}
    return _longest(sure, guessed), remaining


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _longest(first: Iterable[Range], second: Iterable[Range]) -> set[Range]:
    out: set[Range] = set()
    taken: set[int] = set()
    for group in (first, second):
        for name in sorted(group, key=lambda r: (r.start - r.end, r.start)):
            if taken.isdisjoint(range(*name)):
                out.add(name)
                taken.update(range(*name))
    return out


# --- which thing a body is


def link_bodies(
    bodies: Sequence[NameMention], places: Sequence[NameMention], home: HomePlaces, shadow: str
) -> list[NameMention]:
    """The bodies and companies with keys that join the mentions of one thing (县府, 屏东县政府)."""
    place_keys = {f"{place.start}:{place.end}": place.key or "" for place in places}
    keyed = [replace(body, key=_key(body, place_keys, home, shadow)) for body in bodies]
    keyed = _of_governed(keyed, places, home, shadow)
    keyed = _of_countries(_of_committees(_of_same_city(keyed, shadow), shadow), places, shadow)
    keyed = _merge_bare(_of_level(keyed, places, shadow), home)
    keyed = _merge_companies([body for body in keyed if not _is_kind(body, shadow)], shadow)
    by_span = {f"{body.start}:{body.end}": body for body in keyed}
    return [_as_full(body, by_span) for body in keyed]


def _as_full(body: NameMention, by_span: Mapping[str, NameMention]) -> NameMention:
    full = by_span.get(body.attributes.get("short", ""))
    return body if full is None else replace(body, key=full.key, subtype=full.subtype)


def _key(body: NameMention, place_keys: Mapping[str, str], home: HomePlaces, shadow: str) -> str:
    if body.key:
        return body.key
    core = body.attributes.get("core") or shadow[body.start : body.end]
    if _OF_GOVERNMENT.match(core) is not None:
        core = core.removeprefix("人民").removeprefix("政府")  # 高雄市政府海洋局 is 高雄市海洋局
    if (span := body.attributes.get("place")) is not None:
        first, last = (int(at) for at in span.split(":"))
        if place_keys.get(span) == "iso:CN" and core in lexicon.known_bodies():
            return lexicon.known_bodies()[core].canonical  # 中国外交部
        return f"{place_keys.get(span) or shadow[first:last]}|{core}"
    if (level := body.attributes.get("level")) is not None:
        return f"{home_of_level(home, level, body.start) or level}|{core}"
    return core


_OF_GOVERNMENT = regex.compile(r"(?:人民)?政府\p{Han}{2,8}(?<!办公|研究)[局处]$")


def home_of_level(home: HomePlaces, level: str, position: int) -> str | None:
    """The place that a bare level word means at a position: 市 in 市委, 自治区 in 自治区政府."""
    if level in ("国家", "全国", "中央"):
        return "iso:CN"
    return home.named(level, position)


def _of_same_city(bodies: list[NameMention], shadow: str) -> list[NameMention]:
    """The bodies, a 市委 behind the secretary of a city made that city's: 沅江市委书记甲，|市委|副书记、市长乙."""
    out: list[NameMention] = []
    for body in bodies:
        before = out[-1] if out else None
        same = (
            before is not None
            and body.attributes.get("core") == "委员会"
            and before.attributes.get("core") == "委员会"
            and "place" in before.attributes
            and "level" in body.attributes
            and shadow[before.start - 1 : before.start] not in ("、", "兼")
            and shadow[before.end - 2 : before.end] == shadow[body.start : body.end]
            and _NEXT_SECRETARY.fullmatch(shadow, before.end, body.start) is not None
        )
        out.append(replace(body, key=before.key) if before is not None and same else body)
    return out


_NEXT_SECRETARY = regex.compile(r"书记\p{Han}{2,4}[，,、]")


def _of_governed(
    bodies: list[NameMention], places: Sequence[NameMention], home: HomePlaces, shadow: str
) -> list[NameMention]:
    """The bodies, an office of state behind the deputy head of a place made its own: 昆明市|副市长、公安局|局长."""
    ends = {place.end: place.key for place in places}
    ends |= {b.end: (b.key or "").partition("|")[0] for b in bodies if "|" in (b.key or "")}
    out = []
    for body in bodies:
        bare = body.subtype == "government" and "bare" in body.attributes
        match = _GOVERNS.search(shadow, max(0, body.start - 24), body.start) if bare else None
        if match is None:
            out.append(body)
            continue
        key = ends.get(match.start()) or home_of_level(home, match["level"], match.start())
        attributes = {name: value for name, value in body.attributes.items() if name != "bare"}
        core = body.attributes.get("core") or body.key
        out.append(body if key is None else replace(body, key=f"{key}|{core}", attributes=attributes))
    return out


_GOVERNS = regex.compile(
    r"(?:常委[、，兼]{1,2})?(?:(?:常委|委员|政法委书记|党组成员|党组副书记|副书记)[、，兼]{1,2}){0,2}"
    r"(?:常务|代|代理|挂职)?副?(?P<level>[省市县区州旗盟])长(?:[(（]挂职[)）])?[、兼]{1,2}$"
)


def _of_countries(
    bodies: list[NameMention], places: Sequence[NameMention], shadow: str
) -> list[NameMention]:  # fmt: skip
    """The bodies, a ministry behind the first office of one who heads it made his country's: 泰国副总理兼|内政部|长."""
    countries = {place.end: place for place in places if place.subtype == "country" and place.key != CHINA}
    out = []
    for body in bodies:
        bare = body.subtype == "government" and "place" not in body.attributes and "level" not in body.attributes
        match = _FIRST_OFFICE.search(shadow, max(0, body.start - 12), body.start) if bare and countries else None
        country = countries.get(match.start()) if match is not None else None
        if country is not None:
            attributes = {name: value for name, value in body.attributes.items() if name != "bare"}
            body = replace(body, key=f"{country.key}|{body.key}", attributes=attributes)  # noqa: PLW2901
        out.append(body)
    return out


_FIRST_OFFICE = regex.compile(r"(?:第一)?(?:副总理|副首相|副总统|总理|首相|国务大臣|国务卿)(?:兼任?|、|和|兼代理)$")


def _of_committees(bodies: list[NameMention], shadow: str) -> list[NameMention]:
    """The bodies, those that stand bare behind an office of a party committee made its own: 云县县委常委、|组织部."""
    out: list[NameMention] = []
    for body in bodies:
        committee = out[-1] if out else None
        own = (
            committee is not None
            and "bare" in body.attributes
            and body.subtype == committee.subtype == "party"
            and (committee.key or "").endswith("|委员会")
            and _IN_COMMITTEE.fullmatch(shadow, committee.end, body.start) is not None
        )
        if committee is not None and committee.key and "bare" in body.attributes and _zone(committee, body, shadow):
            attributes = {name: value for name, value in body.attributes.items() if name != "bare"}
            out.append(replace(body, key=f"{committee.key.removesuffix('工委')}管理委员会", attributes=attributes))
        elif committee is not None and own:
            attributes = {name: value for name, value in body.attributes.items() if name != "bare"}
            out.append(replace(body, key=f"{committee.key}{body.key}", attributes=attributes))
        else:
            out.append(body)
    return out


def _zone(committee: NameMention, body: NameMention, shadow: str) -> bool:
    """Whether a bare 管委会 is of the zone whose committee stands before: 高新区党工委委员、|管委会."""
    bare = (committee.key or "").endswith("工委") and shadow[body.start : body.end] == "管委会"
    return bare and _IN_COMMITTEE.fullmatch(shadow, committee.end, body.start) is not None


_IN_COMMITTEE = regex.compile(r"原?(?:专职)?(?:委员|常委|副书记|书记)[、，兼]{1,2}原?")


def _of_level(bodies: list[NameMention], places: Sequence[NameMention], shadow: str) -> list[NameMention]:
    """The bodies, those of a level made the one of a place of that level which the article names: 西藏自治区红十字会,
    |自治区|红十字会. The place inside a body's name may be none of the article's, or stand elsewhere."""
    known = {shadow[place.start : place.end]: place.key for place in places if place.key}
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    same: dict[str, str] = {}
    for body in bodies:
        if (span := body.attributes.get("place")) is not None and body.key:
            first, last = (int(at) for at in span.split(":"))
            core = body.attributes.get("core", "")
            named[shadow[last - 1], core].add(body.key)
            same[f"{known.get(shadow[first:last])}|{core}"] = body.key
    out = []
    for body in bodies:
        level, key = body.attributes.get("level", ""), body.key or ""
        keys = named.get((level[-1:], body.attributes.get("core", "")), set()) if key.startswith(f"{level}|") else set()
        if level:
            key = next(iter(keys)) if len(keys) == 1 else same.get(key, key)
        out.append(body if key == body.key or not level else replace(body, key=key))
    return out


def _merge_bare(bodies: list[NameMention], home: HomePlaces) -> list[NameMention]:
    """农业处 alone is the 县府农业处 that the article names last before it, or the only one, where that is of its own
    place."""
    full: dict[str, set[str]] = defaultdict(set)
    last: dict[str, int] = {}  # where each was named last before
    for body in bodies:
        if (core := body.attributes.get("core")) and "bare" not in body.attributes and body.key:
            full[core].add(body.key)
    own = {home.province, home.city, home.county}
    out = []
    for body in bodies:
        if "bare" not in body.attributes:
            last[body.key or ""] = body.start
            out.append(body)
            continue
        keys = _keys_of(full, body.attributes.get("core", ""))
        before = [key for key in keys if key in last]
        near = [key for key in keys if len(keys) == 1 and ("|" not in key or key.partition("|")[0] in own)]
        key = max(before, key=last.__getitem__) if before else next(iter(near), None)
        out.append(body if key is None else replace(body, key=key))
    return out


def _keys_of(full: Mapping[str, set[str]], core: str) -> set[str]:
    """The bodies that a bare name may mean: those of that very core, else of a core that ends with it (市府|捷运局)."""
    if core in full or len(core) < _LONG_CORE:
        return full.get(core, set())
    return {key for other, keys in full.items() if other.endswith(core) for key in keys}


_LONG_CORE = 3


_KINDS = frozenset({"人民法院", "人民检察院", "检察院", "地方法院", "派出所", "村委会", "居委会"})


def _is_kind(body: NameMention, shadow: str) -> bool:
    """Whether a body without its place stands for all of its kind: 人民法院、人民检察院要形成合力."""
    core = body.attributes.get("core", "")
    bare = "bare" in body.attributes and core in _KINDS and body.key == core
    return bare and not any(shadow[body.end : body.end + n] in lexicon.titles() for n in range(1, 5))


def _merge_companies(bodies: list[NameMention], shadow: str) -> list[NameMention]:
    """A company's name without its place or legal form is the company: one full name ends or begins with it, that is no
    company's which it owns."""
    full = (body for body in bodies if body.type == "company" and body.key and not body.attributes.get("short"))
    names = {body.key or "" for body in full if not shadow.endswith(OWNED, 0, body.start)}
    target = {name: _fuller(name, names) for name in names} if len(names) < _MANY else {}
    return [replace(b, key=target.get(b.key, b.key)) if b.type == "company" and b.key else b for b in bodies]


_MANY = 300  # companies; a list of more is no article about one of them


def _fuller(name: str, names: Iterable[str]) -> str:
    forms = lexicon.suffixes()
    stem = next((name[: -len(form)] for form in ("公司", "集团") if name.endswith(form)), name)
    longer = [
        other for other in names
        if len(other) > len(name)
        and (other.endswith(name) or (len(stem) >= 4 and other.startswith(stem)) or _is_brand(stem, other))
        and ("集团" in other or not name.endswith("集团"))  # 山东黄金集团 is the mother of 山东黄金矿业股份有限公司
    ]  # fmt: skip
    return longer[0] if len(longer) == 1 and name not in forms else name


def _is_brand(name: str, full: str) -> bool:
    """Whether a name that no list knows is what a full name begins with, but for its places: 椰风."""
    known = name in lexicon.known_bodies() or is_generic(name)
    return full.endswith("公司") and not known and len(name) >= _BRAND and 0 <= full.find(name) <= _PLACES


_BRAND = 2
_PLACES = 6  # characters of the places that a company's name begins with
