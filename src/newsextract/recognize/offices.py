"""Who bears which title: chains of titles joined to the names before or behind them."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import has_left_edge
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.people import NameReader, read_list
from newsextract.recognize.titles import Chain, Owner, Title, share_owners, shared_owner
from newsextract.record import Range, Status

# 高级助理处长(新界)|邓国维: of what part of the house.
_BEFORE_NAME = regex.compile(r"(?:[(（]\p{Han}{1,8}[)）])?+[ 　]{0,2}+(?:同志)?[:：]?[ 　]{0,2}+")
_SENTENCE_END = regex.compile(r"[。！？!?\n]")
_REMOVED = regex.compile(r"(?:免去|撤销|解除|罢免|接受|辞去|免除)(?:了)?$")
_NAMED = regex.compile(r"(?:任命|委任|选举|提名|推选|聘任|聘请)(?:了|[:：])?$")
# 任命: and lines that each name one person.
_NAMED_LIST = regex.compile(r"(?:任命|选举|聘任|委任)[^\n:：]{0,20}[:：][ 　]*+\n(?:[^\n]*+(?<=为[^\n]*)\n)*+[ 　]*+$")
_LIST_REACH = 800
# 选举甲为董事长、|乙为副董事长.
_NAMED_ALONG = regex.compile(
    r"(?:任命|委任|选举|提名|推选|聘任|聘请)[^,，。；;\n]{3,60}为[^,，。；;\n]{2,30}、$"
    r"|(?:任命|选举|聘任|委任)[:：](?:(?:(?!免去)[^。；;\n])++[；;])+$"
)  # 选举甲为董事长、乙为副董事长; 任命：甲为某厅厅长；|乙为某局局长
_ALONG_REACH = 100
_APPOSED = regex.compile(
    r"[(（]|\s?[,，]\s?(?:(?:男|女|现年\d{1,3}岁?|\d{1,3}岁|[\p{Han}]{1,4}族|中共党员|\d{4}年(?:\d{1,2}月)?出?生)[,，、]\s?){0,6}"
    r"(?:现任|时任|原|前)?"
)
_SEX = regex.compile(r"[(（](?:女|男|兼)?[,，、]?(?:\p{Han}{1,4}族)?[)）](?=的)")
_OBJECT = regex.compile(r"(?:接替|取代|顶替|师从|拜|师承|追随|跟随|妻子|丈夫|之子|之女)$")
_GOES_ON = regex.compile(r"[,，；;](?:(?:第?[一二三四五六七八九十\d]{1,3}届、?){1,4}|其间)?")
_CLOSED = regex.compile(r"[)）,，。;；、]")


@dataclass(frozen=True, slots=True)
class Office:
    """A title borne by a person: ranges of the shadow."""

    person: Range
    title: Title
    owner: Owner | None
    status: Status

    @property
    def is_position(self) -> bool:
        """False for roles that are no offices (村民, 教授)."""
        entry = self.title.entry
        return entry.is_office or (entry.domain == "staff" and self.owner is not None and self.owner.kind == "company")


def join_following(reader: NameReader, chains: Sequence[Chain]) -> tuple[list[Office], list[Chain]]:
    """The offices of names that stand behind their titles, and the chains that none follows."""
    out: list[Office] = []
    left: list[Chain] = []
    for whole in chains:
        own, chain = _part_of_name_before(reader, _without_candidacy(whole))
        left += own
        at = _of_marked(reader.shadow, chain) or _BEFORE_NAME.match(reader.shadow, chain.end)
        office = any(title.entry.is_office or title.entry.subtype for title in chain.titles)
        office = office or (chain.titles[-1].entry.domain == "staff" and chain.end in reader.votes)
        names = read_list(reader, at.end() if at else chain.end, office=office) or _taken_up(reader, chain)
        if not names:
            left.append(chain)
            continue
        status = _taken_status(reader.shadow, chain, names[-1][1])
        for start, end in names:
            out += offices_of(Range(start, end), chain, status)
    return out, left


def _without_candidacy(chain: Chain) -> Chain:
    """The chain without an office that one only stands for: 主席|候选人甲."""
    titles = chain.titles
    stands = len(titles) > 1 and titles[-1].entry.text == "候选人" and titles[-2].end == titles[-1].start
    return Chain((*titles[:-2], titles[-1])) if stands else chain


_TAKEN = regex.compile(r"(?:先生|女士|同志)?(?:(?P<new>接任|继任|接替|出任|接掌)|担任|兼任|代理)")


def _taken_up(reader: NameReader, chain: Chain) -> list[tuple[int, int]]:
    """The one by whom an office is taken: 董事会秘书|由|王妍女士接任."""
    by = _BY.match(reader.shadow, chain.end)
    end = reader.read(by.end(), strong=True) if by is not None else None
    return [(by.end(), end)] if by is not None and end is not None and _TAKEN.match(reader.shadow, end) else []


_BY = regex.compile(r"(?:一职|职务|职位)?(?:将|改|暂)?由")


def _taken_status(shadow: str, chain: Chain, end: int) -> Status | None:
    taken = _TAKEN.match(shadow, end) if _BY.match(shadow, chain.end) else None
    return "appointed" if taken is not None and taken["new"] else None


def _part_of_name_before(reader: NameReader, chain: Chain) -> tuple[list[Chain], Chain]:
    """The offices of a chain that are of the name before it (甲总统|和|总理乙), and the others."""
    first = chain.titles[0]
    if len(chain.titles) < 2 or first.begin != first.start or first.start not in reader.vote_ends:
        return [], chain
    gap = reader.shadow[first.end : chain.titles[1].begin]
    if gap not in _AND:
        return [], chain
    return [Chain(chain.titles[:1])], Chain(chain.titles[1:])


_AND = ("和", "与", "及", "以及", "、")


def _of_marked(shadow: str, chain: Chain) -> regex.Match[str] | None:
    """时任副省长|的|张伟: only behind a word that dates the office."""
    dated = chain.titles[-1].status in ("former", "appointed") or shadow.startswith("现任", chain.start)
    dated = dated or shadow.endswith("任", 0, chain.start)  # 2020年起任某局局长|的|王勇
    return (_OF if dated else _OF_FOREIGN).match(shadow, chain.end)


_OF = regex.compile("的")
_OF_FOREIGN = regex.compile(r"的(?=\p{Han}{2,7}·\p{Han}{2})")  # 首席执行官|的|克雷格·巴雷特
# Offices of one body that names in a list bear: 某医院党委书记甲、院长乙; a 村支书, a 市长 is of something else.
_SHARED_DOMAINS = frozenset({"party", "state", "institution", "executive", "court"})
_LISTED = regex.compile(r"(?:等)?(?:同志|先生|女士)?(?:\s?[(（][^()（）\n]{1,12}[)）])?\s?(?:[、,，]|及|和|与|以及)")
# 省卫健委副主任甲，体制改革处|处长乙: a unit of the body that the list began with.
_UNIT_LISTED = regex.compile(
    r"(?:同志|先生|女士)?[、，,]\s?(?![省市县区镇乡州某]|[海陆空]军|\p{Han}{1,5}某|武警)\p{Han}{2,8}(?:[处科室司庭]|中心|支队|大队)"
)
_ENDS = regex.compile(r"[。！？!?\n；;]")
# Who serves under the head of a court or of its prosecutors: 地检署检察长甲指示查贿，|检察官|乙.
_UNDER = {"检察长": ("检察官",), "院长": ("庭长", "审判员", "法官")}
_SECRETARIES = frozenset({"秘书长", "副秘书长"})


def share_along(shadow: str, offices: Sequence[Office]) -> list[Office]:
    """The offices, those without a body given that of the office before them where the sentence goes on with it.

    In a list of names (某医院党委书记甲、院长乙) any office does; elsewhere in the sentence a deputy of the same office
    and a secretary (市人大常委会主任甲主持, 副主任乙、秘书长丙出席).
    """
    out = list(offices)
    before: Office | None = None
    lent = False  # whether the office before has its body from one further before
    listed = 0  # where the list of the names that bear the office before ends
    borne: list[Office] = []  # what the one before bears
    for at in sorted(range(len(out)), key=lambda i: (out[i].title.start, out[i].person.start)):
        office = out[at]
        if not office.is_position:
            continue
        own = office.owner is not None
        if (
            before is not None
            and not own
            and (_goes_on(shadow, before, listed, office) or (lent and office.title.end <= before.person.start))
        ):  # X学院校长甲，党委委员、副校长乙: both offices of one chain
            office = out[at] = replace(office, owner=_shared_owner(_superior(borne, office) or before, office))
        lent = not own and office.owner is not None
        same = before is not None and before.title == office.title
        borne = [*borne[-7:], office] if before is not None and before.person == office.person else [office]
        listed = max(listed, office.person.end) if same else office.person.end
        before = office
    return out


def _superior(borne: Sequence[Office], office: Office) -> Office | None:
    """The office whose deputy another is: 某商会会长、某集团董事长甲，副会长|乙."""
    text = office.title.entry.text
    superiors = (o for o in borne if o.owner is not None and f"副{o.title.entry.text}" == text)
    return next(superiors, None)


def _goes_on(shadow: str, before: Office, listed: int, office: Office) -> bool:
    """Whether an office without a body is of the body of the one before it."""
    title = office.title
    if before.owner is None:
        return False
    if title.begin > before.title.end and _LISTED.fullmatch(shadow, listed, title.begin):
        apart = shadow[title.start - 1] in ",，" and not title.entry.text.startswith(("副", "党", "总"))
        if title.entry.domain == "level":
            return _is_of_committee(shadow, before.owner, title)
        of_another = title.entry.text[0] in "村镇乡县市省区州旗国驻" and not title.entry.alone
        if not apart and title.entry.domain in _SHARED_DOMAINS and not of_another:
            return True
    unit = _UNIT_LISTED.fullmatch(shadow, listed, title.start) if title.start > before.title.end else None
    if unit is not None and before.owner.kind == "organization":
        return title.entry.domain in ("state", "institution") and not title.entry.alone
    apart = before.status != office.status or before.status == "former"
    if apart or _ENDS.search(shadow, before.title.end, title.start):
        return False
    if is_han(shadow[title.start - 1]) and not shadow.endswith(("当选", "当选为"), 0, title.start):
        return False  # 高雄荣总|副院长: of a body that is not known
    head = before.title.entry.text.removeprefix("常务").removeprefix("副")
    text = title.entry.text
    return text in _SECRETARIES or text == f"副{head}" or text.endswith(_UNDER.get(head, ("\n",)))


def _is_of_committee(shadow: str, owner: Owner, title: Title) -> bool:
    """Whether an office of a place stands behind one of its party committee: 尚志市委书记甲、市长乙."""
    level = title.entry.text.removeprefix("代").removeprefix("副")[0]
    return owner.kind == "organization" and shadow[owner.start : owner.end].endswith((f"{level}委", f"{level}党委"))


def _shared_owner(before: Office, office: Office) -> Owner | None:
    return shared_owner(before.title.entry, before.owner, office.title.entry) if before.owner is not None else None


def offices_of(person: Range, chain: Chain, status: Status | None = None) -> Iterator[Office]:
    """One office for each title of a chain."""
    carried: Status = "current"
    for title, owner in share_owners(chain):
        own = title.status
        if own == "former":
            carried = own
        elif title.owner is not None and title.owner.kind == "company":
            carried = "current"  # 某部原副部长、|某集团董事长
        chosen = own if own != "current" else carried
        yield Office(person, title, owner, status if status and own == "current" else chosen)


def join_preceding(
    reader: NameReader, chains: Sequence[Chain], people: Sequence[Range]
) -> tuple[list[Office], list[tuple[Range, Chain]]]:
    """The offices of names before their titles (王勇市长; 王勇任某局局长; 任命王勇为…), and surnames alone (王市长)."""
    known = _LastBefore(people)
    out: list[Office] = []
    partial: list[tuple[Range, Chain]] = []
    last: tuple[Chain, Range, Status] | None = None
    for chain in chains:
        linked = _linked(reader.shadow, chain, known)
        if linked is None and last is not None and _GOES_ON.fullmatch(reader.shadow, last[0].end, chain.start):
            linked = last[1:]
        last = None if linked is None else (chain, *linked)
        if linked is not None:
            for person in known.listed_with(linked[0], reader.shadow):
                out += offices_of(person, chain, linked[1])
            continue
        name = _name_right_before(reader, chain, known)
        if name is not None:
            out += offices_of(name, chain)
        elif (surname := _surname_before(reader.shadow, chain)) is not None:
            partial.append((surname, chain))
    return out, partial


class _LastBefore:
    def __init__(self, people: Sequence[Range]) -> None:
        self.ends = {person.end: person for person in people}
        self._sorted = sorted(people)

    def listed_with(self, person: Range, shadow: str) -> list[Range]:
        """The names of the list that a name closes: 甲、乙、丙当选副主席."""
        out = [person]
        while shadow[out[0].start - 1 : out[0].start] == "、" and (before := self.ends.get(out[0].start - 1)):
            out.insert(0, before)
        return out

    def __call__(self, position: int) -> Range | None:
        index = bisect.bisect_right(self._sorted, Range(position, 0))
        while index and self._sorted[index - 1].end > position:
            index -= 1
        return self._sorted[index - 1] if index else None


def _linked(shadow: str, chain: Chain, known: _LastBefore) -> tuple[Range, Status] | None:
    """王勇(男,1970年生)现任某局局长: the verb before the chain and the last name before the verb."""
    begin = chain.start
    person = known(begin)
    while person is not None and _OBJECT.search(shadow, max(0, person.start - 3), person.start):
        person = known(person.start)  # 师从某某，曾任: the pupil, not the master
    if person is None:
        return None
    removed = _REMOVED.search(shadow, max(0, person.start - 4), person.start)
    courtesy = 2 if shadow.startswith(("同志", "先生", "女士"), person.end) else 0
    note = _SEX.match(shadow, person.end + courtesy)  # 免去甲(女)的某局局长职务
    end = person.end + courtesy if note is None else note.end()
    gap = shadow[end:begin]
    if removed and (gap in ("", "的") or ("、" in gap and len(gap) < 40) or (gap[:1] == "的" and len(gap) < 15)):
        return person, "former"
    first = chain.titles[0]
    gap = shadow[end : first.owner.start if first.owner else begin]
    if gap in ("", "的") and shadow.startswith(("职务", "一职"), chain.end):
        return person, "former"  # 免去王勇的某局局长职务
    verb, verb_start = _verb_before(shadow, chain)
    if verb is None or verb_start < person.end:
        return _apposed(shadow, chain, person)
    between = shadow[person.end : verb_start]
    if _SENTENCE_END.search(between) and not (
        _opens_paragraph(shadow, person, begin)
        or (lexicon.office_verbs()[verb] == "former" and _tells_life(shadow, person, verb_start))
    ):
        return None
    if verb in ("为", "是", "系", "作为", "身为") and len(between) > 12:
        return None
    status = lexicon.office_verbs()[verb]
    opening = known.listed_with(person, shadow)[0].start
    if verb == "为" and (
        _NAMED.search(shadow, max(0, opening - 4), opening)
        or _NAMED_LIST.search(shadow[max(0, opening - _LIST_REACH) : opening])
        or _NAMED_ALONG.search(shadow, max(0, opening - _ALONG_REACH), opening)
    ):
        status = "appointed"
    return person, status


def _verb_before(shadow: str, chain: Chain) -> tuple[str | None, int]:
    """The verb of office before a chain; 现任 and the like may have been read as the chain's own marker."""
    first = chain.titles[0]
    marker_end = first.owner.start if first.owner and first.owner.start > first.begin else first.start
    if first.begin < marker_end:
        for verb in lexicon.office_verbs():
            if len(verb) > 1 and shadow.startswith(verb, first.begin):
                return verb, first.begin
    holding = _HOLDING.search(shadow, max(0, chain.start - 14), chain.start)
    start = holding.start() if holding is not None else chain.start
    ending = _verb_ending(shadow, start)
    if ending is None and (career := _CAREER.search(shadow, max(0, start - _CAREER_REACH), start)) is not None:
        return "历任", career.start()
    return ending, start - len(ending or "")


