"""Finding bodies and companies in the shadow: by complete name, by core behind a place or level, by ending.

A name found by its ending begins at a clear edge: punctuation, a word that no name holds (``name_edges.tsv``), or a
place. Kinds of bodies (有关部门, 保险公司, 各县政府) are no names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.lexicon import BodyEntry, SuffixEntry, is_han
from newsextract.recognize.mentions import NameMention
from newsextract.record import Range

_GENERIC_BEFORE = ("各", "某", "每", "两", "几", "多", "设区", "全", "等", "有关", "相关", "个", "任何")
_NO_LEVEL_BEFORE = frozenset("城都超股夜集上门楼地学校厂园山小景库社片辖")
_GENERIC_AFTER = ("们", "系统", "部门", "之间", "类")
_KEEPS_PLACE = frozenset({"government", "party", "legislature", "court"})
_INNER_LATIN = frozenset("·•&-―—")
_REACH = 30
_BRACKET = 10


@dataclass(slots=True)
class Ground:
    """The text with its places, and the bodies found so far by their end (names nest: 县府+农业处)."""

    shadow: str
    place_end: dict[int, NameMention]
    place_start: dict[int, NameMention]
    found: dict[int, NameMention] = field(default_factory=dict)
    references: list[Range] = field(default_factory=list)


def find_organizations(
    shadow: str, places: Sequence[NameMention], tagged: Sequence[NameMention] = (),
    given: Sequence[NameMention] = (),
) -> tuple[list[NameMention], list[Range]]:
    """Bodies and companies in order without overlaps, and the places of bare references (公司, 该公司).

    ``tagged`` are names that the tagger found; they are taken where no rule speaks. ``given`` are known from elsewhere.
    """
    ground = Ground(shadow, {p.end: p for p in places}, {p.start: p for p in places})
    hits = sorted(_hits(shadow), key=lambda hit: (hit[1], hit[0]))
    for start, end, entry in hits:
        mention = _read_hit(ground, start, end, entry)
        if mention is not None and _is_better(mention, ground.found.get(end)):
            ground.found[end] = mention
    mentions = _longest([*ground.found.values(), *given])
    mentions = _longest([*mentions, *_find_introduced(shadow, mentions)])
    mentions = _with_tagged(ground, mentions, tagged)
    return mentions, _references(shadow, mentions)


def _hits(shadow: str) -> Iterator[tuple[int, int, BodyEntry | SuffixEntry | str]]:
    for start, end, text in lexicon.known_body_automaton().find(shadow):
        yield start, end, text
    cores = lexicon.bodies()
    for start, end, text in lexicon.body_automaton().find(shadow):
        yield start, end, cores[text]
    endings = lexicon.suffixes()
    for start, end, text in lexicon.suffix_automaton().find(shadow):
        yield start, end, endings[text]


def _is_better(new: NameMention, old: NameMention | None) -> bool:
    return old is None or (new.end - new.start, new.score) > (old.end - old.start, old.score)


def _read_hit(ground: Ground, start: int, end: int, entry: BodyEntry | SuffixEntry | str) -> NameMention | None:
    if isinstance(entry, str):
        return _known_body(ground, start, end, lexicon.known_bodies()[entry])
    if isinstance(entry, BodyEntry):
        return _core_body(ground, start, end, entry)
    if entry.subtype == "company":
        return _company(ground, start, end, entry)
    return _ending_body(ground, start, end, entry)


def _mention(
    start: int, end: int, subtype: str, rule: str, score: float, *, key: str | None = None, **attributes: str
) -> NameMention:
    type_ = "company" if subtype == "company" else "organization"
    return NameMention(start, end, type_, subtype, key, score, rule, (), attributes)  # type: ignore[arg-type]


# --- complete names


def _known_body(ground: Ground, start: int, end: int, entry: BodyEntry) -> NameMention | None:
    shadow = ground.shadow
    short = end - start <= 2 and entry.subtype not in ("international", "party", "company")
    if shadow[start:end].isascii():
        if shadow[start - 1 : start].isascii() and shadow[start - 1 : start].isalnum():
            return None
        if shadow[end : end + 1].isascii() and shadow[end : end + 1].isalnum():
            return None
    if (short and not has_left_edge(shadow, start, ground)) or shadow.startswith(_GENERIC_AFTER, end):
        return None
    if _generic_before(shadow, start) and entry.subtype not in ("company", "international"):
        return None
    return _mention(start, end, entry.subtype, "known", 0.95, key=entry.canonical)


def _generic_before(shadow: str, start: int) -> bool:
    return shadow[max(0, start - 2) : start].endswith(_GENERIC_BEFORE)


def has_left_edge(shadow: str, start: int, ground: Ground | None = None) -> bool:
    """Whether a name can begin here: behind no Han, behind a place, or behind a word that names do not hold."""
    if start == 0 or not is_han(shadow[start - 1]):
        return True
    if ground is not None and (start in ground.place_end or start in ground.found):
        return True
    return any(
        words.before(shadow, start)
        for words in (lexicon.edges("hard"), lexicon.edges("soft"), lexicon.followers(), lexicon.name_verbs())
    )


# --- cores behind a place, a level or another body


@dataclass(frozen=True, slots=True)
class _Prefix:
    start: int  # of the name: the innermost place
    full: int  # of all places before it
    place: NameMention | None = None
    level: str = ""
    body: NameMention | None = None


_TERM = regex.compile(r"第?[一二三四五六七八九十百\d]+届$")


def _core_body(ground: Ground, start: int, end: int, entry: BodyEntry) -> NameMention | None:
    shadow = ground.shadow
    if shadow.startswith(entry.not_before + _GENERIC_AFTER if entry.not_before else _GENERIC_AFTER, end):
        return None
    term = _TERM.search(shadow, max(0, start - 7), start)
    prefix = _prefix(ground, term.start() if term else start)
    if prefix is None:
        if entry.needs_prefix or entry.needs_level or end - start < 2 or _generic_before(shadow, start):
            return None
        if not has_left_edge(shadow, start, ground):
            return None
        return _mention(start, end, entry.subtype, "core", 0.7, core=entry.canonical, bare="1")
    if entry.needs_level and prefix.body is not None:
        return None
    return _prefixed(prefix, end, entry.subtype, entry.canonical, "core", 0.95)


def _prefixed(prefix: _Prefix, end: int, subtype: str, core: str, rule: str, score: float) -> NameMention:
    attributes = {"core": core}
    if prefix.place is not None:
        attributes["place"] = f"{prefix.place.start}:{prefix.place.end}"
    if prefix.full != prefix.start:
        attributes["full"] = str(prefix.full)
    if prefix.level:
        attributes["level"] = prefix.level
    if prefix.body is not None:
        inner = prefix.body.attributes
        attributes |= {name: inner[name] for name in ("place", "level", "full") if name in inner}
        attributes["core"] = f"{inner.get('core') or prefix.body.key or ''}{core}"
        attributes["inner"] = str(prefix.body.end)
    return _mention(prefix.start, end, subtype, rule, score, **attributes)


def _prefix(ground: Ground, start: int) -> _Prefix | None:
    """The place, level or body right before ``start``."""
    place = ground.place_end.get(start)
    if place is not None and place.start != place.end:
        above = ground.found.get(place.start)
        if above is not None and above.type == "organization":
            return _Prefix(above.start, above.start, body=above)  # 国家统计局+青海+调查总队
        if ground.shadow[place.start] in "全各" or _generic_before(ground.shadow, place.start):
            return None
        return _Prefix(place.start, _chain_start(ground, place), place)
    body = ground.found.get(start)
    if body is not None and body.type == "organization":
        return _Prefix(body.start, body.start, body=body)
    return _level_prefix(ground, start)


def _chain_start(ground: Ground, place: NameMention) -> int:
    while (before := ground.place_end.get(place.start)) and before.subtype in ("province", "city", "county"):
        place = before
    return place.start


def _level_prefix(ground: Ground, start: int) -> _Prefix | None:
    level = lexicon.relations("level").before(ground.shadow, start)
    if level is None:
        return None
    begin = start - len(level)
    before = ground.shadow[max(0, begin - 2) : begin]
    if before.endswith(_GENERIC_BEFORE) or (begin and before[-1] in _NO_LEVEL_BEFORE):
        return None
    if not has_left_edge(ground.shadow, begin, ground):
        return None
    return _Prefix(begin, begin, level=level)


# --- names told by their ending


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
        if not (is_han(char) or (char.isascii() and char.isalpha()) or char in _INNER_LATIN):
            break
        if _is_date_end(shadow, at) or _is_edge(shadow, at):
            break
        at -= 1
    return at


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
    return shadow[at - 1] in "年月日时分号" and at >= 2 and shadow[at - 2].isdigit()


def _is_edge(shadow: str, at: int) -> bool:
    """Whether a word that names do not hold ends at ``at``."""
    word = lexicon.edges("hard").before(shadow, at)
    if word is not None:
        return not _is_protected(shadow, at - len(word), at)
    word = lexicon.edges("soft").before(shadow, at)
    if word is None or _is_protected(shadow, at - len(word), at):
        return False
    begin = at - len(word)
    left = shadow[max(0, begin - 2) : begin]
    if not left or not is_han(left[-1]):
        return True
    return len(left) == 2 and is_han(left[0]) and left not in ("以及", "以至")


def _is_protected(shadow: str, start: int, end: int) -> bool:
    protected = lexicon.edges("protected")
    for at in range(max(0, start - 3), end):
        word = protected.at(shadow, at)
        if word is not None and at + len(word) > start:
            return True
    return False


def _begin_at_place(ground: Ground, edge: int, start: int) -> int:
    """A name that holds a place begins with it, unless what stands before the place is a name's own head."""
    shadow = ground.shadow
    for at in range(edge + 1, start):
        if at not in ground.place_start:
            continue
        head = shadow[edge:at]
        noun = lexicon.edges("place").before(shadow, at)
        if noun is not None or (lexicon.followers().before(shadow, at) or "")[1:] or head[-1:] in _LIGHT:
            return _begin_at_place(ground, at, start)
    return edge


