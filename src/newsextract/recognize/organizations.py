"""Finding bodies in the shadow: by complete name, by core behind a place or level, by ending.

A name found by its ending begins at a clear edge: punctuation, a word that no name holds (``name_edges.tsv``), or a
place. Kinds of bodies (有关部门, 保险公司, 各县政府) are no names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.committees import PARTIES, TERM, after_party, other_committee, party_committee
from newsextract.recognize.companies import (
    find_references,
    read_company,
)
from newsextract.recognize.company_lists import find_beside, find_members, join_adjacent
from newsextract.recognize.edges import (
    COUNTED,
    GENERIC_BEFORE,
    Ground,
    begin_at_place,
    has_left_edge,
    innermost_place,
    is_generic,
    is_kind_before,
    keep_longest,
    left_edge,
    new_mention,
)
from newsextract.recognize.introduced import find_introduced, find_reporting
from newsextract.recognize.known import GENERIC_AFTER, cuts_word, known_body
from newsextract.recognize.latin import find_latin
from newsextract.recognize.lexicon import BodyEntry, SuffixEntry, is_han
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.ministries import find_ministries
from newsextract.recognize.parts import of_two_subjects, office_of_company, with_campus, with_prefix
from newsextract.recognize.prefixes import ZONES, Prefix, dated_prefix, find_prefix, over_place, prefixed, zone_prefix
from newsextract.recognize.tagged import add_tagged
from newsextract.recognize.tickers import add_tickers
from newsextract.record import Range

_KEEPS_PLACE = frozenset({"government", "party", "legislature", "court"})


def find_organizations(
    shadow: str,
    places: Sequence[NameMention],
    tagged: Sequence[NameMention] | None = None,
    given: Sequence[NameMention] = (),
) -> tuple[list[NameMention], list[Range]]:
    """Bodies and companies in order without overlaps, and the places of bare references (公司, 该公司).

    ``tagged`` are names that the tagger found; they tell where names begin, and are taken where no rule speaks.
    ``given`` are known from elsewhere.
    """
    ground = Ground(shadow, {p.end: p for p in places}, {p.start: p for p in places})
    ground.hints = None if tagged is None else {name.end: name for name in tagged}
    hits = sorted(_hits(shadow), key=lambda hit: (hit[1], hit[0]))
    for start, end, entry in hits:
        mention = _read_hit(ground, start, end, entry)
        if mention is not None and _is_better(mention, ground.found.get(end)):
            ground.found[end] = mention
    for end, mention in list(ground.found.items()):
        ground.found[end] = with_campus(ground, _of_two_fields(ground, mention))
    mentions = keep_longest([*ground.found.values(), *find_ministries(ground), *find_latin(shadow), *given])
    mentions = keep_longest([*mentions, *find_introduced(shadow, mentions), *find_reporting(shadow, mentions)])
    mentions = keep_longest([*mentions, *find_beside(ground, mentions)])
    mentions = add_tagged(ground, mentions, tagged or ())
    mentions = join_adjacent(shadow, keep_longest([*mentions, *find_members(ground, mentions)]))
    return add_tickers(ground, mentions), find_references(shadow, mentions)


def _of_two_fields(ground: Ground, body: NameMention) -> NameMention:
    """A ministry whose name 和 joins, as the office behind it shows: 工业和|建设部|部长."""
    shadow, start, end = ground.shadow, body.start, body.end
    if shadow[start - 1 : start] not in ("和", "与") or not shadow.startswith(("部长", "部部长", "长"), end):
        return body
    if shadow[end - 1] != "部" or body.subtype != "government":
        return body
    first = left_edge(ground, start - 1, brackets=False)
    if not 2 <= start - 1 - first <= 6 or first in ground.place_start or is_han(shadow[first - 1 : first] or "。"):
        return body
    return new_mention(first, end, "government", "core", 0.95, core=shadow[first:end])


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
    if old is not None and old.rule == "known" and new.rule == "ending.words":
        return False  # 到访|国家药品监督管理局
    if old is not None and old.rule == "core" and new.rule == "ending.level" and old.start == new.start:
        return False  # 市政署
    if old is not None and old.subtype == "international" and old.rule == "known" and new.type == "company":
        return False  # 约翰内斯堡|二十国集团
    return old is None or (new.end - new.start, new.score) > (old.end - old.start, old.score)


def _read_hit(ground: Ground, start: int, end: int, entry: BodyEntry | SuffixEntry | str) -> NameMention | None:
    if isinstance(entry, str):
        return known_body(ground, start, end, lexicon.known_bodies()[entry])
    if isinstance(entry, BodyEntry):
        return _core_body(ground, start, end, entry)
    if entry.subtype == "company":
        return read_company(ground, start, end, entry)
    return _ending_body(ground, start, end, entry)


def _standing_alone(ground: Ground, start: int, end: int, entry: BodyEntry) -> NameMention | None:
    """自治区党委 of the article's region; 管委会 before its head, behind another office of his."""
    if entry.text == "自治区党委" and has_left_edge(ground.shadow, start, ground):
        core = lexicon.bodies()["党委"].canonical
        return new_mention(start, end, entry.subtype, "core", 0.9, core=core, level="自治区")
    if entry.text == "管委会" and ground.shadow[start - 1] in "、兼" and _CHAIR.match(ground.shadow, end):
        return new_mention(start, end, entry.subtype, "core", 0.7, core=entry.canonical, bare="1")
    return None


