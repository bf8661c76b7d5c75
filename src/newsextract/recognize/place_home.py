"""Deciding which place a name means, and what 全市, 全区 and 我省 stand for.

Hierarchy decides between namesakes: the place right before (百色市右江区), what the sentence and the article are about,
the publisher. What stays undecided keeps all its candidates.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

import regex

from newsextract.recognize.gazetteer import (
    HONG_KONG,
    MACAU,
    RANK,
    TAIWAN,
    Gazetteer,
    Place,
    load_gazetteer,
    read_context,
)
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.places import own_side
from newsextract.recognize.sites import place_mention
from newsextract.record import Range

HomeLevel = Literal["province", "city", "county"]

_GAP = frozenset(("", " ", "·", "　"))
_STOP = regex.compile(r"[。！？!?\n]")
_WEAK = 2  # what a reading that the bare name seldom has must make up for
_LISTED = 97  # for a reading of the level of its neighbours in a list: above the sentence's, below a full name's
_HOLDS = 256  # for a reading that holds the place which follows at once
_OF_PROVINCE = 140  # 河北 is 河北区 only behind 天津 or where the article gives that name in full
_OF_SEA = (
    34  # 南海 is the district, 庐山 the county-level city only where its city, its full name or the sentence says so
)
_OPENING = 6.0  # what a mention in the headline or the dateline weighs, against 1 in the body
_REGION_WHOLE = {"TW": TAIWAN, "HK": HONG_KONG, "MO": MACAU}


@dataclass(frozen=True, slots=True)
class HomePlaces:
    """What the article is about, at three levels, and which places govern each position of its text.

    ``province``, ``city`` and ``county`` are keys of places (or None); ``weights`` says how much the article speaks of
    each place by its own name.
    """

    province: str | None
    city: str | None
    county: str | None
    weights: Mapping[str, float]
    trail: Mapping[str, tuple[int, ...]]

    def at(self, position: int, level: HomeLevel) -> str | None:
        """The place of that level that governs a position: the article's own where one dominates, else the last one
        named before the position."""
        home: str | None = getattr(self, level)
        rivals = [key for key in self.weights if _is_of_level(key, level)]
        if home is None or len(rivals) < 2 or _dominates(home, rivals, self.weights):
            return home
        return self._last_before(position, rivals) or home

    def named(self, suffix: str, position: int) -> str | None:
        """The place that 全市 (suffix 市), 全区, 全县 mean at a position."""
        places = load_gazetteer().places
        rivals = [key for key in self.weights if key in places and _ends_as(places[key], suffix)]
        if not rivals:
            return None
        best = max(rivals, key=lambda key: (self.weights[key], -RANK[places[key].level]))
        return best if _dominates(best, rivals, self.weights) else self._last_before(position, rivals) or best

    def above(self, suffix: str) -> str | None:
        """The province or city that the places named lie in, where none of its kind is named."""
        places = load_gazetteer().places
        wider = (key for key in (self.city, self.province) if key is not None and key in places)
        return next((key for key in wider if _ends_as(places[key], suffix)), None)

    def _last_before(self, position: int, rivals: Sequence[str]) -> str | None:
        named = [(self._last_named(position, key), key) for key in rivals]
        start, key = max(named, default=(-1, ""))
        return key if start >= 0 else None

    def _last_named(self, position: int, key: str) -> int:
        starts = self.trail.get(key, ())
        index = bisect.bisect_left(starts, position)
        return starts[index - 1] if index else -1


def _dominates(key: str, rivals: Iterable[str], weights: Mapping[str, float]) -> bool:
    others = max((weights[rival] for rival in rivals if rival != key), default=0.0)
    return weights.get(key, 0.0) >= 2 * others


def _is_of_level(key: str, level: HomeLevel) -> bool:
    place = load_gazetteer().places.get(key)
    return place is not None and place.level == level and key.startswith(("gb:", "tw:", "hk:", "mo:"))


def _ends_as(place: Place, suffix: str) -> bool:
    """Whether 全市 (of cities), 全区 (of districts and autonomous regions), ... can mean the place."""
    if place.level not in ("province", "city", "county") or place.key.startswith(("iso:", "former:")):
        return False
    if suffix == "自治区":
        return place.is_autonomous_region
    return place.name.endswith(suffix)


def resolve_places(
    mentions: Sequence[NameMention],
    shadow: str,
    *,
    headline: Range | None = None,
    dateline: Range | None = None,
    publisher: str | None = None,
    region: str | None = None,
    branches: Sequence[NameMention] = (),
) -> list[NameMention]:
    """The mentions with namesakes decided, and with the aliases (全市, 自治区, 本港) that the article explains.

    A decided mention has one candidate and at most one code; an undecided one keeps all and has the key ``?`` + name.
    ``headline`` and ``dateline`` are ranges of the shadow: what is named there counts most. Leave out the mentions
    inside names of companies and media: 全省 should not lean on the 海南 of a company's name. ``branches`` are those in
    the names of bodies that work for their place; they count where the article names no division.
    """
    opening = tuple(span for span in (headline, dateline) if span is not None)
    context = _Context(load_gazetteer(), shadow, opening, publisher or "", region)
    sure = [mention for mention in mentions if len(_candidates(mention)) == 1]
    home = _home(context, sure)
    decided = list(_decide(context, mentions, home))
    aliases = [*_aliases(context, decided, _home(context, decided, branches)), *_short_names(context, decided)]
    aliases = [_named_inside(alias, branches) for alias in aliases]
    return sorted([*decided, *aliases], key=lambda mention: mention.start)


def _named_inside(alias: NameMention, branches: Sequence[NameMention]) -> NameMention:
    """全省 with where the name of a branch has the province's own name."""
    inside = next((m for m in branches if m.key == alias.key), None)
    if inside is None:
        return alias
    return replace(alias, attributes={**alias.attributes, "inside": f"{inside.start}:{inside.end}"})


