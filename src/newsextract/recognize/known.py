"""Bodies and companies known by their complete name, and what stands around one and makes another word of it."""

from __future__ import annotations

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import Ground, has_left_edge, is_kind_before, new_mention
from newsextract.recognize.gazetteer import CHINA
from newsextract.recognize.lexicon import BodyEntry
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.prefixes import Prefix, prefixed
from newsextract.segment.words import word_bounds

GENERIC_AFTER = ("计师", "们", "门", "系统", "部门", "之间", "类")


def known_body(ground: Ground, start: int, end: int, entry: BodyEntry) -> NameMention | None:
    """The body of that complete name, if nothing around makes another word of it."""
    shadow = ground.shadow
    house = ground.found.get(start)
    if house is not None and house.type == "company" and entry.subtype == "government" and shadow[end - 1] == "部":
        return None  # 中国船舶工业总公司|人事部
    if not _is_whole(ground, start, end, entry) or (shadow[start] == "中" and shadow[start - 1 : start] == "其"):
        return None  # 其|中海外有44只
    begin = _house_start(ground, start, entry)
    if begin is not None and entry.subtype == "hospital":
        return new_mention(begin, end, "hospital", "known", 0.95)
    chamber = _of_state(ground, start, end, entry) if begin is None else None
    if chamber is not None:
        return chamber
    start = start if begin is None else begin
    arm = _ARM.match(shadow, end) if entry.subtype == "company" else None
    if arm is not None:
        return new_mention(start, arm.end(), "company", "known", 0.95)  # 渣打银行|(中国)
    return new_mention(start, end, entry.subtype, "known", 0.95, key=entry.canonical)


def _is_whole(ground: Ground, start: int, end: int, entry: BodyEntry) -> bool:
    """Whether nothing around a known name makes another word of it."""
    shadow = ground.shadow
    short = end - start <= 2 and entry.subtype != "international"
    if entry.subtype == "company":
        if _is_no_company(ground, start, end, entry):
            return False
    elif _is_no_body(ground, start, end, entry):
        return False
    if (short or entry.subtype == "company") and _cuts_place(ground, start, end):
        return False  # 北|京东|方广场, 中|国军|队, 伊利|诺伊州
    if shadow[start:end].isascii():
        before = shadow[start - 1 : start]
        if (before.isascii() and before.isalnum()) or _LATIN_GOES_ON.match(shadow, end):
            return False  # Apple| Watch
    return not ((short and not has_left_edge(shadow, start, ground)) or shadow.startswith(GENERIC_AFTER, end))


def _is_no_body(ground: Ground, start: int, end: int, entry: BodyEntry) -> bool:
    """Whether what stands around a body's known name makes another word of it."""
    shadow = ground.shadow
    member = shadow.startswith("委员", end) and not shadow.startswith("委员会", end)  # 中共中央政治局|委员
    if entry.subtype == "party" and not member and shadow[end : end + 1] in tuple("委组政支群建员派章课校龄费"):
        return True  # 海川重工|党委
    if entry.subtype == "media" and shadow[end - 1] == "网" and shadow[end : end + 1] in tuple("络民友"):
        return True  # 中国网|络游戏
    if shadow.startswith(("党员", "预备党员"), end):
        return True  # 中共|党员
    if entry.subtype == "international":
        return False
    headed = shadow.startswith(("会长", "副会长", "理事长", "监事长"), end)  # 街总|会长
    if end - start <= 2 and not headed and _cuts_word_or_road(ground, start, end, entry):
        return True
    return is_kind_before(shadow, start)


def _cuts_word_or_road(ground: Ground, start: int, end: int, entry: BodyEntry) -> bool:
    """其|中大|米; 北大|街."""
    road = entry.subtype == "school" and ground.shadow[end : end + 1] in _ROADS
    return road or cuts_word(ground, start, end)


def _house_start(ground: Ground, start: int, entry: BodyEntry) -> int | None:
    """Where the body begins that a known one is a part of: 经济部|能源署, 交通大学医学院附属|瑞金医院."""
    above = ground.found.get(start)
    if entry.subtype == "government" and above is not None and above.subtype == "government":
        return above.start
    place = ground.place_end.get(start) if entry.subtype == "hospital" else None
    if place is not None:
        return place.start  # 花莲|慈济医院
    attached = entry.subtype == "hospital" and ground.shadow.endswith("附属", 0, start)
    school = ground.found.get(start - 2) if attached else None
    return school.start if school is not None and school.subtype == "school" else None


def _of_state(ground: Ground, start: int, end: int, entry: BodyEntry) -> NameMention | None:
    """A chamber or ministry with its country: 日本|众议院; a chamber alone is the one named so before."""
    country = ground.place_end.get(start) if entry.subtype in _OF_STATES else None
    if country is not None and country.subtype == "country" and country.key != CHINA:
        prefix = Prefix(country.start, country.start, country)
        return prefixed(prefix, end, entry.subtype, entry.canonical, "known", 0.95)
    if entry.subtype == "legislature":
        core = {"core": entry.canonical, "bare": "1"}
        return new_mention(start, end, entry.subtype, "known", 0.95, key=entry.canonical, **core)
    return None


