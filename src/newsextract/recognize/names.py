"""Everything that is named in an article, from all recognizers, with their conflicts resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from newsextract.clean.cleaned import CleanText, Label
from newsextract.clean.masthead import Masthead
from newsextract.read.lexicons import Lexicon
from newsextract.recognize import lexicon
from newsextract.recognize.given import given_titles, prepare_lexicon, put_first
from newsextract.recognize.mentions import NameMention, NameType
from newsextract.recognize.named_again import find_short_forms
from newsextract.recognize.offices import Office, join_following, join_preceding, share_along, with_word_owner
from newsextract.recognize.organizations import find_organizations
from newsextract.recognize.owners import WordOwners
from newsextract.recognize.people import (
    FORMERLY,
    NameReader,
    find_courtesy,
    find_dotted,
    find_famous,
    find_known,
    find_masked,
    find_speakers,
    is_doubtful,
)
from newsextract.recognize.persons import person_mentions
from newsextract.recognize.place_home import HomePlaces, home_place, resolve_places
from newsextract.recognize.places import find_places
from newsextract.recognize.resolve import (
    Cover,
    drop_inner_places,
    drop_overlapped,
    link_bodies,
    outside,
    places_of_branches,
    settle_people,
)
from newsextract.recognize.titles import Chain, Owner, Surroundings, Title, find_chains, find_titles
from newsextract.record import Range
from newsextract.segment.sentences import Sentence
from newsextract.segment.words import is_word

_TRUSTED = 0.8  # what the tagger must give to add a name that nothing else bears out
_SHORT = 2
_LONG_NAME = 4  # no Chinese name without a compound surname has as many characters
_HINTED = 0.25  # and one that begins with a surname


@dataclass(frozen=True, slots=True)
class Names:
    """What recognizing gives to the assembly, in clean coordinates.

    ``mentions`` are sorted; those of one type do not overlap. ``references`` are bare 公司, 该公司 and the like;
    ``offices`` join persons, titles and owners.
    """

    mentions: tuple[NameMention, ...]
    home: HomePlaces
    references: tuple[Range, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tagged:
    """What the tagger says, in positions of the whole text."""

    people: Mapping[int, tuple[int, float]]
    bodies: tuple[NameMention, ...] | None  # None where it was not asked


def recognize_names(
    clean: CleanText,
    masthead: Masthead,
    sentences: Sequence[Sentence],
    region: str | None,
    *,
    use_tagger: bool = True,
    user: Lexicon | None = None,
) -> Names:
    """All names of an article. Without the tagger, rules and lexicons alone decide; ``user`` is the user's lexicon."""
    shadow = clean.shadow
    given = prepare_lexicon(user)
    told = given.find(shadow)
    told_people = {Range(m.start, m.end): m for m in told if m.type == "person"}
    tagged = _tag(shadow, sentences) if use_tagger else _Tagged({}, None)
    aside = _aside(clean)
    places = outside(outside(find_places(shadow, region=region), aside), _documents(shadow))
    places = put_first([m for m in told if m.type == "place"], places)
    named = _publisher(clean, masthead)
    bodies, references = find_organizations(shadow, places, tagged.bodies, named)
    bodies = put_first([m for m in told if m.type in ("company", "organization")], outside(bodies, aside))
    bodies = find_short_forms(shadow, bodies, places, tagged.people)
    around = Surroundings.of(shadow, bodies, places, references)
    chains = find_chains(shadow, find_titles(around, list(given_titles(given, shadow))))
    authors = {span: "reporter" for span, _ in masthead.authors}
    people, offices = _find_people(shadow, chains, bodies, places, tagged, authors, told_people)
    famous = (person for person in people if shadow[person.start : person.end] in lexicon.famous())  # 默克|尔
    sure = [*(o.person for o in offices), *authors, *told_people, *famous]
    sure = [*sure, *_again_in_full(shadow, sure, people), *_over_places(people, places, bodies, tagged)]
    borne = {Range(o.person.start, o.person.end) for o in offices if tagged.people.get(o.person.start, (0,))[0]}
    bodies = [b for b in bodies if Range(b.start, b.end) not in borne]  # 副行长|苏宁 is no company
    settled, places = settle_people(sure, _no_towns(shadow, people, sure, places), places, bodies)
    bodies = drop_overlapped(bodies, settled)
    offices, owners = _word_owners(shadow, offices, bodies, places)
    bodies = sorted([*bodies, *owners], key=lambda m: m.start)
    bodies = find_short_forms(shadow, bodies, places, tagged.people) if owners else bodies
    bodies = drop_overlapped(bodies, settled)
    branches = places_of_branches(places, bodies, shadow)
    places = drop_inner_places(places, bodies)
    headline, dateline = _opening(clean, masthead)
    places = resolve_places(
        places,
        shadow,
        headline=headline,
        dateline=dateline,
        publisher=masthead.publisher,
        region=region,
        branches=branches,
    )
    home = home_place(places, shadow, headline=headline, dateline=dateline, region=region, branches=branches)
    bodies = link_bodies(bodies, places, home, shadow)
    offices = _with_chairs(share_along(shadow, offices), bodies)
    offices = [office for office in offices if office.person in settled]
    persons = person_mentions(shadow, settled, offices, authors, bodies)
    persons = [_as_told(person, told_people) for person in persons]
    titles = [_title_mention(office) for office in offices if office.is_position]
    places = drop_inner_places(places, bodies)
    return Names(_sorted([*persons, *titles, *places, *bodies]), home, tuple(references), tuple(offices))