def home_place(
    mentions: Sequence[NameMention],
    shadow: str,
    *,
    headline: Range | None = None,
    dateline: Range | None = None,
    region: str | None = None,
    branches: Sequence[NameMention] = (),
) -> HomePlaces:
    """The article's own province, city and county, from its resolved place mentions; ``branches`` as above."""
    opening = tuple(span for span in (headline, dateline) if span is not None)
    named = [mention for mention in mentions if mention.rule != "alias"]
    return _home(_Context(load_gazetteer(), shadow, opening, "", region), named, branches)


@dataclass(frozen=True, slots=True)
class _Context:
    gazetteer: Gazetteer
    shadow: str
    opening: tuple[Range, ...]
    publisher: str
    region: str | None

    def weight(self, mention: NameMention) -> float:
        opens = any(span.start <= mention.start < span.end for span in self.opening)
        return _OPENING if opens and not is_filed_from(self.shadow, mention.start, mention.end) else 1.0


_FILED = regex.compile(r"\s{0,9}(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:综合外|综合|专|外)?电")


def is_filed_from(shadow: str, start: int, end: int) -> bool:
    """Whether a place is only where a report was filed: 新华社|呼和浩特|5月9日电, and never named again."""
    return _FILED.match(shadow, end) is not None and shadow.count(shadow[start:end]) == 1


def _candidates(mention: NameMention) -> list[str]:
    return mention.attributes.get("candidates", mention.key or "").split()


def _home(context: _Context, mentions: Sequence[NameMention], branches: Sequence[NameMention] = ()) -> HomePlaces:
    """Votes: a mention speaks for its own place, and weaker for what that lies in. Where none names a division, the
    places of ``branches`` vote."""
    if branches and not any(_names_division(mention) for mention in mentions):
        mentions = branches
    direct: dict[str, float] = defaultdict(float)
    upward: dict[str, float] = defaultdict(float)
    trail: dict[str, list[int]] = defaultdict(list)
    for mention in mentions:
        candidates = _candidates(mention)
        if mention.type != "place" or len(candidates) != 1 or (mention.key or "").startswith("?"):
            continue
        weight = context.weight(mention)
        direct[candidates[0]] += weight
        for place in context.gazetteer.ancestors(candidates[0]):
            upward[place.key] += weight
            trail[place.key].append(mention.start)
    province = _winner(upward, "province", _REGION_WHOLE.get(context.region or ""))
    city = _winner(upward, "city", None, within=province)
    county = _winner(upward, "county", None, within=city or province)
    return HomePlaces(province, city, county, dict(direct), {key: tuple(at) for key, at in trail.items()})


