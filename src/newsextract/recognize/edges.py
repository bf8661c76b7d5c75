"""Where the name of a body or company can begin: punctuation, places, and words that no name holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention

GENERIC_BEFORE = (
    *("余家", "多家", "家", "各", "某", "每", "两", "几", "多", "设区", "全", "等"),
    *("有关", "相关", "个", "任何", "一些", "个别", "部分", "许多", "很多", "不少", "其他", "其它", "众多", "各大"),
)
_INNER_LATIN = frozenset("·•&-―—〇")  # 第九〇〇医院
_DASHES = frozenset("-―—")
_REACH = 30
_BRACKET = 10


@dataclass(slots=True)
class Ground:
    """The text with its places, and the bodies found so far by their end (names nest: 县府+农业处)."""

    shadow: str
    place_end: dict[int, NameMention]
    place_start: dict[int, NameMention]
    found: dict[int, NameMention] = field(default_factory=dict)
    hints: Mapping[int, NameMention] | None = None  # what the tagger takes for bodies, by end; None: it was not asked

    def begin_as_hinted(self, edge: int, start: int, end: int) -> int:
        """A name's begin, moved from ``edge`` to where the tagger sees it begin: 包商|东亿营造公司."""
        hint = self.hints.get(end) if self.hints else None
        if hint is None or not edge < hint.start < start or hint.start in self.found or edge in self.place_start:
            return edge
        if _is_protected(self.shadow, hint.start - 1, hint.start):
            return edge  # 旗下|和记港口集团
        if self.shadow[hint.start - 1] in "(（":
            return edge  # 招商局重工(|江苏)有限公司
        return hint.start

    def over_conjunction(self, edge: int, end: int) -> int:
        """A name's begin, moved before a conjunction where the tagger sees one name that begins with a place:
        大连|和升控股集团有限公司."""
        hint = self.hints.get(end) if self.hints else None
        if hint is None or hint.start >= edge - 1 or self.shadow[edge - 1] not in "和与":
            return edge
        return hint.start if hint.start in self.place_start else edge


def has_left_edge(shadow: str, start: int, ground: Ground | None = None) -> bool:
    """Whether a name can begin here: behind no Han, behind a place, or behind a word that names do not hold."""
    if start == 0 or not is_han(shadow[start - 1]):
        return True
    if ground is not None and (start in ground.place_end or start in ground.found or _joins(ground, start)):
        return True
    if lexicon.edges("hard").before(shadow, start) or lexicon.edges("soft").before(shadow, start):
        return True
    if shadow[start - 1] == "料" and (start == 1 or not is_han(shadow[start - 2])):
        return True  # 某某证券发表报告，料|越景地产…
    if _BEHIND_TIME.match(shadow, 0, start) is not None:
        return True  # 上半年|小鹏累计交付
    words = (lexicon.followers().before(shadow, start), lexicon.name_verbs().before(shadow, start))
    return any(word is not None and len(word) > 1 for word in words)


_JOINERS = ("联合", "协同", "会同", "联动", "携手", "联手")


def _joins(ground: Ground, start: int) -> bool:
    """Whether a word that joins two bodies ends here: 鼓楼区大队|联合|区住建局."""
    return ground.shadow.endswith(_JOINERS, 0, start) and start - 2 in ground.found


_BEHIND_TIME = regex.compile(
    r"(?r)(?:[\d一二三四五六七八九十半今去前本全明]年度?|[\d一二三四五六七八九十上本]月份?|[\d今昨前当]日|季度?)"
)


def left_edge(ground: Ground, start: int, *, brackets: bool) -> int:
    """Where the run of name characters before ``start`` begins."""
    shadow, at = ground.shadow, start
    while at > 0 and start - at < _REACH:
        place = ground.place_end.get(at)
        if place is not None:
            at = place.start
            continue
        char = shadow[at - 1]
        if brackets and char in ")）" and (opening := _opening(ground, at - 1)) is not None:
            at = opening
            continue
        if char.isascii() and (latin := _latin_begin(shadow, at)) < at:
            at = latin
            continue
        if not (is_han(char) or (char.isascii() and char.isalpha()) or char in _INNER_LATIN):
            break
        if char in _DASHES and shadow[at - 2 : at - 1] == char:
            break  # 文明单位——|铜山供电局
        if _is_date_end(shadow, at) or _is_edge(shadow, at) or _joins(ground, at):
            break
        at -= 1
    return at


_LATIN = regex.compile(r"(?r)(?<![A-Za-z0-9])[A-Z][A-Za-z0-9.'’-]{0,14}(?: [A-Z][A-Za-z0-9.'’-]{0,14}){0,3}")


def _latin_begin(shadow: str, end: int) -> int:
    """Where a run of Latin words begins that ends here: Ola Electric|公司, G42|集团."""
    match = _LATIN.match(shadow, max(0, end - _REACH), end)
    return match.start() if match is not None else end


_IN_BRACKETS = frozenset({"集团", "控股", "中国", "国际", "股份", "筹"})