def _no_towns(
    shadow: str, people: Iterable[Range], sure: Sequence[Range], places: Sequence[NameMention]
) -> list[Range]:
    """The names but for guesses that are what the article calls a town: 邵原|镇, 推广邵原经验."""
    towns = {shadow[place.start : place.end - 1] for place in places if shadow[place.end - 1] in "镇乡村"}
    return [name for name in people if name in sure or shadow[name.start : name.end] not in towns]


def _as_told(person: NameMention, told: Mapping[Range, NameMention]) -> NameMention:
    known = told.get(Range(person.start, person.end))
    return person if known is None else replace(known, subtype=person.subtype or known.subtype)


def _aside(clean: CleanText) -> Cover:
    """Addresses, links and copyright around the article; a telephone number behind sentences makes none of them."""
    lines = [(b, clean.shadow[b.start : b.end]) for b in clean.blocks if b.label is Label.BOILERPLATE]
    return Cover((block.start, block.end) for block, text in lines if not ("," in text and "。" in text))


_DOCUMENT = regex.compile(r"《[^《》\n]{1,60}》")


def _documents(shadow: str) -> Cover:
    """Names of documents and works: a place in one is none of its own (《岷江1935》, 《桂林市条例》)."""
    return Cover(match.span() for match in _DOCUMENT.finditer(shadow))


def _publisher(clean: CleanText, masthead: Masthead) -> list[NameMention]:
    """The publisher, wherever the text names it."""
    name = masthead.publisher
    if not name or len(name) < 3:
        return []
    out, at = [], clean.text.find(name)
    while at >= 0:
        key = clean.shadow[at : at + len(name)]
        out.append(NameMention(at, at + len(name), "organization", "media", key, 1.0, "publisher"))
        at = clean.text.find(name, at + len(name))
    return out


def _sorted(mentions: Iterable[NameMention]) -> tuple[NameMention, ...]:
    unique = {(m.start, m.end, m.type): m for m in mentions}
    return tuple(unique[span] for span in sorted(unique))


def _tag(shadow: str, sentences: Sequence[Sentence]) -> _Tagged:
    from newsextract.recognize.tagger import load_tagger

    found = load_tagger().tag([shadow[s.start : s.end] for s in sentences])
    people: dict[int, tuple[int, float]] = {}
    bodies = []
    for sentence, names in zip(sentences, found, strict=True):
        for start, end, kind, score in names:
            a, b = sentence.start + start, sentence.start + end
            if kind == "PERSON":  # no name ends in 摄: 方晓雨摄 below a picture
                people[a] = (b - (shadow[b - 1] == "摄"), score)
            elif kind in _BODY_TYPES:
                bodies.append(NameMention(a, b, _BODY_TYPES[kind], _SUBTYPES.get(kind), None, score, "tagger"))
    return _Tagged(people, tuple(bodies))