def _names_division(mention: NameMention) -> bool:
    return mention.type == "place" and any(key.startswith("gb:") for key in _candidates(mention))


def _winner(votes: Mapping[str, float], level: HomeLevel, default: str | None, within: str | None = None) -> str | None:
    gazetteer = load_gazetteer()
    keys = [key for key in votes if _is_of_level(key, level)]
    keys = [key for key in keys if within is None or gazetteer.lies_in(key, within)]
    # max() keeps the first of equals: the one that the article names first.
    best = max(keys, key=lambda key: votes[key], default=None)
    return best or default


def _decide(context: _Context, mentions: Sequence[NameMention], home: HomePlaces) -> Iterator[NameMention]:
    """Each mention with the candidate that its surroundings favour."""
    previous: NameMention | None = None
    sentence: set[str] = set()
    at = 0
    levels = _listed_levels(context, mentions)
    below = _places_below(context, mentions)
    for mention in mentions:
        if _STOP.search(context.shadow, at, mention.start):
            sentence = set()
        adjacent = previous is not None and context.shadow[previous.end : mention.start] in _GAP
        parent = previous.key if previous is not None and adjacent else None
        beside = _Beside(levels.get(mention.start), below.get(mention.start, frozenset()))
        decided = _decided(context, mention, home, parent, sentence, beside)
        yield decided
        if decided.key:
            sentence.add(decided.key)
        previous, at = decided, mention.end


_LIST = frozenset("、和与及")


def _listed_levels(context: _Context, mentions: Sequence[NameMention]) -> dict[int, str]:
    """The level of what stands beside a name of several readings in a list: 河北、广西、贵州."""
    out: dict[int, str] = {}
    for left, right in pairwise(mentions):
        if context.shadow[left.end : right.start] not in _LIST:
            continue
        for one, other in ((left, right), (right, left)):
            if len(_candidates(one)) > 1 and len(_candidates(other)) == 1 and other.subtype:
                out[one.start] = other.subtype
    return out


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a name: the level of its neighbours in a list, and the places that follow it at once."""

    level: str | None
    below: frozenset[str]

    def weight(self, context: _Context, mention: NameMention, key: str) -> int:
        """What speaks for a reading: its level is its neighbours', it holds what follows, 全省 follows a province."""
        gazetteer = context.gazetteer
        place = gazetteer.places[key]
        holds = any(gazetteer.lies_in(other, key) for other in self.below)
        whole = context.shadow.startswith("全", mention.end) and _ends_as(
            place, context.shadow[mention.end + 1 : mention.end + 2]
        )
        return _LISTED * (place.level == self.level) + _HOLDS * (holds + whole)


def _places_below(context: _Context, mentions: Sequence[NameMention]) -> dict[int, frozenset[str]]:
    """By the begin of a name of several readings: the places that follow it without a gap (河北|雄安新区|容城县)."""
    out: dict[int, frozenset[str]] = {}
    following: frozenset[str] = frozenset()
    last: NameMention | None = None
    for mention in reversed(mentions):
        joined = last is not None and context.shadow[mention.end : last.start] in _GAP
        following = following if joined else frozenset()
        own = frozenset(_candidates(mention))
        if len(own) > 1 and following:
            out[mention.start] = following - own
        following, last = following | own, mention
    return out


def _above(context: _Context, key: str) -> set[str]:
    return {place.key for place in context.gazetteer.ancestors(key)} - {key}


def _own_candidates(context: _Context, mention: NameMention, parent: str | None) -> list[str]:
    """The candidates without counties that bear the name of their own city: 长沙 alone is never 长沙县."""
    candidates = _candidates(mention)
    places = context.gazetteer.places
    cities = {key for key in candidates if key in places and places[key].level == "city"}
    return [key for key in candidates if parent in cities or cities.isdisjoint(_above(context, key))]


