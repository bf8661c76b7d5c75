"""Finding place names in the shadow: divisions, countries, regions, towns and sites.

``find_places`` gives every place name with all that it could mean; ``place_home.resolve_places`` decides. All names are
found by one automaton; of overlapping hits the best sequence wins (江西安福县 is 江西 and 安福县, never 西安). Names
that are also words stay out unless they stand where places stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from newsextract.recognize.abroad import find_abroad
from newsextract.recognize.gazetteer import (
    CHINA,
    HONG_KONG,
    MACAU,
    RANK,
    TAIWAN,
    Gazetteer,
    Place,
    Reading,
    load_gazetteer,
    load_towns,
    plain_town,
    read_context,
)
from newsextract.recognize.lexicon import is_han, transliteration
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.sites import Taken, edge_before, find_sites, is_site_body, place_mention
from newsextract.record import Range
from newsextract.segment.words import is_word, word_bounds

_HAN = regex.compile(r"\p{Han}")
# A bare name is a place in a dateline: 康定3月2日电, 南通4月27日讯.
_DATELINE = regex.compile(r"\s{0,9}\d{1,2}月\d{1,2}日(?:电|讯|专电)")
_REPORT = regex.compile(r"(?:讯|报道|专电|电)(?:[(（:：\s]|$)")
_TOWN_END = regex.compile(r"街道|苏木|镇|乡")
_EDGE_WORDS = frozenset("的了在是和与及或从到至赴于经往沿由向对为将被把给让等原")
_SIDES = {"tw": TAIWAN, "hk": HONG_KONG, "mo": MACAU}
_CONTEXT_REACH = 4  # the longest context word


_DOLLARS = frozenset({"新西兰", "澳大利亚", "加拿大", "新加坡"})
_DOLLAR = regex.compile("元(?![首老帅勋])")
_WATERS = frozenset("河江湖溪山岭")
_IN_LIST = regex.compile(r"、\p{Han}$")
_SIDE_NAMES = frozenset({"香港", "澳门", "台湾"})
_TEAM = regex.compile(
    r"(?:国家)?(?:[男女]子|青年|奥运)?(?:足球|篮球|排球|乒乓球|羽毛球|乒羽|游泳|体操|田径|跳水)?[男女一二]?队(?![伍列员])|[男女][篮足排乒羽曲水垒棒冰手](?!子)"
)
_CIVIL = frozenset("政族办营生用间主兵革盟进宗委意事建航")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    name: str
    readings: tuple[Reading, ...]
    trust: str  # full, free, context, none, parent, block
    weight: int


def find_places(shadow: str, words: Sequence[Range] | None = None, *, region: str | None = None) -> list[NameMention]:
    """Every place name in a Simplified text, in order and without overlaps, with its candidates, best first.

    ``words`` are hints: a bare county name that cuts through words is dropped. ``region`` orders namesakes
    (中山区 is Taipei's in Taiwan). Names inside bodies and companies are found too; who resolves names drops them.
    """
    gazetteer = load_gazetteer()
    hits = _hits(gazetteer, shadow, _word_edges(words))
    strong = _best_sequence([hit for hit in hits if hit.trust in ("full", "free", "block")])
    weak = [hit for hit in hits if hit.trust not in ("full", "free", "block")]
    chosen = _with_context(gazetteer, shadow, strong, weak, region)
    mentions = [_mention(hit, region) for hit in chosen if hit.trust != "block"]
    abroad = find_abroad(shadow, mentions)
    inside = Taken(abroad).inside
    mentions = _merge((mention for mention in mentions if mention.start not in inside), abroad)
    mentions = _longest(_merge(mentions, _find_towns(gazetteer, shadow, mentions)))
    blocks = [Range(hit.start, hit.end) for hit in chosen if hit.trust == "block"]
    return find_sites(shadow, mentions, blocks)


def _merge(left: Iterable[NameMention], right: Iterable[NameMention]) -> list[NameMention]:
    return sorted([*left, *right], key=lambda mention: (mention.start, mention.end))


def _longest(mentions: Iterable[NameMention]) -> list[NameMention]:
    """The mentions without those that a longer one begins with."""
    return [*{mention.start: mention for mention in mentions}.values()]


def _word_edges(words: Sequence[Range] | None) -> frozenset[int] | None:
    return None if words is None else frozenset(edge for word in words for edge in word)


def _hits(gazetteer: Gazetteer, shadow: str, edges: frozenset[int] | None) -> list[_Hit]:
    tails: dict[str, list[str]] = read_context()["false_tail"]
    out = []
    for index, start, end in gazetteer.automaton.find_matches_as_indexes(shadow, overlapping=True):
        name = gazetteer.patterns[index]
        readings, trust = ((), "block") if name in gazetteer.blocks else _trusted(gazetteer, name)
        river = trust == "free" and _is_county(readings) and _RIVER.match(shadow, end) is not None
        if trust == "block" or river:  # 汨罗|江平江站, 浏阳|河水质
            out.append(_Hit(start, end + river, name, (), "block", 10 * (end + river - start) + 5))
            continue
        if trust == "full" and any(shadow.startswith(tail, end) for tail in tails.get(name[-1], ())):
            continue
        if _goes_on(shadow, end, name, trust):
            continue
        if trust == "free" and (_ROAD.match(shadow, end) or (_ESTATE.match(shadow, end) and _is_county(readings))):
            continue
        if trust == "free" and end - start == 2 and _in_transcription(shadow, start, end, readings):
            continue
        if trust == "free" and edges is not None and _cuts_words(readings, start, end, edges):
            continue
        if (
            trust == "free"
            and name[-1] in _WATERS
            and shadow[start - 2 : start - 1] == "、"
            and is_han(shadow[start - 1])
        ):
            continue  # 渭河、永|宁河
        if trust == "free" and name[0] == "长" and shadow[max(0, start - 1) : start] in _title_ends():
            trust = "none" if readings[0].place.level == "county" else "context"
        bonus = 4 if trust == "full" else 0
        out.append(_Hit(start, end, name, readings, trust, 10 * (end - start) + bonus))
    return out


# 太原1路84号, 北京西路9号: a road is named after the city.
_ROAD = regex.compile(
    r"[东西南北中]?[0-9一二三四五六七八九十]{0,2}(?:路|街|大街|大道)[东西南北中]?(?:段|街)?[0-9一二三四五六七八九十百]{1,4}[号弄]"
    # ... and without a number: 杭州南路, 钦州街; but 广州街头, 北京路况
    r"|[东西南北中]?[一二三四五六七八九十]?(?:路(?![况网面段透演政桥灯边线权径途过费口上遥由])|大街(?!小)|大道|街(?![头道坊区边景角巷舞心市机拍访镇乡面]))"
)


# A river is named after the county that it comes from; whether it flows there is another matter.
_RIVER = regex.compile(
    r"[江河溪](?:水[位质面文]|流域|干流|支流|[上中下]游|特?大桥|两岸|沿[岸线]|[畔谷岸边段站入汛源]|洪[峰水]|[、，,。]|\p{Han}{1,4}站)"
)
# 屏山小区, 崇明公寓: an estate or a house bears the name of a county that it need not lie in.
_ESTATE = regex.compile("小区|新村|家园|花园|花苑|嘉园|公寓|大厦|宾馆|饭店|小学|中学|广场|商场|菜市场")
_CITIZENS_TOWN = regex.compile(r"民\p{Han}{1,4}?(?:乡|镇|街道)")


def _in_transcription(shadow: str, start: int, end: int, readings: tuple[Reading, ...]) -> bool:
    """Whether a short foreign name stands within a longer transcription: 特|拉法|加广场."""
    sounds = transliteration()
    if _has_hard_edge(shadow, start) or not (shadow[start - 1] in sounds and shadow[end : end + 1] in sounds):
        return False
    city = all(reading.place.key.startswith("iso:") and reading.place.level != "country" for reading in readings)
    return city and not (start > 1 and is_word(shadow[start - 2 : start])) and not is_word(shadow[end : end + 2])


def _before_citizens(shadow: str, end: int) -> bool:
    """Whether 市 begins a word: 成都|市民, but 成都市|民政局 and 五常市|民乐乡."""
    if shadow[end : end + 1] != "民" or shadow[end + 1 : end + 2] in _CIVIL:
        return False
    town = _CITIZENS_TOWN.match(shadow, end)
    return town is None or town[0] not in load_towns().counties


def _is_county(readings: tuple[Reading, ...]) -> bool:
    return all(RANK[reading.place.level] >= RANK["county"] for reading in readings)


def _goes_on(shadow: str, end: int, name: str, trust: str) -> bool:
    """Whether what follows makes another word of a name: 浙江|队, 黑海地|区, 新西兰|元, 成都市|民, 香港|中路."""
    if trust in ("full", "free") and _TEAM.match(shadow, end):
        return True
    if (name == "海地" and shadow[end : end + 1] == "区") or (name in _DOLLARS and _DOLLAR.match(shadow, end)):
        return True
    if name[-1] == "市" and _before_citizens(shadow, end):
        return True
    return trust == "full" and name in _SIDE_NAMES and _ROAD.match(shadow, end) is not None


@cache
def _title_ends() -> frozenset[str]:
    return frozenset(read_context()["title"]["behind"])


_TRUST_ORDER = ("full", "free", "context", "none")


def _trusted(gazetteer: Gazetteer, name: str) -> tuple[tuple[Reading, ...], str]:
    """The readings of a name, and how far the best of them can be trusted."""
    readings = gazetteer.names[name]
    trust: str = min((reading.trust for reading in readings), key=_TRUST_ORDER.index)
    if trust == "full" and name in gazetteer.parented:
        return readings, "parent"
    if trust == "full" and len(name) == 2 and name[-1] in "县市区":
        return readings, "parent"
    return readings, trust


def _cuts_words(readings: tuple[Reading, ...], start: int, end: int, edges: frozenset[int]) -> bool:
    county = all(RANK[reading.place.level] >= RANK["region"] for reading in readings)
    inside = (start not in edges) + (end not in edges)
    return inside == 2 or (inside == 1 and county)


def _best_sequence(hits: list[_Hit]) -> list[_Hit]:
    """The hits without overlaps of the greatest weight; of equals the one that begins first."""
    hits = sorted(hits, key=lambda hit: (hit.start, -hit.end))
    starts = [hit.start for hit in hits]
    total = len(hits)
    best, take = [0] * (total + 1), [False] * total
    behind = _next_starts(hits, starts)
    for i in range(total - 1, -1, -1):
        taken = hits[i].weight + best[behind[i]]
        take[i] = taken >= best[i + 1]
        best[i] = max(taken, best[i + 1])
    out, i = [], 0
    while i < total:
        if take[i]:
            out.append(hits[i])
            i = behind[i]
        else:
            i += 1
    return out


def _next_starts(hits: list[_Hit], starts: list[int]) -> list[int]:
    import bisect

    return [bisect.bisect_left(starts, hit.end, lo=i + 1) for i, hit in enumerate(hits)]


def _with_context(
    gazetteer: Gazetteer, shadow: str, strong: list[_Hit], weak: list[_Hit], region: str | None
) -> list[_Hit]:
    """The strong hits and those weak ones that fit between them and stand where places stand."""
    known = {reading.place.key for hit in strong if hit.trust == "full" for reading in hit.readings}
    known |= {hit.readings[0].place.key for hit in strong if hit.trust == "free" and len(hit.readings) == 1}
    known |= {key.partition(":")[0] for key in known} | {(region or "").lower()}
    ends = {hit.end: hit for hit in strong if hit.trust != "block"}
    begins = {hit.start: hit for hit in strong if hit.trust != "block"}
    taken = {at for hit in strong for at in range(hit.start, hit.end)}
    out = list(strong)
    left = sorted(weak, key=lambda hit: (hit.start, -hit.end))
    for _ in range(_ROUNDS):  # a list is read from its sure members on: 罗田、英山、浠水
        rest = []
        for hit in left:
            if not taken.isdisjoint(range(hit.start, hit.end)):
                continue
            if not _is_placed(gazetteer, shadow, hit, ends, begins, known):
                rest.append(hit)
                continue
            out.append(hit)
            ends[hit.end] = hit
            begins[hit.start] = hit
            taken.update(range(hit.start, hit.end))
        if len(rest) == len(left):
            break
        left = rest
    return sorted(out, key=lambda hit: hit.start)


_ROUNDS = 3


def _is_placed(
    gazetteer: Gazetteer, shadow: str, hit: _Hit, ends: dict[int, _Hit], begins: dict[int, _Hit], known: set[str]
) -> bool:
    if _DATELINE.match(shadow, hit.end):
        return True
    inside = _lies_in(gazetteer, hit, ends.get(hit.start))
    if hit.trust == "none":
        # 甘肃合作: behind its parent too it is a word, unless something says that it is not; 深圳|南山 before a stop.
        after = shadow[hit.end : hit.end + 1]
        stops = _lies_right_in(hit, ends.get(hit.start)) and (after in _LISTING or not _HAN.match(after))
        sure = stops or (inside and shadow.startswith(_sure_words(), hit.end)) or _is_seat(shadow, hit)
        return sure or _is_among_siblings(shadow, hit, ends, begins)
    if inside:
        return True
    if not _is_of_known_side(hit, known):
        return False
    listed = (shadow[hit.start - 1 : hit.start] == "、" and hit.start - 1 in ends) or (
        shadow[hit.end : hit.end + 1] == "、" and hit.end + 1 in begins
    )
    if hit.trust == "parent":
        return _is_division(gazetteer, shadow, hit, listed, known)
    own = "tw" in known and any(r.place.level == "city" and r.place.key.startswith("tw:") for r in hit.readings)
    named = (own or any(reading.place.key in known for reading in hit.readings)) and not _cuts_a_word(shadow, hit)
    return listed or named or _is_of_own_city(shadow, hit, known) or _stands_as_place(shadow, hit)


def _is_of_own_city(shadow: str, hit: _Hit, known: set[str]) -> bool:
    """Whether an article from Hong Kong or Macau names its own area at a clear edge: 、|沙田|沥源邨."""
    sides = {reading.place.key.partition(":")[0] for reading in hit.readings}
    road = shadow[hit.end : hit.end + 1] in _ROAD_TAILS  # 山顶|道
    return bool(sides & {"hk", "mo"} & known) and _has_hard_edge(shadow, hit.start) and not road


_ROAD_TAILS = frozenset("道街径里路")


def _cuts_a_word(shadow: str, hit: _Hit) -> bool:
    """Whether a name only arises across words: 首|都安|全."""
    begin = max(0, hit.start - 2)
    bounds = word_bounds(shadow[begin : hit.end + 2])
    return hit.start - begin not in bounds and hit.end - begin not in bounds


def _is_among_siblings(shadow: str, hit: _Hit, ends: dict[int, _Hit], begins: dict[int, _Hit]) -> bool:
    """Whether a name that is also a word stands in a list beside a place of its own city: 鸡泽、|大名|、魏县."""
    before, after = shadow[hit.start - 1 : hit.start], shadow[hit.end : hit.end + 1]
    closed = after in _LIST_AFTER or not _HAN.match(after or "。")
    if not closed or not (before in _LISTING or _has_hard_edge(shadow, hit.start)):
        return False
    beside = (ends.get(hit.start - 1) if before in _LISTING else None, begins.get(hit.end + 1) if after else None)
    own = {reading.place.parent for reading in hit.readings}
    return any(other is not None and own & {reading.place.parent for reading in other.readings} for other in beside)


_COUNTY_OFFICES = ("县委", "县长", "县政府", "人民政府", "县人大", "县政协", "县城", "人民法院", "人民检察院")


def _is_of_known_side(hit: _Hit, known: set[str]) -> bool:
    """Names of Taiwan, Hong Kong and Macau that are also words (树林, 太平, 中环) count only in articles from there."""
    sides = {reading.place.key.partition(":")[0] for reading in hit.readings}
    return "gb" in sides or not sides <= _SIDES.keys() or any(side in known or _SIDES[side] in known for side in sides)


def _is_division(gazetteer: Gazetteer, shadow: str, hit: _Hit, listed: bool, known: set[str]) -> bool:
    """Whether a full name that is also a phrase (新城区, 和县) means the division."""
    ordinary = hit.name in gazetteer.parented
    if len(hit.name) == 2 and shadow.startswith(_COUNTY_OFFICES, hit.end):
        return _has_hard_edge(shadow, hit.start) or shadow[hit.start - 1] in "任"
    governed = any(reading.place.parent in known for reading in hit.readings)
    sides = {reading.place.key.partition(":")[0] for reading in hit.readings}
    if sides & {"hk", "mo"} & known and _has_hard_edge(shadow, hit.start):
        return len(hit.name) > len("东区") or _has_hard_end(shadow, hit.end)  # Hong Kong's own 中西区, 东区
    if ordinary and len(hit.name) == 2:
        # 应县 stands free in an article on its city; 城区 and 矿区 never say which.
        alone = _has_hard_edge(shadow, hit.start) and _has_hard_end(shadow, hit.end)
        return governed and alone and hit.name[-1] == "县"
    return listed or (_has_hard_edge(shadow, hit.start) and (governed or not ordinary))


def _lies_in(gazetteer: Gazetteer, hit: _Hit, parent: _Hit | None) -> bool:
    if parent is None:
        return False
    keys = {reading.place.key for reading in parent.readings} - {CHINA}
    return any(keys & {up.key for up in gazetteer.ancestors(reading.place.key)} for reading in hit.readings)


def _lies_right_in(hit: _Hit, parent: _Hit | None) -> bool:
    """Whether a place stands behind the very city that governs it."""
    keys = {reading.place.key for reading in parent.readings} if parent is not None else set()
    return any(reading.place.parent in keys for reading in hit.readings)


def _has_hard_edge(shadow: str, start: int) -> bool:
    return start == 0 or shadow[start - 1] in _EDGE_WORDS or not _HAN.match(shadow[start - 1])


def _has_hard_end(shadow: str, end: int) -> bool:
    return shadow[end : end + 1] in _EDGE_WORDS or not _HAN.match(shadow[end : end + 1] or "。")


def _stands_as_place(shadow: str, hit: _Hit) -> bool:
    before, after = _context_words()
    left = shadow[max(0, hit.start - _CONTEXT_REACH) : hit.start]
    right = shadow[hit.end : hit.end + _CONTEXT_REACH]
    if _REPORT.match(right) and _has_hard_edge(shadow, hit.start):
        return True
    return left.endswith(before) or (right.startswith(after) and _has_hard_edge(shadow, hit.start))


_SEAT_END = regex.compile(r"[的，。、；,;)）\n]|$")
_NATIVE = regex.compile(r"人(?:[，。、；,;)）\n]|$)")


def _is_seat(shadow: str, hit: _Hit) -> bool:
    """Whether a name that is also a word stands where nothing but a place can: 总部设在|广饶|的, 是|武平|人."""
    left = shadow[max(0, hit.start - _CONTEXT_REACH) : hit.start]
    if left.endswith(_seat_words()):
        return _SEAT_END.match(shadow, hit.end) is not None
    return left.endswith("是") and _NATIVE.match(shadow, hit.end) is not None


@cache
def _seat_words() -> tuple[str, ...]:
    return tuple(read_context()["context"]["seat"])


@cache
def _context_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    context: dict[str, list[str]] = read_context()["context"]
    return tuple(context["before"]), tuple(context["after"])


@cache
def _sure_words() -> tuple[str, ...]:
    """The context words behind a place that nothing else begins with (合作人 begins with 人)."""
    return tuple(word for word in _context_words()[1] if len(word) > 1)


def _mention(hit: _Hit, region: str | None) -> NameMention:
    places = sorted((reading.place for reading in hit.readings), key=lambda place: _preference(place, region))
    best = min(_TRUST_ORDER.index(reading.trust) for reading in hit.readings)
    weak = [reading.place.key for reading in hit.readings if _TRUST_ORDER.index(reading.trust) > max(best, 1)]
    return place_mention(hit.start, hit.end, places, f"gazetteer.{hit.trust}", weak=weak)


def _preference(place: Place, region: str | None) -> tuple[int, int, bool]:
    """Namesakes: those of the article's own side of the strait first, then the higher level, then present ones."""
    return (-own_side(place.key, region), RANK[place.level], place.former)


def own_side(key: str, region: str | None) -> int:
    """2 for a place of the Taiwan, Hong Kong or Macau that published the article, 0 for one of the others and, on the
    mainland, for a part of a country abroad (德州 is Texas only elsewhere), else 1."""
    side = key.partition(":")[0]
    if key.startswith("iso:") and ":" in key[4:]:
        return 1 if (region or "").lower() in _SIDES else 0
    if side in _SIDES:
        return 2 if side == (region or "").lower() else 0
    return 1


_LISTING = tuple("、和与及")
_LIST_AFTER = (*_LISTING, "等", "两", "三")


def _find_towns(gazetteer: Gazetteer, shadow: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Towns by the list of their names, and by shape right behind a place."""
    taken = Taken(mentions)
    counties = {key for mention in mentions for key in mention.attributes["candidates"].split()}
    out = list(_named_towns(shadow, mentions, counties))
    for town in out:
        taken.add(town)
    for match in _TOWN_END.finditer(shadow):
        if match.start() in taken.inside:
            continue
        floor = taken.floor(match.start())
        if floor is None:
            continue
        found = _town_ending(gazetteer, shadow, match.end(), match.start(), floor, counties)
        if found is not None:
            out.append(found)
            taken.add(found)
    return out


def _named_towns(shadow: str, mentions: Sequence[NameMention], counties: set[str]) -> Iterator[NameMention]:
    """Towns that bear the bare name of a place: 清水河|镇, which is then no place of its own; those that only begin
    with one (云南|驿镇) where the article names their county."""
    for mention in mentions:
        longer = (shadow[mention.start : mention.end + more] for more in (2, 3))
        held = (name for name in longer if counties.intersection(load_towns().counties.get(name, ())))
        if (whole := next(held, None)) is not None and _TOWN_END.search(whole, mention.end - mention.start + 1):
            yield _town(mention.start, mention.start + len(whole), whole, None, "town.list")
            continue
        end = _TOWN_END.match(shadow, mention.end)
        name = shadow[mention.start : end.end()] if end is not None else ""
        if name in load_towns().counties and shadow[mention.end - 1] not in _DIVISION_END:
            yield _town(mention.start, mention.start + len(name), name, None, "town.named")


_DIVISION_END = frozenset("省市县区旗州盟镇乡")


def _town_ending(
    gazetteer: Gazetteer, shadow: str, end: int, suffix: int, floor: int, counties: set[str]
) -> NameMention | None:
    behind_place = floor > 0
    name = load_towns().find_ending(shadow, end, floor)
    if name is not None:
        start = end - len(name)
        holders = [key for key in load_towns().counties[name] if key in counties]
        if holders or start == floor or _has_hard_edge(shadow, start):
            return _town(start, end, name, holders[0] if len(holders) == 1 else None, "town.list")
    edge = edge_before(shadow, suffix, floor, 4)
    listed = edge == floor + 1 and shadow[floor] == "、" and shadow.endswith(("镇", "乡", "街道"), 0, floor)
    seated = edge is not None and _SEAT.match(shadow, end) is not None and not is_han(shadow[edge - 1 : edge] or "。")
    if edge is None or not (seated or (behind_place and (listed or edge == floor))) or suffix - edge < 2:
        return None
    start, name = edge, shadow[edge:end]
    kind = name[-2:] in gazetteer.generic and end - suffix < 2  # 乡镇; 街道 is the ending itself
    if name in gazetteer.generic or kind or not is_site_body(shadow[start:suffix]):
        return None
    return _town(start, end, name, None, "town.shape")


# Offices that towns alone have: at the head of a clause they tell one that no list names (安陵街道|党工委书记).
_SEAT = regex.compile(r"党工?委(?:副书记|书记|委员)|人大(?:主席|工委)|办事处(?:副?主任|党)|镇长|乡长")


def _town(start: int, end: int, name: str, county: str | None, rule: str) -> NameMention:
    return place_mention(start, end, [Place(f"town:{plain_town(name)}", name, "town", county)], rule)