_BODY_TYPES: Mapping[str, NameType] = {
    "COMPANY": "company",
    "GOVERNMENT": "organization",
    "ORGANIZATION": "organization",
}
_SUBTYPES = {"COMPANY": "company", "GOVERNMENT": "government"}


def _find_people(
    shadow: str, chains: Sequence[Chain], bodies: Sequence[NameMention], places: Sequence[NameMention],
    tagged: _Tagged, authors: Iterable[Range], given: Iterable[Range],
) -> tuple[list[Range], list[Office]]:  # fmt: skip
    """Names that nothing but their surroundings tells, and the offices of all names."""
    # A body of two characters may be a part of a name: 副主任|任清华.
    long = [body.start for body in bodies if body.end - body.start > _SHORT]
    barriers = frozenset([*(chain.start for chain in chains), *long])
    votes = {start: end for start, (end, _) in tagged.people.items()}
    ends = {chain.start: chain.end for chain in chains}
    reader = NameReader(shadow, barriers, votes, dict(given), ends, asked=tagged.bodies is not None)
    offices, rest = join_following(reader, chains)
    named = {office.person for office in offices}
    guessed = {Range(a, b) for a, b in find_dotted(reader, [c.end for c in chains] + [p.end for p in places])}
    openings = barriers | {place.start for place in places}
    told = (*find_speakers(reader, openings), *find_masked(reader), *find_courtesy(reader), *find_famous(reader))
    guessed |= {Range(a, b) for a, b in told}
    borne = {chain.start for chain in chains} - {chain.start for chain in rest}  # 文和友|创始人|文宾武
    tags = ((a, b, score) for a, (b, score) in tagged.people.items() if b not in borne)
    tags = ((a, _before_taking(shadow, a, b), score) for a, b, score in tags if not _is_brand(shadow, b))
    untaken = {chain.start for chain in rest if chain.titles[0].begin == chain.titles[0].start}
    guessed |= {Range(a, b) for a, b, score in tags if _is_name(shadow, a, b, score, before_office=b in untaken)}
    again = _known_again(shadow, offices, guessed, authors)
    before, partial = join_preceding(reader, rest, sorted({*named, *guessed, *authors, *given, *again}))
    offices += before
    known = {shadow[a:b] for a, b in (*again, *named, *guessed, *authors)}
    if any(shadow[office.person.start : office.person.end] not in known for office in before):
        again = _known_again(shadow, offices, guessed, authors)
    return sorted({*guessed, *again, *_surnames(shadow, partial, offices)}), offices


def _before_taking(shadow: str, start: int, end: int) -> int:
    """Where a name of three characters ends whose last begins a verb of office: 李明|调任."""
    if shadow[end - 1] == "前" and next((n for n in (2, 3, 4) if shadow[end : end + n] in lexicon.titles()), None):
        return start  # 麦克伦|前CEO
    if end - start != _SHORT + 1:
        return end
    if shadow[end - 2] == "某" and FORMERLY.match(shadow, end - 1) is not None:
        return end - 1  # 邬某|原系某公司总监
    verb = lexicon.followers().at(shadow, end - 1)
    adverb = shadow[end - 1] in "将曾已" and lexicon.name_verbs().at(shadow, end) is not None  # 张强|将接任
    return end - 1 if adverb or (verb is not None and len(verb) == _SHORT and verb.endswith("任")) else end


def _is_brand(shadow: str, end: int) -> bool:
    """Whether a company's ending follows: 哈勃|投资."""
    entry = next((e for n in (4, 3, 2) if (e := lexicon.suffixes().get(shadow[end : end + n]))), None)
    return entry is not None and entry.subtype == "company"