def _decided(
    context: _Context, mention: NameMention, home: HomePlaces, parent: str | None, sentence: set[str],
    beside: _Beside,
) -> NameMention:  # fmt: skip
    if mention.type != "place" or len(_candidates(mention)) < 2:
        return mention
    candidates = _own_candidates(context, mention, parent)
    weak = mention.attributes.get("weak", "").split()
    rare = any(_is_of_level(key, "province") for key in candidates)
    wide = any(context.gazetteer.places[key].level in ("region", "site") for key in candidates)
    scores = [
        _support(context, key, home, mention.start, parent, sentence)
        - _WEAK * (key in weak)
        - (_OF_PROVINCE * rare + _OF_SEA * wide) * _is_of_level(key, "county")
        + beside.weight(context, mention, key)
        for key in candidates
    ]
    best = max(scores)
    winners = [key for key, score in zip(candidates, scores, strict=True) if score == best]
    places = [context.gazetteer.places[key] for key in winners]
    if len(places) > 1 and RANK[places[0].level] < RANK[places[1].level]:
        places = places[:1]  # 吉林 is the province, 朝阳 the city, until something speaks for the lower one
    places = _of_one_city(places)
    if len(places) == 1:
        return place_mention(mention.start, mention.end, places, mention.rule, mention.score)
    name = context.shadow[mention.start : mention.end]
    undecided = place_mention(mention.start, mention.end, places, mention.rule, mention.score / 2)
    return replace(undecided, key=f"?{name}")


def _of_one_city(places: list[Place]) -> list[Place]:
    """Of namesakes in one city the county-level city, else the county: 伊宁 is 伊宁市, 井陉 no 井陉矿区."""
    if len({place.parent for place in places}) > 1:
        return places
    kinds = ([place for place in places if place.name.endswith(kind)] for kind in ("市", "县"))
    return next((kind for kind in kinds if len(kind) == 1), places)


def _support(
    context: _Context, key: str, home: HomePlaces, position: int, parent: str | None, sentence: set[str]
) -> int:
    """How much speaks for a candidate, in steps that do not add up to the next one."""
    above = _above(context, key)
    score = 0
    if parent in above:
        score += 128
    if home.weights.get(key):
        score += 64  # the article gives its full name elsewhere
    if not above.isdisjoint(sentence):
        score += 32
    if home.at(position, "city") in above or home.city in above:
        score += 16
    if home.province in above:
        score += 8
    if above & home.weights.keys() - {"iso:CN"}:
        score += 4
    score += _from_publisher(context, above)
    return 2 * score + own_side(key, context.region)


def _from_publisher(context: _Context, above: Iterable[str]) -> bool:
    """Whether the publisher's name (长春日报) names what the candidate lies in."""
    names = (context.gazetteer.places[key].name for key in above if key != "iso:CN")
    return any(name[:2] in context.publisher for name in names)


_SHORT_NAME = regex.compile(
    r"[(（](?:以?下?简称)?[“「\"]?(?P<short>\p{Han}{1,3}(?P<last>[省市县区旗州盟镇乡]))[”」\"]?[)）]"
)


def _short_names(context: _Context, mentions: Sequence[NameMention]) -> Iterator[NameMention]:
    """What the text says that it calls a place for short, wherever it stands: 莫力达瓦达斡尔族自治旗(莫旗)."""
    shadow = context.shadow
    told: dict[str, NameMention] = {}
    for mention in mentions:
        match = _SHORT_NAME.match(shadow, mention.end)
        name = shadow[mention.start : mention.end]
        if match is not None and match["last"] == name[-1] and match["short"][0] in name and mention.key:
            told.setdefault(match["short"], mention)
    inside = {at for mention in mentions for at in range(mention.start, mention.end)} if told else set()
    for short, full in told.items():
        for match in regex.finditer(regex.escape(short), shadow):
            if inside.isdisjoint(range(*match.span())):
                yield replace(full, start=match.start(), end=match.end(), rule="alias")