_MEMBERS = {"人大": "代表", "政协": "委员"}  # a body without its place before its members is none: 人大代表、政协委员


def _core_body(ground: Ground, start: int, end: int, entry: BodyEntry) -> NameMention | None:
    shadow = ground.shadow
    start, entry = _regional(ground, start, entry)
    if (over := over_place(ground, start, entry)) is not None:
        return over
    # a committee, where 镇党委书记 is an office: 自治区|党委, 湛江经开区|党工委
    regional = (entry.text == "党委" and shadow.endswith("自治区", 0, start)) or (
        entry.text == "党工委" and shadow.endswith(_ZONE_ENDS, 0, start)
    )
    if shadow.startswith(GENERIC_AFTER if regional else entry.not_before + GENERIC_AFTER, end):
        return None
    term = TERM.search(shadow, max(0, start - 7), start)
    prefix = find_prefix(ground, term.start() if term else start) or zone_prefix(ground, start, entry)
    prefix = prefix or dated_prefix(ground, start)
    if prefix is None:
        if (alone := _standing_alone(ground, start, end, entry)) is not None:
            return alone
        if entry.needs_prefix or entry.needs_level or end - start < 2 or is_kind_before(shadow, start):
            return None
        house = ground.found.get(start)
        if entry.subtype == "party" and house is not None and house.type == "company":
            return None  # 某某集团|纪委书记
        if cuts_word(ground, start, end):
            return None  # 让|人大|失所望
        if not has_left_edge(shadow, start, ground) or shadow.startswith(_MEMBERS.get(entry.text, "\n"), end):
            return None
        return new_mention(start, end, entry.subtype, "core", 0.7, core=entry.canonical, bare="1")
    prefix = after_party(shadow, prefix, entry) or prefix
    if entry.text in ("委会", "区委会") and PARTIES.at(shadow, prefix.start) in (None, "中共"):
        return None  # 致公党|广西区委会; 省委|会同
    if (other := other_committee(ground, prefix, end, entry)) is not None:
        return other
    if _is_of_all(prefix, entry):
        return None
    if entry.needs_level and (prefix.body is not None or (entry.text == "府" and shadow[start - 1] not in "县市省")):
        return None
    return prefixed(prefix, end, entry.subtype, entry.canonical, "core", 0.95)


def _regional(ground: Ground, start: int, entry: BodyEntry) -> tuple[int, BodyEntry]:
    """广西壮族[自治区]党委 begins with its place."""
    place = ground.place_end.get(start + 3) if entry.text == "自治区党委" else None
    return (start + 3, lexicon.bodies()["党委"]) if place is not None and place.start < start else (start, entry)


def _is_of_all(prefix: Prefix, entry: BodyEntry) -> bool:
    """Whether a level makes all bodies of a kind: 全国|海关."""
    return prefix.level == "全国" and entry.subtype == "government"


_ZONE_ENDS = tuple(ZONES)
_CHAIR = regex.compile(r"(?:常务|第一|专职)?副?主任")
_BENCH = regex.compile(r"(?:审判|检察)委员会(?:副\p{Han}级)?(?:专职)?委员")


