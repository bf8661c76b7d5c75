"""Signings, acquisitions, accidents, rulings, awards and releases, each told by its verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsextract.assemble.cases import find_case
from newsextract.assemble.cast import Cast, Member
from newsextract.assemble.happenings import (
    HEADS,
    READ,
    Happening,
    as_role,
    find_told,
    has_word,
    is_same_name,
    read_patterns,
    segment_start,
    trim_name,
)
from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.wording import load_wording
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

_BODIES = ("company", "organization")
_HELD = regex.compile(r"(?r)(?:召开|举行|举办|参加|出席)(?:的|了)?")
_SEVERAL = regex.compile(r"(?:共|共计|总数)?(?:[2-9]|[1-9]\d{1,5}|[二两三四五六七八九十百]{1,6})[多余]?[起宗次件]")
_BEFALLS = regex.compile(r"(?r)(?:发生|突发)(?:了)?")
_FIRST, _NEAR = 8, 24  # what is told again joins the first events of the article or the latest
_FAR, _GAP = 60, 8  # characters behind the verb within which companies are what is bought or who sells
_THING = regex.compile(r"[^，,；;。（(]{2,24}")
_LIST = regex.compile(r"[、和与及]|以及")
_HOLDER = regex.compile(r"的?(?:第[一二]大|控股|大)?(?:股东|实际控制人|实控人|母公司)")  # 申通快递大股东|德殷控股
_HELD_BY = regex.compile(
    r"(?:合计|共同|分别)?(?:所?持有?的?(?=[^，,；;。]{2,30}(?:股|资产|权益|业务|公司|集团))|旗下的?|下属的?|名下的?|所属的?)"
)
_DIVISIONS = ("province", "city", "county", "town")
_MEMORY = 400  # characters back in which the two that 双方 means are named
_BOTH = regex.compile(r"(?<!代表)双方|[两三]方|两家")
_VERB_NEAR = 4
_AND_MORE = regex.compile(
    r"等(?:共|合计)?[\d一二两三四五六七八九十多]{0,4}[名位家个]?(?:交易对方|独立第三方|机构|法人|自然人)?(?:股东)?(?:处)?"
)
_TWO = 2
_TELLS = regex.compile(
    r"(?:[（(][^()（）]{0,20}[)）])?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:晚间?|早间|今日|昨日|日前|近日)?(?:发布)?(?:公告|披露|公布|宣布|消息)"
)
_ITSELF = frozenset({"公司", "集团", "本公司", "该公司"})
_TOLD = ("公布", "发布", "通报")
_ITS = regex.compile(r"(?:其|该公司|对方|后者)")
_RESULT = regex.compile(r"以[^，,。的]{2,16}的(?:总)?(?:成绩|佳绩|比分|优势|高分|总分|得分|票数)")
_OF_CASE = regex.compile(r"(?r)(?:对|就|关于|涉嫌|等人|等|被告人|被告|罪犯|的|依|以|因|构成|触犯)")
_CLAUSE_END = regex.compile(r"[，。；,;：:]")
_CLOSE = 4  # characters between a sentence and who is sentenced
_MARK = regex.compile(r"[，。；,;]")
_SOFT_HEAD = regex.compile(r"(?:一起|一宗|一场|重大|特大|较大|严重|一般|\d{1,4}级)")


class Dealings:
    """Reads an article sentence by sentence, each kind of event for itself."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene, self.cast, self.shadow = scene, cast, scene.clean.shadow
        self.contest: Range | None = None
        self.contest_from_head = False
        self.courts = [m for m in cast.members if m.subtype == "court"]
        self.case: Range | None = None

    def read(self) -> list[Happening]:
        """What was signed, bought, ruled, won and published, and what went wrong."""
        sentences = [s for s in self.scene.sentences if s.label in READ]
        found: list[Happening] = []
        kinds = {
            "accident": [self._accidents],
            "signing": [self._signings, self._signed_at],
            "acquisition": [self._acquisitions, self._sales],
            "award": [self._awards],
            "release": [self._releases],
        }
        readers = [read for kind, reads in kinds.items() if has_word(self.shadow, kind) for read in reads]
        for sentence in sentences:
            for read in readers:
                for happening in read(sentence):
                    _add(found, happening, self.shadow)
        told = {h.sentence.start for h in found if h.type != "release"}
        found = [h for h in found if h.sentence.start not in told or h.type != "release" or not self._is_unnamed(h)]
        ruling = self._ruling(sentences)
        return found + ([ruling] if ruling is not None else [])

    def _is_unnamed(self, release: Happening) -> bool:
        """Whether what is made public is the event that its sentence tells: 甲公司公布，向乙收购…"""
        return release.name.end == release.trigger.end and self.shadow[release.name.end - 2 : release.name.end] in _TOLD

    def _accidents(self, sentence: Sentence) -> Iterator[Happening]:
        patterns = read_patterns("accident")
        for match in find_told(self.shadow, "accident", "pattern", sentence):
            before = self.shadow[max(sentence.start, match.start() - 20) : match.start()]
            start, end = match.span("name")
            told = _BEFALLS.search(self.shadow, start, end)
            name = trim_name(self.scene, told.end() if told is not None else start, end)
            soft = _SOFT_HEAD.match(self.shadow, name.start, name.end)
            start = soft.end() if soft is not None and soft.end() < name.end else name.start
            drill = patterns["drill"].search(self.shadow, sentence.start, sentence.end)
            if _SEVERAL.match(self.shadow, name.end):
                continue  # 共发生煤矿事故4起 tells of no one accident
            if patterns["unreal"].search(before) is None and drill is None:
                yield Happening("accident", Range(start, name.end), sentence, Range(*match.span()))

    def _signings(self, sentence: Sentence) -> Iterator[Happening]:
        patterns = read_patterns("signing")
        lowest = sentence.start
        for match in find_told(self.shadow, "signing", "pattern", sentence):
            start = max(lowest, segment_start(self.shadow, sentence, match.start()))
            ceremony = [*patterns["ceremony"].finditer(self.shadow, start, match.start())]
            parties = self._parties(start, match.start()) or (self._both(start, match.start()) if not ceremony else [])
            lowest = match.end()
            if not parties:
                continue  # 推介会签约项目12个: who signed is not told
            if ceremony:
                begin, end = ceremony[-1].span("name")
                held = _HELD.search(self.shadow, begin, end)
                name = trim_name(self.scene, held.end() if held is not None else begin, end)
            elif match["name"]:
                name = trim_name(self.scene, *match.span("name"))
            else:
                first = next((m.start for m in self.cast.inside(start, match.start()) if m.entity == parties[0]), None)
                name = Range(match.start() if first is None else first, match.end())
            people = tuple((entity, "party") for entity in parties)
            yield Happening("signing", name, sentence, Range(*match.span()), people)

    def _parties(self, start: int, end: int) -> list[str]:
        """Who signs: the bodies before the verb, a town beside one (来安县与…公司), the two that 双方 means."""
        bodies = [m for m in self.cast.inside(start, end) if m.type in _BODIES and not self._via(m)]
        if len(bodies) > _TWO and _TELLS.match(self.shadow, bodies[0].end) is not None:
            bodies = bodies[1:]  # 甲公告，|乙与丙签订协议
        named = between(self.scene.named, start, end)
        places = [n for n in named if n.type == "place" and self._stands_beside(n, bodies)]
        places = [n for n in places if not any(m.start <= n.start and n.end <= m.end for m in bodies)]
        parties = sorted([*((m.start, m.entity) for m in bodies), *((n.start, n.entity) for n in places)])
        return [entity for _, entity in parties]

    def _both(self, start: int, end: int) -> list[str]:
        """The two that 双方 means: named last before, one of them a company."""
        if _BOTH.search(self.shadow, start, end) is None:
            return []
        before = between(self.scene.named, max(0, start - _MEMORY), start)
        kinds = {n.entity: n.type for n in before if n.type in _BODIES and n.subtype != "media"}
        latest = list(kinds)[-2:]
        return latest if len(latest) > 1 and "company" in {kinds[entity] for entity in latest} else []

    def _stands_beside(self, place: Named, bodies: Sequence[Member]) -> bool:
        """Whether a division of a country is joined to a body by 与 or 和."""
        if place.subtype not in _DIVISIONS:
            return False
        left = any(b.end + 1 == place.start and self.shadow[b.end] in "与和同" for b in bodies)
        return left or any(place.end + 1 == b.begin and self.shadow[place.end] in "与和同" for b in bodies)

    def _signed_at(self, sentence: Sentence) -> Iterator[Happening]:
        """甲与乙举行战略合作签约仪式: the ceremony alone tells that something was signed."""
        for match in find_told(self.shadow, "signing", "rite", sentence):
            start = segment_start(self.shadow, sentence, match.start())
            parties = [m for m in self.cast.inside(start, match.start()) if m.type in _BODIES]
            if len({m.entity for m in parties}) >= 2:
                name = Range(*match.span("name"))
                yield Happening("signing", name, sentence, Range(*match.span()), as_role(parties, "party"))

    def _via(self, member: Member) -> bool:
        before = self.shadow[max(0, member.start - 28) : member.start]
        return read_patterns("acquisition")["through"].search(before) is not None

    def _acquisitions(self, sentence: Sentence) -> Iterator[Happening]:
        patterns = read_patterns("acquisition")
        for match in find_told(self.shadow, "acquisition", "verb", sentence):
            turned = self._turned(sentence, match)
            if turned is not None:
                yield turned
                continue
            behind = patterns["object"].match(self.shadow, match.end(), sentence.end)
            sellers, target, own = self._bought(match.end(), sentence.end)
            pointed = target is None and _ITS.match(self.shadow, match.end(), sentence.end)
            if behind is None and target is None and not pointed and not sellers:
                continue
            start = segment_start(self.shadow, sentence, match.start())
            bodies = self._dealers(start, match.start())
            seller = self._seller(bodies, match.start())
            sellers = [seller] if seller is not None and not sellers else sellers
            if pointed and bodies:
                others = [m for m in bodies if m.entity != bodies[0].entity and not self._via(m)]
                target = others[-1] if others else None
            taken = {m.entity for m in (target, *sellers) if m is not None}
            buyers = [m for i, m in enumerate(bodies) if m.entity not in taken and (i == 0 or self._via(m))]
            if not buyers:
                continue
            bought = _THING.match(self.shadow, own, sentence.end) if sellers else None
            thing = behind or bought or match
            named = Range(max(own, thing.start()), max(own, thing.end()))
            name = Range(target.start, target.end) if target else trim_name(self.scene, named.start, named.end)
            people = (*as_role(buyers, "acquirer"), *as_role([target] if target else [], "target"))
            people += as_role(sellers, "seller")
            yield Happening("acquisition", name, sentence, Range(match.start(), max(match.end(), name.end)), people)

    def _sales(self, sentence: Sentence) -> Iterator[Happening]:
        """An acquisition told by who sells: 甲将所持乙股份转让给丙, 甲向丙出售乙股权."""
        for match in find_told(self.shadow, "acquisition", "sold", sentence):
            buyers = [m for m in self.cast.inside(*match.span("buyer")) if m.type in _BODIES]
            start = segment_start(self.shadow, sentence, match.start())
            seller = self._dealers(start, match.start())[-1:]
            if not buyers or not seller or seller[0].entity in {m.entity for m in buyers}:
                continue
            first, last = match.span("thing")
            held = [m for m in self.cast.inside(first, last) if m.type in _BODIES and m.entity != seller[0].entity]
            named = [m for m in held if self.shadow[m.start : m.end] not in _ITSELF]  # not 公司 alone
            name = Range(named[-1].start, named[-1].end) if named else trim_name(self.scene, first, last)
            people = (*as_role(buyers[:1], "acquirer"), *as_role(held[-1:], "target"), *as_role(seller, "seller"))
            yield Happening("acquisition", name, sentence, Range(match.start(), match.end()), people)

    def _dealers(self, start: int, end: int) -> list[Member]:
        """Who may buy: companies and bodies but the press, and where none is named a person."""
        members = self.cast.inside(start, end)
        bodies = [m for m in members if m.type in _BODIES and m.subtype != "media"]
        return bodies or [m for m in members if m.type == "person"][-1:]

    def _bought(self, start: int, end: int) -> tuple[list[Member], Member | None, int]:
        """Whom something is bought from, which company it is, and where what is bought begins: 收购甲、乙所持|丙|股份,
        收购甲旗下|业务."""
        sellers: list[Member] = []
        at = start
        for member in self.cast.inside(start, min(end, start + _FAR)):
            gap = self.shadow[at : member.start]
            holder = bool(sellers) and _HOLDER.fullmatch(gap) is not None
            if member.start - at > _GAP or (sellers and not holder and _LIST.fullmatch(gap) is None):
                break
            sellers[len(sellers) - holder :] = [member]
            at = member.end
        held = _HELD_BY.match(self.shadow, at, end) if sellers else None
        if held is None:
            bodies = [m for m in sellers if m.type in _BODIES]
            return [], bodies[0] if bodies and bodies[0] is sellers[0] else None, start
        behind = [m for m in self.cast.inside(held.end(), min(end, held.end() + _FAR)) if m.type in _BODIES]
        target = behind[0] if behind and behind[0].start - held.end() <= _GAP else None
        return sellers, target, held.end()

    def _turned(self, sentence: Sentence, match: regex.Match[str]) -> Happening | None:
        """An acquisition told from its other end: 乙被甲收购, 甲完成对乙的收购."""
        start = segment_start(self.shadow, sentence, match.start())
        bodies = [m for m in self.cast.inside(start, match.start()) if m.type in _BODIES]
        if len(bodies) < 2:
            return None
        first, last = bodies[-2], bodies[-1]
        before, between_ = self.shadow[last.start - 1], self.shadow[last.end : match.start()]
        if before in "被遭获" and len(between_) <= 12 and "的" not in between_:
            buyer, target = last, first
        elif before == "对" and between_ == "的":
            buyer, target = first, last
        else:
            return None
        people = (*as_role([buyer], "acquirer"), *as_role([target], "target"))
        return Happening("acquisition", Range(target.start, target.end), sentence, Range(*match.span()), people)

    def _seller(self, bodies: Sequence[Member], verb: int) -> Member | None:
        """Whom it is bought from: 向…有限公司收购."""
        if not bodies or (
            verb - bodies[-1].end > _VERB_NEAR and not _AND_MORE.match(self.shadow, bodies[-1].end, verb)
        ):
            return None
        before = self.shadow[max(0, bodies[-1].start - 20) : bodies[-1].start]
        return bodies[-1] if read_patterns("acquisition")["from"].search(before) else None

    def _awards(self, sentence: Sentence) -> Iterator[Happening]:
        contest = next(find_told(self.shadow, "award", "contest", sentence), None)
        if contest is not None and (self.contest is None or self.contest_from_head):
            self.contest = trim_name(self.scene, *contest.span("name"))
            self.contest_from_head = sentence.label in HEADS
        lowest = sentence.start
        for match in find_told(self.shadow, "award", "pattern", sentence):
            winners = self.cast.subjects(lowest, match.start(), "person", *_BODIES, tail=30)
            lowest = match.end()
            gap = _RESULT.sub("", self.shadow[winners[-1].end : match.start()]) if winners else ""
            if winners and "的" not in gap:
                yield self._award(sentence, Range(*match.span("name")), winners)
        for match in find_told(self.shadow, "award", "by", sentence):
            winners = self.cast.inside(*match.span("winner"))
            if winners:
                yield self._award(sentence, Range(*match.span("name")), winners)

    def _award(self, sentence: Sentence, prize: Range, winners: Sequence[Member]) -> Happening:
        """A prize of sport is of its contest; others go by their own name."""
        sport = read_patterns("award")["sport"].search(self.shadow, prize.start, prize.end)
        name = self.contest if sport is not None and self.contest is not None else trim_name(self.scene, *prize)
        return Happening("award", name, sentence, prize, as_role(winners, "winner"))

    def _releases(self, sentence: Sentence) -> Iterator[Happening]:
        patterns = read_patterns("release")
        for match in find_told(self.shadow, "release", "pattern", sentence):
            start = segment_start(self.shadow, sentence, match.start())
            types = ("person", *_BODIES) if self.shadow.startswith("发表", match.start()) else _BODIES
            issuers = self.cast.subjects(start, match.start(), *types, tail=30)
            if issuers and match["name"] is None:
                name = Range(issuers[0].start, match.end())  # 海关总署今天公布，前4个月…: figures under no name
                yield Happening("release", name, sentence, Range(*match.span()), as_role(issuers, "issuer"))
            elif issuers:
                name = trim_name(self.scene, *match.span("name"), patterns["trim"])
                yield Happening("release", name, sentence, Range(*match.span()), as_role(issuers, "issuer"))

    def _ruling(self, sentences: Sequence[Sentence]) -> Happening | None:
        """The ruling that the article tells of, in all its sentences."""
        patterns = read_patterns("ruling")
        sentences = sentences if has_word(self.shadow, "ruling") else ()
        out: Happening | None = None
        for sentence in sentences:
            for match in find_told(self.shadow, "ruling", "pattern", sentence):
                if not patterns["court"].search(self.shadow, sentence.start, sentence.end):
                    continue
                people = self._court_people(sentence, match)
                if out is None and (people or self.courts):
                    out = Happening("ruling", Range(*match.span("name")), sentence, Range(*match.span()))
                out = out.joined(people) if out is not None else None
                self.case = self.case or self._case(sentence)
        if out is None:
            return None
        if not any(role == "defendant" for _, role in out.people):
            accused = find_case(self.scene, load_wording()).defendant
            out = out.joined([(accused, "defendant")] if accused is not None else [])
        name = self.case or self._sentenced(out) or out.name
        out = out.joined([*as_role(self.courts[:1], "court"), *as_role(self._judges(), "judge")])
        return Happening("ruling", name, out.sentence, out.trigger, out.people) if out.people else None

    def _sentenced(self, ruling: Happening) -> Range | None:
        """Without a case or crime: who was sentenced to what."""
        accused = {entity for entity, role in ruling.people if role == "defendant"}
        here = self.cast.inside(ruling.sentence.start, ruling.sentence.end)
        first = next((m for m in here if m.entity in accused), None)
        if first is None:
            return None
        mark = _CLAUSE_END.search(self.shadow, first.end, ruling.sentence.end)
        return Range(first.start, mark.start() if mark is not None else ruling.sentence.end)

    def _court_people(self, sentence: Sentence, match: regex.Match[str]) -> list[tuple[str, str]]:
        accused = read_patterns("ruling")["accused"]
        persons = [m for m in self.cast.inside(sentence.start, sentence.end) if m.type == "person"]
        named = [m for m in persons if accused.search(self.shadow[max(0, m.start - 6) : m.start])]
        gap = self.shadow[match.end() : match.end() + _CLOSE]
        behind = [] if _MARK.search(gap) else [m for m in persons if 0 <= m.begin - match.end() <= _CLOSE]
        before = []
        if match["name"] in ("获刑", "判囚", "改判", "判监", "判") or self.shadow[match.start() - 1] == "被":
            before = self.cast.subjects(sentence.start, match.start(), "person", tail=8)
        return [*as_role(sorted({*named, *behind, *before}, key=lambda m: m.start), "defendant")]

    def _judges(self) -> list[Member]:
        judge = read_patterns("ruling")["judge"]
        persons = (m for m in self.cast.members if m.type == "person")
        return [m for m in persons if judge.search(self.shadow[max(0, m.start - 30) : m.start])]

    def _case(self, sentence: Sentence) -> Range | None:
        """What the case is called: …一案, else the crime."""
        patterns = read_patterns("ruling")
        for key in ("case", "charge"):
            match = patterns[key].search(self.shadow, sentence.start, sentence.end)
            if match is None:
                continue
            start, end = match.span("name")
            cut = _OF_CASE.search(self.shadow, start, end - 2)
            start = cut.end() if cut is not None else start
            persons = [n for n in between(self.scene.named, start, end) if n.type == "person"]
            start = persons[-1].end if persons and persons[-1].end < end - 2 else start
            return trim_name(self.scene, start, end)
        return None