@dataclass(frozen=True, slots=True)
class _AliasRules:
    pattern: regex.Pattern[str]
    not_behind: frozenset[str]
    wholes: Mapping[str, str]
    false_tails: Mapping[str, tuple[str, ...]]


@cache
def _alias_rules() -> _AliasRules:
    context = read_context()
    alias = context["alias"]
    wholes = {"hong_kong": HONG_KONG, "macau": MACAU, "taiwan": TAIWAN}
    by_word = {word: key for name, key in wholes.items() for word in alias[name]}
    words = sorted([*alias["words"], *by_word], key=len, reverse=True)
    tails = {end: tuple(strings) for end, strings in context["false_tail"].items()}
    pattern = regex.compile("|".join(map(regex.escape, words)))
    return _AliasRules(pattern, frozenset(alias["not_behind"]), by_word, tails)


def _aliases(context: _Context, mentions: Sequence[NameMention], home: HomePlaces) -> Iterator[NameMention]:
    rules, shadow = _alias_rules(), context.shadow
    inside = {at for mention in mentions for at in range(mention.start, mention.end)}
    ends = {mention.end: mention.key for mention in mentions}
    for match in rules.pattern.finditer(shadow):
        start, end, word = match.start(), match.end(), match.group()
        if start in inside or (start and shadow[start - 1] in rules.not_behind):
            continue
        if shadow.startswith(rules.false_tails.get(word[-1], ()), end) or shadow[start : end + 1] == "全州县":
            continue
        key = _alias_target(context, rules, word, start, home, ends.get(start))
        if key is not None:
            place = context.gazetteer.places[key]
            yield place_mention(start, end, [place], "alias")


def _alias_target(
    context: _Context, rules: _AliasRules, word: str, start: int, home: HomePlaces, before: str | None
) -> str | None:
    whole = rules.wholes.get(word)
    if whole is not None:
        prefix = {HONG_KONG: "HK", MACAU: "MO", TAIWAN: "TW"}[whole]
        return whole if whole in home.weights or context.region == prefix else None
    suffix = word if word.startswith("自治") else word[-1]
    places = context.gazetteer.places
    if before is not None and before in places and _ends_as(places[before], suffix):
        return before
    wider = suffix in ("省", "市") and _heads_clause(context.shadow, start, word)
    above = _city_above(context, home, start) if suffix == "市" else None
    named = above or home.named(suffix, start) or (home.above(suffix) if wider else None)
    return named or (_region_above(context, home, start) if suffix == "区" else None)


def _heads_clause(shadow: str, start: int, word: str) -> bool:
    """Whether 全省 begins a clause, and so says where what follows was counted: not 居全省第四."""
    return shadow[start - 1 : start] in tuple("，,。；;：:\n") and _RANKED.match(shadow, start + len(word)) is None


_RANKED = regex.compile(r"第|平均|排名|各|唯一|首|率先|最")

_RANKS_IN = frozenset("居占列比于出过在名均")


def _region_above(context: _Context, home: HomePlaces, start: int) -> str | None:
    """The autonomous region that 全区 means where only places within it are named (全区会议在南宁召开)."""
    place = context.gazetteer.places.get(home.province or "")
    if place is None or context.shadow[start - 1 : start] in _RANKS_IN:
        return None
    return place.key if place.is_autonomous_region else None


def _city_above(context: _Context, home: HomePlaces, start: int) -> str | None:
    """The prefecture that 全市 means where only cities of its counties are named: several alike, or none yet in the
    city's own paper (新乡晚报讯: …全市优良天数248天。其中，辉县市…；长垣市…)."""
    places = context.gazetteer.places
    cities = [key for key in home.weights if key in places and _ends_as(places[key], "市")]
    city = home.city
    if not cities or city is None or not _ends_as(places[city], "市"):
        return None
    if any(places[key].level != "county" or not context.gazetteer.lies_in(key, city) for key in cities):
        return None
    several = len(cities) > 1 and not any(_dominates(key, cities, home.weights) for key in cities)
    unnamed = all(home.trail[key][0] > start for key in cities)
    own_paper = places[city].name[:2] in context.publisher
    return city if several or (unnamed and own_paper) else None