# 仍为|公司控股股东|兴发集团董事长: how the house stands to the one spoken of.
_HOLDING = regex.compile(
    r"(?:(?:公司|本公司|其)?(?:的)?(?:第一大股东|大股东|控股股东|控股子公司|全资子公司|子公司|母公司|关联方)"
    r"|(?:公司|本公司|集团)?第?[一二三四五六七八九十\d]{1,3}届(?:董事会|监事会|理事会|委员会)?)$"
)
# 历任某公署办公室秘书，|某县县委常委: behind a post that is no office.
_CAREER = regex.compile(r"(?:历任|先后任|先后担任|曾任|曾先后任|曾担任)[^。；;!！?？\n(（]{1,60}[,，、]$")
_CAREER_REACH = 70


def _verb_ending(shadow: str, end: int) -> str | None:
    verbs = (verb for verb in lexicon.office_verbs() if shadow.endswith(verb, max(0, end - 6), end))
    return max(verbs, key=len, default=None)


def _opens_paragraph(shadow: str, person: Range, position: int) -> bool:
    line = shadow.rfind("\n", 0, person.start) + 1
    return not shadow[line : person.start].strip() and shadow.find("\n", person.end, position) < 0


# 王勇，男，1964年8月出生，某县人。1978年后，|曾任: the sentences of a life go on about the one they began with.
_BORN = regex.compile(
    r"(?:同志|先生|女士)?(?:[,，]?[(（]?(?:男|女)[,，;；)）]|[,，]?(?:19|20)\d\d年[\d月日]{0,6}(?:出生|生)|[,，]?(?:出)?生于)"
)
_TIME_ALONE = regex.compile(r"[。；;!！?？](?:其|他|她)?(?:[\d年月日起后至到—-]{2,20}[,，]?)?$")