_LIGHT = frozenset("对从由在到赴于至将向与和及")


def _ending_body(ground: Ground, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    shadow = ground.shadow
    if start == 0 or shadow[start - 1] in entry.not_behind or _is_title_head(shadow, start, end):
        return None
    if shadow.startswith(("们", "生", "里", "系统", "部门") if entry.subtype == "school" else _GENERIC_AFTER, end):
        return None
    prefix = _prefix(ground, start)
    if prefix is not None and prefix.place is not None and end - start < 2:
        return None
    if prefix is not None and prefix.body is not None and prefix.body.end == start and end - start < 2:
        return None
    if prefix is not None and not (prefix.level and entry.kind == "place" and end - start < 2):
        return _prefixed(prefix, end, entry.subtype, entry.text, "ending.prefix", 0.9)
    return _ending_with_words(ground, start, end, entry)


def _is_title_head(shadow: str, start: int, end: int) -> bool:
    """Whether the ending is the first character of an office: 统计局|局长, 副|处长."""
    return end - start == 1 and shadow[end : end + 1] == "长" and shadow[start - 1] in ("副", shadow[start])


def _ending_with_words(ground: Ground, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    edge = _begin_at_place(ground, left_edge(ground, start, brackets=False), start)
    if entry.kind == "place":
        edge = _over_conjunction(ground, edge, start)
    inner = _innermost(ground, edge, start)
    body = ground.shadow[inner.end if inner else edge : start]
    if inner is not None:
        if len(body) > 16 or (body in lexicon.generic_bodies() and entry.kind != "place"):
            return None
        prefix = _Prefix(inner.start, edge, inner)
        return _prefixed(prefix, end, entry.subtype, body + entry.text, "ending.place", 0.85)
    level = _leading_level(ground, edge, start)
    if level is not None:
        core = ground.shadow[edge + len(level) : end]
        return _prefixed(_Prefix(edge, edge, level=level), end, entry.subtype, core, "ending.level", 0.8)
    least = {"": 2, "long": 4}.get(entry.kind, 99)
    if least <= len(body) <= 14 and not is_generic(body) and not body.startswith(_GENERIC_BEFORE):
        return _mention(edge, end, entry.subtype, "ending.words", 0.6, core=body + entry.text)
    return None


def _over_conjunction(ground: Ground, edge: int, start: int) -> int:
    """宜昌市水利和湖泊局: a body of two fields begins with the place before the conjunction."""
    if edge < 2 or start - edge < 2 or ground.shadow[edge - 1] not in "和与及":
        return edge
    before = left_edge(ground, edge - 1, brackets=False)
    fields = start - before <= 14 and (_innermost(ground, before, edge) or _leading_level(ground, before, edge))
    return before if fields else edge


def _leading_level(ground: Ground, edge: int, start: int) -> str | None:
    level = lexicon.relations("level").at(ground.shadow, edge)
    if level is None or edge + len(level) >= start or start - edge > 14:
        return None
    if _generic_before(ground.shadow, edge) or not has_left_edge(ground.shadow, edge, ground):
        return None
    return level


def _innermost(ground: Ground, edge: int, start: int) -> NameMention | None:
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


# --- companies


def _company(ground: Ground, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    shadow = ground.shadow
    if entry.kind == "trade" and entry.text not in _TRADES_ALONE and not _COMPANY_AFTER.match(shadow, end):
        return None
    if shadow.startswith(("们", "法", "章程", "债", "化", "治理"), end) and entry.kind == "form":
        return None
    if entry.kind == "form" and shadow[start - 1 : start] in ("子", "母", "孙", "该", "本"):
        return None
    before = ground.found.get(start)
    edge = _begin_at_place(ground, left_edge(ground, start, brackets=True), start)
    if before is not None and before.type == "company" and entry.kind in ("form", "full"):
        edge = min(edge, before.start)
    body = shadow[edge:start]
    if not _is_company_body(ground, edge, start, entry):
        return None
    score = {"full": 0.95, "coop": 0.85}.get(entry.kind, 0.75)
    return _mention(edge, end, "company", f"company.{entry.kind}", score, core=body + entry.text)


# What shows that a name such as 宏达电子 is a company's: an office of companies, an analyst, a stock code behind it.
_COMPANY_AFTER = regex.compile(
    r"副?(?:董事长|总经理|总裁|董事|首席|公司|创始人|执行长|CEO|财务总监|总监)|高级|资深|分析师|研究员|研报|发布公告|公告"
    r"|[(（](?:股票代码|证券代码|股份代号|上市编号|代码|代号|[A-Z]{0,4}[.:：]?\d{4,6}|\d{4,6}[.:：]?[A-Z]{2})"
)
_TRADES_ALONE = frozenset(
    {"银行", "商业银行", "农商行", "农商银行", "村镇银行", "分行", "支行", "人寿", "金控", "信托", "农村信用联社"}
    | {"煤矿", "电厂", "钢厂", "药厂", "酒厂", "茶厂", "糖厂", "纸厂"}
)


def _is_company_body(ground: Ground, edge: int, start: int, entry: SuffixEntry) -> bool:
    inner = _innermost(ground, edge, start)
    body = ground.shadow[inner.end if inner else edge : start]
    whole = ground.shadow[edge:start]
    if len(whole) < 2 or len(whole) > 28 or whole[0] in ")）(（·&-―—":
        return False
    if not body:
        return entry.kind == "trade" and entry.text in _TRADES_ALONE and inner is not None
    if entry.kind == "full":
        return len(body) >= 2 and (inner is not None or not is_generic(body))
    if body in lexicon.generic_bodies() or is_generic(body) or whole.startswith(_GENERIC_BEFORE):
        return entry.kind == "coop" and inner is not None
    return len(body) >= 2 or (inner is not None and entry.kind != "form")


_INTRODUCED = regex.compile(
    r"[(（][^()（）\n]{0,30}?(?:以下简称|下称|以下称|简称)[:：为]?[“\"「『‘']?"
    r"(?P<short>[\p{Han}A-Za-z0-9·]{2,12}+)[”\"」』’']?"
)


def _find_introduced(shadow: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Short names that the text itself introduces (以下简称“…”), at every place where they stand."""
    ends = {mention.end: mention for mention in mentions}
    out: list[NameMention] = []
    for match in _INTRODUCED.finditer(shadow):
        full = ends.get(match.start())
        if full is None or match["short"] in ("公司", "本公司", "集团"):
            continue
        out += mentions_of(shadow, match["short"], full, "introduced")
    return out


def mentions_of(shadow: str, short: str, full: NameMention, rule: str) -> list[NameMention]:
    """Every place where a short form of a known name stands."""
    out, at = [], shadow.find(short)
    target = full.attributes.get("span") or f"{full.start}:{full.end}"
    while at >= 0:
        out.append(
            NameMention(at, at + len(short), full.type, full.subtype, full.key, 0.9, rule, (), {"short": target})
        )
        at = shadow.find(short, at + len(short))
    return out


def _with_tagged(
    ground: Ground, mentions: Sequence[NameMention], tagged: Sequence[NameMention]
) -> list[NameMention]:
    """The mentions and those of the tagger's that overlap none, are no kind of body, and are more than a place."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    out = list(mentions)
    for name in tagged:
        text = ground.shadow[name.start : name.end]
        place = ground.place_start.get(name.start)
        is_place = place is not None and place.end >= name.end
        if is_place or is_generic(text) or len(text) < 2 or not taken.isdisjoint(range(name.start, name.end)):
            continue
        if _is_well_formed(ground, name, text):
            out.append(name)
    return sorted(out, key=lambda m: m.start)


def _is_well_formed(ground: Ground, name: NameMention, text: str) -> bool:
    """Whether a tagged name has clear edges and ends as names of its kind do, in a stem that is no kind of body."""
    shadow = ground.shadow
    if _generic_before(shadow, name.start) or text.startswith(_GENERIC_BEFORE) or not text.isalpha():
        return False
    ending = next((text[at:] for at in range(1, len(text)) if text[at:] in lexicon.suffixes()), None)
    if ending is None or (lexicon.suffixes()[ending].subtype == "company") != (name.type == "company"):
        return False
    stem = text[: -len(ending)]
    if len(stem) < 2 or is_generic(stem) or not has_left_edge(shadow, name.start, ground):
        return False
    follows = shadow[name.end : name.end + 1]
    return not is_han(follows or "。") or lexicon.followers().at(shadow, name.end) is not None


def find_word_owner(
    shadow: str, end: int, domain: str, bodies: Sequence[NameMention], places: Sequence[NameMention]
) -> NameMention | None:
    """A name that nothing but the office behind it tells (宏达电子|总经理), from a clear edge to ``end``."""
    ground = Ground(shadow, {p.end: p for p in places}, {p.start: p for p in places})
    start = _begin_at_place(ground, left_edge(ground, end, brackets=True), end)
    text = shadow[start:end]
    covered = any(body.start < end and start < body.end for body in bodies)
    if covered or not 3 <= len(text) <= 14 or is_generic(text) or text.startswith(_GENERIC_BEFORE):
        return None
    inner = _innermost(ground, start, end)
    rest = shadow[inner.end if inner else start : end]
    if len(rest) < 2 or is_generic(rest) or lexicon.stopwords().at(text, 0) or lexicon.followers().at(text, 0):
        return None
    if domain == "executive":
        return _mention(start, end, "company", "owner", 0.6, core=text)
    return NameMention(start, end, "organization", None, None, 0.6, "owner", (), {"core": text})


_REFERENCE = regex.compile(r"该公司|本公司|该集团|本集团|该企业|该行|本行|公司|集团")


def _references(shadow: str, mentions: Sequence[NameMention]) -> list[Range]:
    inside = {at for mention in mentions for at in range(mention.start, mention.end)}
    out = []
    for match in _REFERENCE.finditer(shadow):
        bare = len(match[0]) == 2
        if match.start() in inside or (bare and not has_left_edge(shadow, match.start())):
            continue
        if bare and _generic_before(shadow, match.start()):
            continue
        if not shadow.startswith(("法", "章程", "债", "化", "们", "治理"), match.end()):
            out.append(Range(match.start(), match.end()))
    return out


def _longest(mentions: Iterable[NameMention]) -> list[NameMention]:
    """The mentions without overlaps, longer and surer ones first."""
    taken: set[int] = set()
    out = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, -m.score, m.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            out.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(out, key=lambda m: m.start)


def keeps_place(mention: NameMention) -> bool:
    """Whether the place that a body's name begins with is a place of its own (梧州市人民政府, not a company)."""
    return mention.subtype in _KEEPS_PLACE