def _is_name(shadow: str, start: int, end: int, score: float, *, before_office: bool) -> bool:
    """Whether to believe the tagger: a surname, a middle dot or transliteration must bear it out, or an office behind a
    long name (库马拉通加|总统)."""
    name = shadow[start:end]
    if not 2 <= len(name) <= 12 or not all(lexicon.is_han(char) or char in "·•" for char in name):
        return False
    if shadow.startswith(("单抗", "双抗", "排水", "大排"), end):  # 替雷利珠|单抗, 万兴|排水
        return False
    if _STORM.match(shadow, 0, start) or (name[-1] == "姓" and len(name) == _SHORT):
        return False  # 台风“丹娜丝”; 蔡姓工人
    if shadow[max(0, start - 1) : start].isdigit():  # 80吉瓦时: what follows a figure is its unit
        return False
    if is_doubtful(name) or lexicon.word_tails().before(shadow, start + 1):
        return False
    word = lexicon.stopwords().at(shadow, start) or ""
    if score >= _CERTAIN and len(name) > max(_SHORT, len(word)) and _stands_as_name(shadow, start, end):
        return True
    if word:
        return False
    if _NO_NAME.fullmatch(name) or (shadow.startswith(_NAMED_FOR, end) and lexicon.transliteration().issuperset(name)):
        return False
    surnames = lexicon.surnames()
    kind = surnames.get(name[:2]) or surnames.get(name[0])
    if kind in ("common", "rare", "compound") and len(name) <= 4:
        return score >= _HINTED
    if kind == "japanese" and _SHORT < len(name) <= _LONG_NAME + 1 and not is_word(name[_SHORT:]):
        return score >= _TRUSTED / 2
    foreign = "·" in name or all(char in lexicon.transliteration() for char in name) or _is_of_elements(name)
    foreign = foreign or (before_office and len(name) >= _LONG_NAME)
    return score >= _TRUSTED and (foreign or (kind is not None and lexicon.name_verbs().at(shadow, end) is not None))


def _stands_as_name(shadow: str, start: int, end: int) -> bool:
    """Whether what the tagger is certain of stands as names do: in no title of a work, and naming nothing."""
    if shadow[start - 1 : start] in _QUOTES or _NAMES_SOMETHING.match(shadow, end) is not None:
        return False
    name = shadow[start:end]
    kind = lexicon.surnames().get(name[:2]) or lexicon.surnames().get(name[0])
    if kind in ("word", "common", "rare", "compound") and len(name) == _SHORT + 1:
        return lexicon.followers().at(shadow, end) is not None or not lexicon.is_han(shadow[end : end + 1] or "。")
    foreign = sum(char not in lexicon.transliteration() for char in name) <= 1
    follower = lexicon.followers().at(shadow, end) or ""
    acts = lexicon.name_verbs().at(shadow, end) is not None or (len(name) >= _LONG_NAME and len(follower) > 1)
    return foreign or (acts and (len(name) >= _LONG_NAME or not is_word(name)))


_CERTAIN = 0.99
_QUOTES = frozenset('《“「『〈"')
_NAMES_SOMETHING = regex.compile(
    r"理论|思想|主义|精神|奖|杯|基金|学院|大学|中学|小学|医院|纪念|故居|公园|广场|大道|路|街|站|机场|号|帝|祠|墓|庙|[人族]|公司|集团|银行|证券"
    r"|家族|定[律理]|系数|法案|年会|会议|指数|协[议定]|公约|论坛|综合征|体系|监狱|球[馆场]|[省市县区镇村州岛湖河山]|飓风|台风|热带"
)
_STORM = regex.compile('(?r)(?:台风|飓风|热带风暴|气旋)[“「『"]?')
_NO_NAME = regex.compile(r"\p{Han}(?:姓?[嫌妇男]|[总董])")  # 林嫌, 陈妇; 陈总
# What is named for a place or a person is neither here: 杰克逊霍尔|年会, 诺贝尔|奖.
_NAMED_FOR = (
    *("经济学奖", "物理学奖", "化学奖", "文学奖", "和平奖", "生理学", "委员会", "基金会"),
    *("年会", "会议", "奖", "大学", "法案", "体系", "协议", "协定"),
    *("公约", "论坛", "综合征", "指数", "监狱", "球馆"),
)