def _ending_body(ground: Ground, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    shadow = ground.shadow
    behind = shadow[start - 1] in entry.not_behind and not shadow.endswith("安全", 0, start)  # 全|局, but 安全|局
    if start == 0 or behind or _is_title_head(shadow, start, end) or shadow.startswith("董事局主席", start - 2):
        return None
    if shadow[end : end + 1] in tuple("级官") and end - start == 1:
        return None  # 一厅|级干部
    if entry.text in _UNITS and not shadow.startswith(f"{entry.text}长", end):
        return None  # of a ministry's units only those whose heads are named: 规划司|司长
    if shadow.startswith(
        ("们", "生", "里", "城", "路", "系统", "部门") if entry.subtype == "school" else GENERIC_AFTER, end
    ) or shadow.startswith(_GROUNDS, end):
        return None
    if entry.text[-1] == "会" and (shadow[end : end + 1] == "议" or _BENCH.match(shadow, start - 2)):
        return None  # 生物学|会议, 高级人民法院|审判委员会委员
    quoted = _QUOTED.search(shadow, max(0, start - 14), start)
    if (
        quoted is not None
        and not _SPOKEN.search(quoted["name"])
        and shadow[end : end + 1] in tuple('”」』"')
        and entry.kind != "place"
    ):
        return new_mention(quoted.start("name"), end, entry.subtype, "ending.quoted", 0.85)
    if entry.text == "事务所" and (firm := _FIRM.search(shadow, max(0, start - 16), start)) is not None:
        return new_mention(firm.start(), end, entry.subtype, "ending.prefix", 0.9)
    committee = party_committee(ground, start, end) if entry.text == "委员会" else None
    if committee is not None:
        return committee
    prefix = _national(ground, find_prefix(ground, start), entry)
    if prefix is not None and prefix.place is not None and end - start < 2:
        return None
    if prefix is not None and prefix.body is not None and prefix.body.end == start and end - start < 2:
        return None
    if prefix is not None and (whole := of_two_subjects(ground, prefix.start, end, entry)) is not None:
        return whole
    if prefix is not None and not (prefix.level and entry.kind == "place" and end - start < 2):
        return with_prefix(ground, prefix, end, entry)
    return _ending_with_words(ground, start, end, entry)


def _national(ground: Ground, prefix: Prefix | None, entry: SuffixEntry) -> Prefix | None:
    """The prefix with the place of a national school: 河内|国家|大学."""
    if prefix is None or prefix.level != "国家" or entry.subtype != "school" or prefix.start not in ground.place_end:
        return prefix
    place = ground.place_end[prefix.start]
    return Prefix(place.start, place.start, place, prefix.level)


# A firm of lawyers or auditors with its place in brackets: 国浩律师(南宁)|事务所.
_FIRM = regex.compile(
    r"(?:(?<!\p{Han})|(?<=[、和与由及]))\p{Han}{2,8}?"
    r"(?:(?:律师|会计师|税务师)[(（]\p{Han}{2,5}[)）]|[(（]\p{Han}{2,5}[)）](?:律师|会计师|税务师))$"
)


def _is_title_head(shadow: str, start: int, end: int) -> bool:
    """Whether the ending is the first character of an office: 统计局|局长, 副|处长."""
    acting = shadow[start - 1] == "代" and shadow[start - 2 : start - 1] in tuple("局署处厅院会司")  # 发展局|代局长
    return shadow[end : end + 1] == "长" and (
        acting or shadow[start - 1] == "副" or shadow.startswith(shadow[start:end], 2 * start - end)
    )


def _ending_with_words(ground: Ground, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    edge = begin_at_place(ground, left_edge(ground, start, brackets=False), start)
    edge = _past_described(ground.shadow, ground.begin_as_hinted(edge, start, end), start, entry)
    if (whole := _whole_as_hinted(ground, edge, end) or of_two_subjects(ground, edge, end, entry)) is not None:
        return whole
    learned = entry.text in _LEARNED and ground.shadow[edge - 1 : edge] in ("及", "与")
    if entry.kind == "place" or entry.text == "委员会" or learned:
        edge = _over_conjunction(ground, edge, start)
    if (office := office_of_company(ground, edge, start, end, entry)) is not None:
        return office
    inner = innermost_place(ground, edge, start)
    body = ground.shadow[inner.end if inner else edge : start]
    if inner is not None and inner.start > edge and body in _PROFESSIONS:
        return new_mention(edge, end, entry.subtype, "ending.place", 0.85)  # 北京市|京都|律师|事务所
    if inner is not None:
        if COUNTED.search(body) or _HOLDER.search(body) or _FOUNDING.match(body):
            return None
        if len(body) > 16 or (entry.kind != "place" and _is_kind(body, entry)):
            return None
        prefix = Prefix(inner.start, edge, inner)
        return prefixed(
            prefix, end, _house_subtype(ground, edge, start, entry), body + entry.text, "ending.place", 0.85
        )
    above = _body_at(ground, edge, start)
    if above is not None and 2 <= start - above.end <= 8:
        return prefixed(Prefix(above.start, above.start, body=above), end, entry.subtype, body, "ending.body", 0.85)
    level = _leading_level(ground, edge, start)
    if level is not None and level not in ("全国", "中央") and ground.shadow[edge + len(level)] != "级":
        core = ground.shadow[edge + len(level) : end]
        return prefixed(Prefix(edge, edge, level=level), end, entry.subtype, core, "ending.level", 0.8)
    least = {"": 2, "long": 4}.get(entry.kind, 99)
    if COUNTED.search(body):
        return None
    if entry.subtype in ("school", "hospital") and _is_kind(body, entry):
        return None
    unseen = ground.hints is not None and not _is_hinted(ground, edge, end)
    if least <= len(body) <= 14 and not is_generic(body) and not body.startswith(GENERIC_BEFORE) and not unseen:
        subtype = _house_subtype(ground, edge, start, entry)
        return new_mention(edge, end, subtype, "ending.words", 0.6, core=body + entry.text)
    return None


def _past_described(shadow: str, edge: int, start: int, entry: SuffixEntry) -> int:
    """Behind what says of what trade an institute is: 商业航天企业|天仪研究院."""
    described = _DESCRIBED.match(shadow, edge, start) if entry.text in ("研究院", "研究所") else None
    return edge if described is None else described.end()


_DESCRIBED = regex.compile(r"\p{Han}{3,8}?(?:企业|公司)(?=\p{Han}{2})")


def _house_subtype(ground: Ground, edge: int, start: int, entry: SuffixEntry) -> str:
    """What a body is that begins with another: 福建省人大常委会|农业农村工作委员会."""
    governed = entry.subtype == "government" or entry.text == "分院"  # 某某检察院|铁路运输|分院
    houses = (ground.found.get(at) for at in range(start, edge + 2, -1)) if governed else ()
    house = next((m for m in houses if m is not None and m.start <= start and m.subtype in _CHAMBERS), None)
    return entry.subtype if house is None or house.subtype is None else house.subtype


_CHAMBERS = ("legislature", "court", "party")


def _whole_as_hinted(ground: Ground, edge: int, end: int) -> NameMention | None:
    """A name over a conjunction, where the tagger sees one that begins with a body: 浙江大学|区域与|城市研究中心."""
    hint = ground.hints.get(end) if ground.hints else None
    if (
        hint is None
        or hint.start >= edge - 1
        or ground.shadow[edge - 1] not in "和与及暨"
        or edge in ground.place_start
    ):
        return None
    bodies = (ground.found.get(at) for at in range(hint.start + 2, edge - 1))
    house = next((body for body in bodies if body is not None and body.start == hint.start), None)
    text = ground.shadow[hint.start : end]
    if house is None or house.subtype is None or not all(map(lexicon.is_han, text)):
        return None
    return new_mention(hint.start, end, house.subtype, "ending.whole", 0.85, core=text)


def _is_hinted(ground: Ground, edge: int, end: int) -> bool:
    """Whether the tagger sees a body that ends within a name which nothing but an ending tells."""
    hints = ground.hints or {}
    if any(at in hints for at in range(edge + 2, end + 8)):
        return True
    longer = (hints.get(at) for at in range(end + 8, end + _UNIT_OF))
    return any(hint is not None and hint.start == edge for hint in longer)  # 国立高雄科技大学|渔业科技与管理学系


_UNIT_OF = 20  # how far a body's unit may go on behind its name


# 利州区|建设|数据中心 is built there; 广州市|建设工程交易中心 is a name.
_FOUNDING = regex.compile(
    r"(?:拟|将|新|正)?(?:建设(?!工程|委|局|厅|和|与|管理|规划|监理|项目|用地|银行|集团|科技|职业|大学|路|街)|新建|建立|设立|打造|开设|筹建|组建|共建|创建|建成)"
)
_HOLDER = regex.compile(
    r"[院局校会部处厅书事]长|主任|书记|主席|总理|(?<!最高人民)检察官(?!学院|协会)|(?<!女)法官(?!学院|协会)|立委|议员(?!办)"
)  # 博爱医院|院长甲代表|医院
_UNITS = ("司", "科", "股")
_PROFESSIONS = ("律师", "会计师", "税务师")
_LEARNED = ("协会", "学会", "研究会")  # 中国房地产及住宅研究会
_GROUNDS = ("特区", "商圈", "路口", "路段", "片区", "站点", "周边商圈")  # named for a body: 美术馆|特区
_SPOKEN = regex.compile(r"[都就不没是我你他她这那说要吗呢吧在了很又也还]|每[次天年月]")
_QUOTED = regex.compile(r"[“「『\"](?P<name>\p{Han}{2,14})$")  # 「守护浊水溪|联盟」


def _body_at(ground: Ground, edge: int, start: int) -> NameMention | None:
    """The body that begins a name: 中央气象署|地震测报中心."""
    bodies = (ground.found.get(at) for at in range(edge + 2, start - 1))
    kinds = ("government", "association") if ground.shadow[start : start + 2].endswith("会") else ("government",)
    begun = (m for m in bodies if m is not None and m.start <= edge and (m.subtype in kinds or _runs(ground, m, start)))
    above = max(begun, key=lambda m: m.end, default=None)
    if above is None or any(ground.shadow[above.end : above.end + n] in lexicon.titles() for n in range(2, 6)):
        return None  # 监察局|局长甲带领工作组
    return above


def _runs(ground: Ground, house: NameMention, start: int) -> bool:
    """Whether a house runs the hospital or school whose ending begins at ``start``: 复旦大学|附属华山医院,
    联勤保障部队|第九〇〇医院."""
    shadow = ground.shadow
    if house.subtype == "school":
        return shadow.startswith("附属", house.end)
    return house.subtype == "military" and shadow[house.end] == "第" and shadow.startswith("医院", start)


def _over_conjunction(ground: Ground, edge: int, start: int) -> int:
    """宜昌市水利和湖泊局: a body of two fields begins with the place before the conjunction."""
    if edge < 2 or start - edge < 2 or ground.shadow[edge - 1] not in "和与及" or edge - 1 in ground.found:
        return edge
    if edge in ground.place_start:
        return edge  # 接受中央纪委国家监委纪律审查和|浙江省监察委员会监察调查
    before = left_edge(ground, edge - 1, brackets=False)
    chamber = ground.shadow.startswith("委员会", start) and _CHAIRED.match(ground.shadow, start) is not None
    if chamber and 2 <= edge - 1 - before <= 6 and not is_han(ground.shadow[before - 1 : before] or "。"):
        return before  # 立法会财经事务委员会主席甲,|工商及创新科技|委员会主席乙
    fields = start - before <= 14 and (innermost_place(ground, before, edge) or _leading_level(ground, before, edge))
    return before if fields else edge


_CHAIRED = regex.compile(r"委员会(?:副?主席|(?:正副)?主席|召集人)")
_SCHOOL_KINDS = (
    "哨点",
    "定点",
    "方舱",
    "三甲",
    "二级",
    "三级",
    "县级",
    "专科",
    "综合",
    "基层",
    "社会办",
    "公办",
    "民办",
    "公立",
    "私立",
    "重点",
    "普通",
    "高等",
    "各级",
    "定点",
    "乡镇",
    "社区",
    "中小",
    "一流",
    "官立",
    "津贴",
    "资助",
    "区域",
    "地区",
)


_UNIONS = ("联合会", "总会", "协会", "商会", "学会", "基金会", "促进会")


def _is_kind(body: str, entry: SuffixEntry) -> bool:
    """Whether a stem makes a kind: 公办 of schools, while 华中|科技|大学 and 华东|师范|大学 are names."""
    if entry.subtype in ("school", "hospital"):
        return body.endswith(_SCHOOL_KINDS)
    if entry.text in _UNIONS and body in lexicon.trades():
        return False  # 德国|工业|联合会, 上海市|慈善|基金会
    return body in lexicon.generic_bodies()


def _leading_level(ground: Ground, edge: int, start: int) -> str | None:
    level = lexicon.relations("level").at(ground.shadow, edge)
    if level is None or edge + len(level) >= start or start - edge > 14:
        return None
    if is_kind_before(ground.shadow, edge) or not has_left_edge(ground.shadow, edge, ground):
        return None
    return None if ground.shadow[edge : edge + 2] in ("乡镇", "市县", "县乡", "区县") else level  # 乡镇|卫生院


def keeps_place(mention: NameMention) -> bool:
    """Whether the place that a body's name begins with is its own (梧州市人民政府; no company, no museum)."""
    return mention.subtype in _KEEPS_PLACE and not mention.attributes.get("core", "").endswith(_HOUSES)


_HOUSES = ("博物馆", "博物院", "图书馆", "美术馆", "纪念馆", "科技馆")
