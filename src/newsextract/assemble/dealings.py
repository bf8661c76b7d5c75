"""Signings, acquisitions, accidents, rulings, awards and releases, each told by its verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from newsextract.assemble.background import Background
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
from newsextract.assemble.rulings import Rulings
from newsextract.assemble.scene import Scene
from newsextract.assemble.signings import BODIES, OWNER, Signings, is_other, is_through
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

_SEVERAL = regex.compile(
    r"(?:案件)?(?:共|共计|总数)?(?:[2-9]|[1-9]\d{0,2}(?:[,，]?\d{3}){1,2}|[1-9]\d{1,5}|\d{1,4}(?:\.\d{1,3})?[万千]|[二两三四五六七八九十百]{1,6})[多余]?[起宗次件]"
)
_BEFALLS = regex.compile(r"(?r)(?:发生|突发)(?:了)?")
_FIRST, _NEAR = 8, 24  # what is told again joins the first events of the article or the latest
_LEAD = 2  # paragraphs between a headline and the lead, a byline among them
_FAR, _GAP = 60, 8  # characters behind the verb within which companies are what is bought or who sells
_THING = regex.compile(r"[^，,；;。（(]{2,24}")
_LIST = regex.compile(r"[、和与及]|以及")
_HOLDER = regex.compile(r"的?(?:第[一二]大|控股|大)?(?:股东|实际控制人|实控人|母公司)")  # 申通快递大股东|德殷控股
_HELD_BY = regex.compile(
    r"(?:合计|共同|分别)?(?:所?持有?的?(?=[^，,；;。]{2,30}(?:股|资产|权益|业务|公司|集团))|旗下的?|下属的?|名下的?|所属的?)"
)
_VERB_NEAR = 4
_AND_MORE = regex.compile(
    r"等(?:共|合计)?[\d一二两三四五六七八九十多]{0,4}[名位家个]?(?:交易对方|独立第三方|机构|法人|自然人)?(?:股东)?(?:处)?"
)
_ITSELF = frozenset({"公司", "集团", "本公司", "该公司"})
_TOLD = ("公布", "发布", "通报")
_REPORTED = regex.compile(
    r"\d{1,4}年|\d{1,2}月|季|年度|上半年|下半年|前[\d一二三四五六七八九十]{1,2}个?月|首[\d一二三四五六七八九十]{1,2}个?月|[上去今]年|上[周月]|截至|去季|本[季月年]|国内|全[国省市港]"
)
_TO_COME = regex.compile(r"拟|明年|下[月周季]|[日月年]起|将(?:于|会|在|由|向|把|以)|计划|决定|拘捕|起诉|嫌疑|涉嫌")
_FORMERLY = regex.compile(r"(?r)(?:曾|曾经|先后|多次|历年|连年|累计|此前|曾(?:于|在)[^，。；]{2,10})")
_THEY = regex.compile(r"(?:二者|两者|三者|双方|上述(?:股东|各方|交易对方)|交易对方)(?:合计|共同|分别)?所?持有?的?")
_DONE_BY = regex.compile(
    r"(?:等人?|团队|教授|研究员|院士)*(?:牵头|主持|领衔|带领|负责)?(?:团队)?(?:完成|研发|研究|研制|承担)的[^，。；]{0,50}"
)
_AFTERWARDS = regex.compile(r"后(?!者)")
_COUNTERPARTY = regex.compile(r"(?:交易对方|交易对手|转让方|出售方|卖方|出让方)(?:分别)?(?:为|是|包括|系)")
_HELD_AT = regex.compile(
    r"[^，,。；;]{0,14}(?:结束|举行|进行|落幕|收官|开赛|鸣枪|开跑)的"
)  # 29日在厦门结束的|厦门马拉松
_MARK = regex.compile(r"[，,。；;]")
_ITS = regex.compile(r"(?:其|该公司|对方|后者)")
_OPINION = regex.compile(
    r"[，,：:]?(?:当中|中|又)?(?:料|预料|预计|预期|预测|预估|认为|维持|给予|予|重申|上调|下调|首予|看好|指(?!数|标)|称)"
)
_FROM_SEVERAL = regex.compile(r"(?r)(?<=[向从])[^，,。；;向从]{2,60}、[^，,。；;向从、]{2,30}")
_COUNTED = regex.compile(r"(?:共|累计|合计)?(?:\d{1,4}|[一二两三四五六七八九十]{1,3}|数|多)[余多]?[项个枚次座块]")
_TITLE = 20
_MEANWHILE = regex.compile(r"时(?![间期段隔])|期间|[之以]?后[，,]|当[天日]")
_RESULT = regex.compile(
    r"(?:凭借?|因|以)(?:在)?[^，,。]{2,30}中的(?:出色|精彩)?(?:表演|表现|演出|演绎)|以[^，,。的]{2,16}的(?:总)?(?:成绩|佳绩|比分|优势|高分|总分|得分|票数)"
)
_BURNS, _FIRE = regex.compile(r"(?:起火|失火)$"), regex.compile(r"[二三四五]级火|火灾|火警|大火")
_SOFT_HEAD = regex.compile(r"(?:一起|一宗|一场|重大|特大|较大|严重|一般|\d{1,4}级)")


class Dealings:
    """Reads an article sentence by sentence, each kind of event for itself."""

    def __init__(self, scene: Scene, cast: Cast, background: Background) -> None:
        self.scene, self.cast, self.shadow = scene, cast, scene.clean.shadow
        self.background = background
        self.disclaimed: set[str] = set()  # who says that nothing is bought
        self.contest: Range | None = None
        self.contest_from_head = False

    def read(self) -> list[Happening]:
        """What was signed, bought, ruled, won and published, and what went wrong."""
        sentences = [s for s in self.scene.sentences if s.label in READ]
        found: list[Happening] = []
        kinds = {
            "accident": [self._accidents],
            "signing": [Signings(self.scene, self.cast).read],
            "acquisition": [self._acquisitions, self._sales],
            "award": [self._awards],
            "release": [self._releases],
        }
        readers = [read for kind, reads in kinds.items() if has_word(self.shadow, kind) for read in reads]
        for sentence in sentences:
            for read in readers:
                for happening in read(sentence):
                    if not self._is_no_news(happening):
                        _add(found, happening, self.shadow)
        if self.disclaimed:
            found = [h for h in found if h.type != "acquisition" or not self.disclaimed & {e for e, _ in h.people}]
        told = {h.sentence.start for h in found if h.type != "release"}
        found = [h for h in found if h.sentence.start not in told or h.type != "release" or not self._is_unnamed(h)]
        found = [self._named_as_fire(h) for h in found]
        ruling = Rulings(self.scene, self.cast).read(sentences)
        return found + ([ruling] if ruling is not None else [])

    def _named_as_fire(self, told: Happening) -> Happening:
        """A fire that a clause tells (一间房间起火) goes by its noun, where the article has one."""
        if told.type != "accident" or not _BURNS.search(self.shadow, *told.name):
            return told
        read = (_FIRE.search(self.shadow, s.start, s.end) for s in self.scene.sentences if s.label in READ)
        noun = next((m for m in read if m is not None), None)
        return replace(told, name=Range(*noun.span())) if noun is not None else told

    def _is_no_news(self, told: Happening) -> bool:
        """Whether it was long ago or never happened; an accident of last year may be what the article is about."""
        background, sentence, position = self.background, told.sentence, told.trigger.start
        if told.type == "accident":
            return not background.is_main(sentence) and background.is_former(sentence, position)
        if told.type == "acquisition" and background.is_disclaimed(sentence):
            self.disclaimed |= {entity for entity, role in told.people if role == "acquirer"}
            return True
        if told.type == "signing" and len(told.people) == 1 and not background.is_main(sentence):
            return True  # 协会与浙江工业大学签约共建研究院, told aside
        return background.is_former(sentence, position) or background.is_denied(sentence, position)

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

    def _acquisitions(self, sentence: Sentence) -> Iterator[Happening]:
        patterns = read_patterns("acquisition")
        for match in find_told(self.shadow, "acquisition", "verb", sentence):
            turned = self._turned(sentence, match)
            if turned is not None:
                yield turned
                continue
            if _AFTERWARDS.match(self.shadow, match.end()):
                continue  # 并购后可望贡献营收: what comes of it
            behind = patterns["object"].match(self.shadow, match.end(), sentence.end)
            sellers, target, own = self._bought(match.end(), sentence.end)
            pointed = target is None and _ITS.match(self.shadow, match.end(), sentence.end)
            if behind is None and target is None and not pointed and not sellers:
                continue
            start = segment_start(self.shadow, sentence, match.start())
            sellers = sellers or self._meant(start, match)
            bodies = self._dealers(start, match.start())
            sellers = sellers or self._sellers(bodies, match.start())
            if pointed and bodies:
                others = [m for m in bodies if m.entity != bodies[0].entity and not is_through(self.shadow, m)]
                target = others[-1] if others else None
            taken = {m.entity for m in (target, *sellers) if m is not None}
            buyers = [
                m for i, m in enumerate(bodies) if m.entity not in taken and (i == 0 or is_through(self.shadow, m))
            ]
            if not buyers:
                continue
            bought = _THING.match(self.shadow, own, sentence.end) if sellers else None
            thing = behind or bought or match
            named = Range(max(own, thing.start()), max(own, thing.end()))
            name = Range(target.start, target.end) if target else trim_name(self.scene, named.start, named.end)
            people = (*as_role(buyers, "acquirer"), *as_role([target] if target else [], "target"))
            people += as_role(sellers or self._counterparties(match.end()), "seller")
            yield Happening("acquisition", name, sentence, Range(match.start(), max(match.end(), name.end)), people)

    def _meant(self, start: int, match: regex.Match[str]) -> list[Member]:
        """与甲、股东乙签署协议，拟收购|二者合计持有的丙股份: those who own, named before."""
        if _THEY.match(self.shadow, match.end()) is None:
            return []
        inside = self.cast.inside(start, match.start())
        bodies = [m for m in inside if m.type in BODIES and not is_other(self.shadow, m)]
        bodies = [m for m in bodies if m.entity != bodies[0].entity]
        people = [m for m in inside if m.type == "person" and OWNER.match(self.shadow, start, m.start)]
        return sorted([*bodies, *people], key=lambda m: m.start)

    def _counterparties(self, position: int) -> list[Member]:
        """交易对方为甲和乙: said behind, soon."""
        said = _COUNTERPARTY.search(self.shadow, position, position + 120)
        if said is None:
            return []
        mark = _MARK.search(self.shadow, said.end(), said.end() + 80)
        return self.cast.inside(said.end(), mark.start() if mark is not None else said.end() + 80)

    def _sales(self, sentence: Sentence) -> Iterator[Happening]:
        """An acquisition told by who sells: 甲将所持乙股份转让给丙, 甲向丙出售乙股权."""
        for match in find_told(self.shadow, "acquisition", "sold", sentence):
            buyers = [m for m in self.cast.inside(*match.span("buyer")) if m.type in BODIES]
            start = segment_start(self.shadow, sentence, match.start())
            seller = self._dealers(start, match.start())[-1:]
            if not buyers or not seller or seller[0].entity in {m.entity for m in buyers}:
                continue
            first, last = match.span("thing")
            held = [m for m in self.cast.inside(first, last) if m.type in BODIES and m.entity != seller[0].entity]
            named = [m for m in held if self.shadow[m.start : m.end] not in _ITSELF]  # not 公司 alone
            name = Range(named[-1].start, named[-1].end) if named else trim_name(self.scene, first, last)
            people = (*as_role(buyers[:1], "acquirer"), *as_role(held[-1:], "target"), *as_role(seller, "seller"))
            yield Happening("acquisition", name, sentence, Range(match.start(), match.end()), people)

    def _dealers(self, start: int, end: int) -> list[Member]:
        """Who may buy: companies and bodies but the press, and where none is named a person."""
        members = self.cast.inside(start, end)
        bodies = [m for m in members if m.type in BODIES and m.subtype != "media"]
        return bodies or [m for m in members if m.type == "person"][-1:]

    def _bought(self, start: int, end: int) -> tuple[list[Member], Member | None, int]:
        """Whom something is bought from, which company it is, and where what is bought begins: 收购甲、乙所持|丙|股份,
        收购甲旗下|业务."""
        sellers: list[Member] = []
        they = _THEY.match(self.shadow, start, end)
        at = start = they.end() if they is not None else start
        for member in self.cast.inside(start, min(end, start + _FAR)):
            gap = self.shadow[at : member.start]
            holder = bool(sellers) and _HOLDER.fullmatch(gap) is not None
            if member.start - at > _GAP or (sellers and not holder and _LIST.fullmatch(gap) is None):
                break
            sellers[len(sellers) - holder :] = [member]
            at = member.end
        held = _HELD_BY.match(self.shadow, at, end) if sellers else None
        if held is None:
            bodies = [m for m in sellers if m.type in BODIES]
            return [], bodies[0] if bodies and bodies[0] is sellers[0] else None, start
        behind = [m for m in self.cast.inside(held.end(), min(end, held.end() + _FAR)) if m.type in BODIES]
        target = behind[0] if behind and behind[0].start - held.end() <= _GAP else None
        return sellers, target, held.end()

    def _turned(self, sentence: Sentence, match: regex.Match[str]) -> Happening | None:
        """An acquisition told from its other end: 乙被甲收购, 甲完成对乙的收购."""
        start = segment_start(self.shadow, sentence, match.start())
        bodies = [m for m in self.cast.inside(start, match.start()) if m.type in BODIES]
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

    def _sellers(self, bodies: Sequence[Member], verb: int) -> list[Member]:
        """Whom it is bought from: 向…有限公司收购, 向甲、乙购买其合计持有的…"""
        listed = _FROM_SEVERAL.match(self.shadow, 0, verb)
        if listed is not None:
            return [m for m in bodies if m.start >= listed.start()]
        seller = self._seller(bodies, verb)
        return [seller] if seller is not None else []

    def _seller(self, bodies: Sequence[Member], verb: int) -> Member | None:
        if not bodies or (
            verb - bodies[-1].end > _VERB_NEAR and not _AND_MORE.match(self.shadow, bodies[-1].end, verb)
        ):
            return None
        before = self.shadow[max(0, bodies[-1].start - 20) : bodies[-1].start]
        return bodies[-1] if read_patterns("acquisition")["from"].search(before) else None

    def _awards(self, sentence: Sentence) -> Iterator[Happening]:
        contest = next(find_told(self.shadow, "award", "contest", sentence), None)
        anew = contest is not None and _HELD_AT.match(self.shadow, sentence.start, contest.end()) is not None
        if contest is not None and (self.contest is None or self.contest_from_head or anew):
            self.contest = trim_name(self.scene, *contest.span("name"))
            self.contest_from_head = sentence.label in HEADS
        lowest = sentence.start
        for match in find_told(self.shadow, "award", "pattern", sentence):
            winners = self.cast.subjects(lowest, match.start(), "person", *BODIES, tail=30)
            lowest = match.end()
            winners = [m for m in winners if not self._in_title(m)]
            gap = _RESULT.sub("", self.shadow[winners[-1].end : match.start()]) if winners else ""
            if _FORMERLY.match(self.shadow, sentence.start, match.start()):
                continue  # 曾获…称号, 先后荣获…: told of who it is
            counted = any(_COUNTED.match(self.shadow, at) for at in (match.start("name"), match.end()))
            if counted and all(m.type != "person" for m in winners):
                continue  # 公司获得国家级奖励12项: a figure
            if not winners or "的" in gap:
                winners = self._whose_work(sentence, match.start())
            if winners:
                yield self._award(sentence, Range(*match.span("name")), winners)
        for match in find_told(self.shadow, "award", "by", sentence):
            winners = self.cast.inside(*match.span("winner"))
            if winners and not self.background.is_former(sentence, match.end()):
                yield self._award(sentence, Range(*match.span("name")), winners)

    def _in_title(self, member: Member) -> bool:
        """Whether a name is only part of what a work is called: 《县委大院里》."""
        opening = self.shadow.rfind("《", max(0, member.start - _TITLE), member.start)
        return opening >= 0 and "》" not in self.shadow[opening : member.start]

    def _whose_work(self, sentence: Sentence, position: int) -> list[Member]:
        """由某某牵头完成的“某项目”|获一等奖: the prize is of whose work it is."""
        people = [m for m in self.cast.inside(max(sentence.start, position - _FAR), position) if m.type == "person"]
        return [m for m in people[-1:] if _DONE_BY.fullmatch(self.shadow, m.end, position)]

    def _gives_figures(self, start: int, end: int) -> bool:
        """Whether what follows a bare 公布 are figures of some time, and no plan: not 公布，明年1月起加价1.5%."""
        end = min(end, start + _FAR)
        return _REPORTED.search(self.shadow, start, end) is not None and not _TO_COME.search(self.shadow, start, end)

    def _opines(self, issuers: Sequence[Member], match: regex.Match[str]) -> bool:
        """Whether a broker gives its opinion of somebody: 大和证券发表报告，料集团…"""
        if match["name"] is None or any(m.type != "company" for m in issuers):
            return False
        return match["name"].endswith(("报告", "研报")) and _OPINION.match(self.shadow, match.end()) is not None

    def _award(self, sentence: Sentence, prize: Range, winners: Sequence[Member]) -> Happening:
        """A prize of sport is of its contest; others go by their own name."""
        sport = read_patterns("award")["sport"].search(self.shadow, prize.start, prize.end)
        name = self.contest if sport is not None and self.contest is not None else trim_name(self.scene, *prize)
        return Happening("award", name, sentence, prize, as_role(winners, "winner"))

    def _releases(self, sentence: Sentence) -> Iterator[Happening]:
        patterns = read_patterns("release")
        for match in find_told(self.shadow, "release", "pattern", sentence):
            start = segment_start(self.shadow, sentence, match.start())
            types = ("person", *BODIES) if self.shadow.startswith("发表", match.start()) else BODIES
            issuers = self.cast.subjects(start, match.start(), *types, tail=30)
            if self._opines(issuers, match):
                continue
            if _MEANWHILE.match(self.shadow, match.end()):
                continue  # 上月发表财政预算案|时预测: told of when it was said
            if match["name"] is None and not self._gives_figures(match.end(), sentence.end):
                continue
            if issuers and match["name"] is None:
                name = Range(issuers[0].start, match.end())  # 海关总署今天公布，前4个月…: figures under no name
                yield Happening("release", name, sentence, Range(*match.span()), as_role(issuers, "issuer"))
            elif issuers:
                name = trim_name(self.scene, *match.span("name"), patterns["trim"])
                yield Happening("release", name, sentence, Range(*match.span()), as_role(issuers, "issuer"))


def _add(found: list[Happening], happening: Happening, shadow: str) -> None:
    """Add what is new; what is told again joins its first telling."""
    near = [*range(min(len(found), _FIRST)), *range(max(_FIRST, len(found) - _NEAR), len(found))]
    for i in near:
        known = found[i]
        if known.type == happening.type and _is_same(known, happening, shadow):
            better = known.sentence.label in HEADS and happening.sentence.label not in HEADS
            kept, other = (happening, known) if better else (known, happening)
            if known.type == "signing" and (known.sentence.label in HEADS) != (happening.sentence.label in HEADS):
                other = replace(other, people=())  # the text names the parties in full
            found[i] = kept.joined([p for p in other.people if p not in kept.people])
            return
    found.append(happening)


def _is_same(a: Happening, b: Happening, shadow: str) -> bool:
    names = shadow[a.name.start : a.name.end], shadow[b.name.start : b.name.end]
    if a.type == "acquisition":
        targets = [{e for e, role in h.people if role == "target"} for h in (a, b)]
        return targets[0] == targets[1] if all(targets) else is_same_name(*names)
    if a.type == "signing" and (a.sentence.label in HEADS) != (b.sentence.label in HEADS):
        near = abs(a.sentence.paragraph - b.sentence.paragraph) <= _LEAD
        return near or bool({e for e, _ in a.people} & {e for e, _ in b.people})
    if a.type == "signing" and 0 <= b.sentence.paragraph - a.sentence.paragraph < 1:
        return True  # what is signed at one ceremony
    if a.type == "accident" and ("事故" in names or (a.sentence.label in HEADS) != (b.sentence.label in HEADS)):
        return True  # the headline's and the text's own
    if a.type == "accident" and (_is_told_on(a, b, shadow) or _follows(names[0], names[1])):
        return True
    if a.type == "accident" and _kinds_of_accident(names[0]) & _kinds_of_accident(names[1]):
        return True  # 三级火 and 起火 of one article; 追尾事故 and 相撞后起火
    return is_same_name(*names)


def _is_told_on(a: Happening, b: Happening, shadow: str) -> bool:
    """Whether one sentence tells on of one accident: 6车追尾，引发大火."""
    if a.sentence.start != b.sentence.start:
        return False
    return not any(mark in shadow[a.trigger.end : b.trigger.start] for mark in "；;")


def _follows(first: str, second: str) -> bool:
    """Whether an accident is only what a quake or a storm brings with it."""
    return _FORCE.search(first) is not None and _SEQUEL.search(second) is not None


_FORCE = regex.compile("震|台风|暴雨|洪")
_SEQUEL = regex.compile("滑坡|泥石流|塌|崩|洪|余震|决口")


def _kinds_of_accident(name: str) -> frozenset[int]:
    return frozenset(i for i, kind in enumerate(_KINDS) if kind.search(name) is not None)


_KINDS = tuple(
    map(
        regex.compile,
        (
            "火|爆|燃",
            "震",
            "撞|蹭|刮擦|车祸|追尾|翻[车覆]|侧翻|交通事故",
            "台风|暴雨|洪",
            "滑坡|泥石流|塌|崩",
            "中毒",
            "泄漏|泄露",
        ),
    )
)