def _tells_life(shadow: str, person: Range, verb_start: int) -> bool:
    """Whether a name begins a life in its paragraph, and a verb of former offices a sentence of it."""
    if _BORN.match(shadow, person.end) is None or shadow.find("\n", person.end, verb_start) >= 0:
        return False
    return _TIME_ALONE.search(shadow, max(person.end, verb_start - 24), verb_start) is not None


def _apposed(shadow: str, chain: Chain, person: Range) -> tuple[Range, Status] | None:
    """王勇(某局局长) and 王勇，某局局长，"""
    gap = shadow[person.end : chain.start]
    if len(gap) <= 40 and _APPOSED.fullmatch(gap) and _CLOSED.match(shadow, chain.end):
        listed = (
            gap[0] in ",，" and shadow[chain.end] == "、" and is_han(shadow[person.start - 1 : person.start] or "。")
        )
        return None if listed else (person, "current")  # 镇人大主席甲，某镇党委委员、武装部部长|乙: of the next
    return None


# Offices that stand behind a name too: 王勇市长, 王勇书记; 负责人 and 代表 do not.
_POSTPOSED = frozenset({"level", "state", "party", "executive", "congress"})


def _name_right_before(reader: NameReader, chain: Chain, known: _LastBefore) -> Range | None:
    at, first = chain.start, chain.titles[0]
    if first.owner is not None or not (first.entry.domain in _POSTPOSED or first.entry.behind):
        return None
    if (person := known.ends.get(at)) is not None:
        return person
    for length in (3, 2, 4):
        start = at - length
        if start >= 0 and reader.read(start, strong=True) == at and has_left_edge(reader.shadow, start):
            name = reader.shadow[start:at]
            voted = not reader.votes or reader.votes.get(start) == at
            if voted and name not in lexicon.ambiguous_names() and lexicon.surnames().get(name[0]) != "word":
                return Range(start, at)
    return None


def _surname_before(shadow: str, chain: Chain) -> Range | None:
    at = chain.start
    if chain.titles[0].owner is not None or not chain.titles[0].entry.is_office:
        return None
    for length in (2, 1):
        surname = shadow[at - length : at]
        kind = lexicon.surnames().get(surname)
        if at >= length and kind is not None and has_left_edge(shadow, at - length):
            return Range(at - length, at)
    return None


def with_word_owner(office: Office, owner: Owner) -> Office:
    """The office with an owner that only its place before the title tells."""
    return replace(office, owner=owner)