def _is_of_elements(name: str) -> bool:
    """格桑|曲珍: nothing but elements of such names."""
    at = 0
    while (word := lexicon.name_elements().at(name, at)) is not None:
        at += len(word)
    return at == len(name)


def _known_again(
    shadow: str, offices: Iterable[Office], guessed: Iterable[Range], authors: Iterable[Range]
) -> set[Range]:
    """Every other place where a known name stands."""
    ranges = [*(office.person for office in offices), *guessed, *authors]
    names = {shadow[a:b] for a, b in ranges}
    out = set()
    for start, end, name in find_known(shadow, names):
        if not is_doubtful(name) and not (len(name) == 2 and name in lexicon.stopwords()):
            out.add(Range(start, end))
    return out


def _again_in_full(shadow: str, sure: Iterable[Range], people: Iterable[Range]) -> Iterator[Range]:
    """Where a name that an office tells stands again: 米兰亭 is no 米兰."""
    names = {name for a, b in sure if len(name := shadow[a:b]) > _SHORT}
    return (person for person in people if shadow[person.start : person.end] in names)


def _over_places(
    people: Iterable[Range], places: Sequence[NameMention], bodies: Sequence[NameMention], tagged: _Tagged
) -> Iterator[Range]:
    """Names of three characters that the tagger surely sees, the last two of which are a place: 李|长春; and longer
    ones that hold a place or a body: 奥登|西亚, 伊利|埃斯库."""
    held = Cover((name.start, name.end) for name in (*places, *bodies) if name.end - name.start <= _SHORT)
    bare = {(place.start, place.end) for place in places if place.end - place.start == _SHORT}
    for person in people:
        end, score = tagged.people.get(person.start, (0, 0.0))
        inner = held.over(*person) if end == person.end and end - person.start >= _LONG_NAME else None
        longer = inner is not None and score >= _CERTAIN and person.start <= inner[0] and inner[1] <= end
        short = end == person.end and score >= _TRUSTED and end - person.start == 1 + _SHORT
        if longer or (short and (person.start + 1, end) in bare):
            yield person


def _surnames(shadow: str, partial: Iterable[tuple[Range, Chain]], offices: Sequence[Office]) -> set[Range]:
    """蒋市长: the one person of that surname who bears an office like it."""
    out = set()
    for surname, chain in partial:
        text = shadow[surname.start : surname.end]
        title = chain.titles[0].entry.text
        people = {
            shadow[o.person.start : o.person.end]
            for o in offices
            if shadow.startswith(text, o.person.start) and (o.title.entry.text.endswith(title[-2:]))
        }
        if len(people) == 1:
            out.add(surname)
    return out


def _word_owners(
    shadow: str, offices: Sequence[Office], bodies: Sequence[NameMention], places: Sequence[NameMention]
) -> tuple[list[Office], list[NameMention]]:
    """Owners that only the place before the title tells: 宏达电子总经理王勇."""
    found: dict[Range, NameMention | None] = {}
    out = []
    ends = {body.end: body for body in bodies}
    finder = WordOwners(shadow, bodies, places)
    for office in offices:
        title = office.title
        staff = title.entry.domain == "staff"
        parent = _parent_body(shadow, title, ends) if office.owner is None and (office.is_position or staff) else None
        if parent is not None:
            out.append(with_word_owner(office, _owner_of(parent)))
            continue
        free = office.owner is None and title.owner is None and office.is_position
        if free and (title.entry.domain in _OWNED or title.entry.overlap):
            if title.range not in found:
                found[title.range] = finder.find(title.begin, title.entry.domain, _shared_characters(shadow, office))
            owner = found[title.range]
            if owner is not None:
                out.append(with_word_owner(office, _owner_of(owner)))
                continue
        out.append(office)
    return out, [owner for owner in found.values() if owner is not None]


def _owner_of(body: NameMention) -> Owner:
    return Owner(body.start, body.end, "company" if body.type == "company" else "organization")