def _opening(ground: Ground, closing: int) -> int | None:
    """Where a bracket opens that belongs to a company's name: it holds a place or 集团 and the like."""
    shadow = ground.shadow
    for at in range(closing - 1, max(0, closing - _BRACKET), -1):
        if shadow[at] in "(（":
            place = ground.place_start.get(at + 1)
            named = shadow[at + 1 : closing] in _IN_BRACKETS or (place is not None and place.end == closing)
            return at if named and at > 0 and is_han(shadow[at - 1]) else None
        if not is_han(shadow[at]):
            return None
    return None


def _is_date_end(shadow: str, at: int) -> bool:
    if shadow[at - 1] in "电讯" and at >= 2 and shadow[at - 2] in "日社报网":
        return True
    return shadow[at - 1] in "年月日时分号" and at >= 2 and shadow[at - 2].isdigit()


def _is_edge(shadow: str, at: int) -> bool:
    """Whether a word that names do not hold ends at ``at``."""
    word = lexicon.edges("hard").before(shadow, at)
    if word is not None and word[-1] == "企" and shadow[at : at + 1] == "业":
        return False  # 佳船|企业
    if word is not None:
        return not _is_protected(shadow, at - len(word), at)
    word = lexicon.edges("soft").before(shadow, at)
    if word is None or (_is_protected(shadow, at - len(word), at) and not _begins_company(shadow, at, word)):
        return False
    begin = at - len(word)
    left = shadow[max(0, begin - 2) : begin]
    if not left or not is_han(left[-1]):
        return not (word == "和" and begin > 0 and left[-1] in "。！？\n")  # 。和若铁路公司
    return len(left) == 2 and is_han(left[0]) and left not in ("以及", "以至")


def _begins_company(shadow: str, at: int, word: str) -> bool:
    """Whether a known company of three characters or more begins behind a conjunction: 京东物流和|美的集团."""
    known = lexicon.known_bodies()
    names = (known.get(shadow[at : at + length]) for length in (3, 4, 5)) if word in ("和", "与", "及") else ()
    return any(name is not None and name.subtype == "company" for name in names)


def _is_protected(shadow: str, start: int, end: int) -> bool:
    protected = lexicon.edges("protected")
    for at in range(max(0, start - 3), end):
        word = protected.at(shadow, at)
        if word is not None and at + len(word) > start:
            return True
    return False


def begin_at_place(ground: Ground, edge: int, start: int) -> int:
    """A name that holds a place begins with it, unless what stands before the place is a name's own head."""
    shadow = ground.shadow
    for at in range(edge + 1, start):
        if at not in ground.place_start:
            continue
        head = shadow[edge:at]
        noun = lexicon.edges("place").before(shadow, at)
        if noun is not None or (lexicon.followers().before(shadow, at) or "")[1:] or head[-1:] in _LIGHT:
            return begin_at_place(ground, at, start)
    return edge


def past_offices(ground: Ground, edge: int, start: int) -> int:
    """A company's begin, moved to the place behind a body of state: 药监局第四分局暂停|亳州市|永福堂饮片有限公司."""
    bodies = (at for at in range(edge + 2, start) if (m := ground.found.get(at)) and m.subtype == "government")
    last = max(bodies, default=None)
    places = (at for at in range(last, start) if at in ground.place_start) if last is not None else iter(())
    return next(places, edge)


_LIGHT = frozenset("对从由在到赴于至将向与和及")


def innermost_place(ground: Ground, edge: int, start: int) -> NameMention | None:
    """The last of the places that a name begins with."""
    place = ground.place_start.get(edge)
    if place is None or place.end > start or ground.shadow[edge] in "全各":
        return None
    while (following := ground.place_start.get(place.end)) is not None and following.end <= start:
        place = following
    return place


def is_generic(text: str) -> bool:
    """Whether a text consists of words that make kinds of bodies and no names (大型国有, 保险)."""
    generic = lexicon.generic_bodies()
    reach = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reach[end] = any(reach[at] and text[at:end] in generic for at in range(max(0, end - 6), end))
    return reach[-1]


def is_kind_before(shadow: str, start: int) -> bool:
    """Whether a word before ``start`` makes a kind of what follows (各, 有关)."""
    return shadow[max(0, start - 2) : start].endswith(GENERIC_BEFORE)


def keep_longest(mentions: Iterable[NameMention]) -> list[NameMention]:
    """The mentions without overlaps, longer and surer ones first."""
    taken: set[int] = set()
    out = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, -m.score, m.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            out.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(out, key=lambda m: m.start)


def new_mention(
    start: int, end: int, subtype: str, rule: str, score: float, *, key: str | None = None, **attributes: str
) -> NameMention:
    """A mention of a body or, by its subtype, of a company."""
    type_ = "company" if subtype == "company" else "organization"
    return NameMention(start, end, type_, subtype, key, score, rule, (), attributes)  # type: ignore[arg-type]


COUNTED = regex.compile(
    r"[一二三四五六七八九十百千万两几多余\d][余多]?[名所家个间座位支批]|新增|全体|^[二三四五六七八九十两几]大(?!连池|道)"
)