_OF_STATES = ("legislature", "government")
# What a company adds to its name where it has an arm of its own.
_ARM = regex.compile(
    r"[(（](?:亚洲|亚太|香港|中国|澳门|国际|新加坡|台湾|英国|美国|欧洲|中国香港)[)）](?:股份有限公司|有限公司|有限责任公司)?"
)


def _cuts_place(ground: Ground, start: int, end: int) -> bool:
    """Whether a place that begins before a known name ends within it, or one that begins with it goes on."""
    longer = ground.place_start.get(start)
    if longer is not None and longer.end > end and longer.subtype in ("province", "city", "county", "country"):
        return True
    places = (ground.place_end.get(at) for at in range(start + 1, end))
    return any(place is not None and place.start < start for place in places)


def _is_no_company(ground: Ground, start: int, end: int, entry: BodyEntry) -> bool:
    """Whether what stands around a company's known name makes another word of it."""
    shadow = ground.shadow
    if shadow[end : end + 1] in _PLACE_TAILS and end not in ground.place_start:
        return True
    if shadow[start - 1 : start].isdigit() or cuts_word(ground, start, end):
        return True  # 3台|电视机, 以上|汽车
    if _NO_COMPANY_AFTER.match(shadow, end) or shadow[end - 1 : end + 1] == "银行" or _TRADE.match(shadow, end - 2):
        return True  # 标普|500指数, 全联|会
    if shadow.startswith("日产", start) and _DAILY.match(shadow, end):
        return True  # 日产|管件120吨
    unseen = ground.hints is not None and not _is_seen(ground, start, end, company=True)
    doubtful = entry.is_word and unseen and not _OFFICER.match(shadow, end)  # 联想|到, but 全家|董事长
    return doubtful and not _is_listed(shadow, start, end)


_TRADE = regex.compile("银行业(?!务|绩)")  # 中国|银行业理财市场
_LISTED = 3  # how far to look along a list for a company that is no word


def _is_listed(shadow: str, start: int, end: int) -> bool:
    """Whether a known name stands in a list beside one that is no word: |长荣|、阳明、万海."""
    for _ in range(_LISTED):
        entry, end = _listed_behind(shadow, end)
        if entry is None:
            break
        if not entry.is_word:
            return True
    for _ in range(_LISTED):
        entry, start = _listed_before(shadow, start)
        if entry is None:
            return False
        if not entry.is_word:
            return True
    return False


def _listed_behind(shadow: str, end: int) -> tuple[BodyEntry | None, int]:
    """The known company that follows in a list, and where it ends."""
    if shadow[end : end + 1] not in tuple("、和及与"):
        return None, end
    for at in range(end + 7, end + 2, -1):
        entry = lexicon.known_bodies().get(shadow[end + 1 : at])
        if entry is not None and entry.subtype == "company":
            return entry, at
    return None, end


def _listed_before(shadow: str, start: int) -> tuple[BodyEntry | None, int]:
    """The known company that stands before in a list, and where it begins."""
    if shadow[start - 1 : start] not in tuple("、和及与"):
        return None, start
    for at in range(max(0, start - 7), start - 2):
        entry = lexicon.known_bodies().get(shadow[at : start - 1])
        if entry is not None and entry.subtype == "company":
            return entry, at
    return None, start


_DAILY = regex.compile(r"(?!汽车|中国|集团|公司)\p{Han}{0,6}?[\d一二两三四五六七八九十百千]")
_OFFICER = regex.compile(
    r"(?:集团|公司)?副?(?:董事长|总经理|总裁|执行长|财务长)|[(（](?:\d{4}|0\d{4}|[036]\d{5})[)）.]|[-－](?:S?W|S|B|KY)(?![A-Za-z])"
)
_NO_COMPANY_AFTER = regex.compile(
    r"\d{0,4}(?:综合|成份|工业|中国|科技|国企|中国企业|红筹)?指数|\d00(?!\d|年|[亿万元家名])|会(?![议见长员计同])|家族|父子|兄弟|夫妇"
)
_LATIN_GOES_ON = regex.compile(r"[A-Za-z0-9]| (?!Inc|Corp|Ltd|Group|Holding|Platforms|PLC|LLC)[A-Z][a-z]")


def _is_seen(ground: Ground, start: int, end: int, *, company: bool = False) -> bool:
    """Whether the tagger sees a body (or a company) that holds a short known name."""
    seen = ((ground.hints or {}).get(at) for at in range(end, end + 12))
    return any(hint and hint.start <= start and not (company and hint.type != "company") for hint in seen)


def cuts_word(ground: Ground, start: int, end: int) -> bool:
    """Whether a short known name only arises across words (陆、空|客流), and the tagger sees no body there."""
    if end - start > 2 or ground.shadow[start:end].isascii() or _is_seen(ground, start, end):
        return False
    begin = max(0, start - 3)
    bounds = word_bounds(ground.shadow[begin : end + 3])
    return end - begin not in bounds and end - begin - 1 in bounds


_ROADS = frozenset("街路道桥门镇乡村")
_PLACE_TAILS = frozenset("村镇乡县市区山河湖岛路街坝")