_UNIT_REACH = 14
_UNITS = ("中心", "球团", "球队", "男篮", "女篮", "男足", "女足", "男排", "女排", "校董会", "董事会", "理事会")
_UNIT = frozenset("关处科部庭室司局厅办站队会所课组院系股段厂矿")
_OF_FIELDS = ("总监", "分析师", "分析员", "研究员", "策略师", "经济学家", "经济师")
_OF_TASKS = ("总监", "专员", "协调员", "特使", "高级代表", "特别代表", "顾问")


def _parent_body(shadow: str, title: Title, ends: Mapping[int, NameMention]) -> NameMention | None:
    """The body whose inner unit stands right before a title (省教育厅|教师工作处|处长), or whose analyst is one of a
    field (国泰君安|计算机|首席分析师)."""
    end = title.begin + (1 if title.entry.overlap and shadow[title.begin - 1] not in _UNIT else 0)
    field = title.entry.text.endswith((*_OF_FIELDS, *_OF_TASKS, *_OF_TRADES))
    if shadow[end - 1 : end] not in _UNIT and not field and not shadow.endswith(_UNITS, 0, end):
        return None
    for at in range(end - 2, max(0, end - _UNIT_REACH), -1):
        body = ends.get(at)
        if body is not None:
            fits = all(map(lexicon.is_han, shadow[at:end])) and (not field or _is_field(shadow[at:end], title, body))
            return body if fits else None
    return None


_HOUSES = frozenset("所馆站院园台局处署司厅部关队")


def _is_field(words: str, title: Title, body: NameMention) -> bool:
    """Whether words between a body and an office tell its field: 医管局|质素及安全|总监."""
    if _NO_FIELD.search(words) is not None:
        return False
    if title.entry.text.endswith(_OF_TRADES):  # 晶科能源|研发|副总裁
        return body.type == "company" and _TWO_FIELDS.search(words) is None and len(words) <= _LONGEST_TRADE
    return body.type == "company" or title.entry.text.endswith(_OF_TASKS)


_OF_TRADES = ("总裁", "总经理", "经理", "主管", "总工程师", "总设计师", "首席执行官", "首席科学家", "负责人")
_TWO_FIELDS = regex.compile(r"[和与及跟同暨、]|公司|集团|控股|旗下|说|称")
_LONGEST_TRADE = 6
_NO_FIELD = regex.compile(r"[的了在为是由任向对让请给被把]")


def _shared_characters(shadow: str, office: Office) -> int:
    """How many of an office's first characters may close the name of its body: 新工处|长, 海管所|长, 龙潭分局|长."""
    if office.title.entry.text in ("分局长", "分署长"):
        return 2
    return int(
        office.title.end - office.title.start == 2 and shadow[office.title.start] in "所馆站院园台局处署司厅部关队"
    )


_CHAIRS = frozenset({"主席", "副主席", "联席主席", "执行主席", "署理主席"})


def _with_chairs(offices: Sequence[Office], bodies: Sequence[NameMention]) -> list[Office]:
    """主席 alone is the chair of the company that an article speaks of, where it names no party or parliament."""
    counts = Counter(body.key for body in bodies if body.type == "company" and body.key)
    key, count = counts.most_common(1)[0] if counts else (None, 0)
    if count < _SHORT or any(body.subtype in ("party", "legislature", "international") for body in bodies):
        return list(offices)
    main = next(body for body in bodies if body.key == key)
    owner = Owner(main.start, main.end, "company")
    return [
        with_word_owner(office, owner) if office.owner is None and office.title.entry.text in _CHAIRS else office
        for office in offices
    ]


_OWNED = frozenset({"executive", "institution"})


def _opening(clean: CleanText, masthead: Masthead) -> tuple[Range | None, Range | None]:
    headline = next((Range(b.start, b.end) for b in clean.blocks if b.label is Label.HEADLINE), None)
    return headline, masthead.dateline_place


def _title_mention(office: Office) -> NameMention:
    title = office.title
    return NameMention(title.start, title.end, "title", title.entry.domain, title.entry.text, 1.0, "title")