def _add(found: list[Happening], happening: Happening, shadow: str) -> None:
    """Add what is new; what is told again joins its first telling."""
    near = [*range(min(len(found), _FIRST)), *range(max(_FIRST, len(found) - _NEAR), len(found))]
    for i in near:
        known = found[i]
        if known.type == happening.type and _is_same(known, happening, shadow):
            better = known.sentence.label in HEADS and happening.sentence.label not in HEADS
            kept, other = (happening, known) if better else (known, happening)
            found[i] = kept.joined([p for p in other.people if p not in kept.people])
            return
    found.append(happening)


def _is_same(a: Happening, b: Happening, shadow: str) -> bool:
    names = shadow[a.name.start : a.name.end], shadow[b.name.start : b.name.end]
    if a.type == "acquisition":
        targets = [{e for e, role in h.people if role == "target"} for h in (a, b)]
        return targets[0] == targets[1] if all(targets) else is_same_name(*names)
    if a.type == "signing" and 0 <= b.sentence.paragraph - a.sentence.paragraph < 1:
        return True  # what is signed at one ceremony
    if a.type == "accident" and ("事故" in names or (a.sentence.label in HEADS) != (b.sentence.label in HEADS)):
        return True  # the headline's and the text's own
    if a.type == "accident" and _kind_of_accident(names[0]) == _kind_of_accident(names[1]) is not None:
        return True  # 三级火 and 起火 of one article
    return is_same_name(*names)


def _kind_of_accident(name: str) -> int | None:
    return next((i for i, kind in enumerate(_KINDS) if kind.search(name) is not None), None)


_KINDS = tuple(
    map(regex.compile, ("火", "震", "撞|车祸|追尾|翻[车覆]|侧翻|交通事故", "台风|暴雨|洪", "滑坡|泥石流|塌|崩"))
)
