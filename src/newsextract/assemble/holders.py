"""Whom and where a figure is said of: the governing place and subject as reading goes on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.employed import employs
from newsextract.assemble.markets import is_market_report, is_one_of_many, load_market_wording, tells_of_economy
from newsextract.assemble.ministries import tells_of_nation
from newsextract.assemble.ratings import counts_others, rates_others
from newsextract.assemble.scene import Named, Scene, between, joined_from, joined_to
from newsextract.assemble.wording import Wording
from newsextract.segment.sentences import Sentence

# A place behind one of these is a destination, a partner or a stage, not what the figure covers.
_FIRST_OF = regex.compile(
    r"[东南西北](?=、|站|和|分别)|"
    r"、(?:[\p{Han}、]{2,40}?等\s?\d|\p{Han}{2,8}(?:及|和|与)\p{Han}{2,8}|"
    r"[\p{Han}、]{2,40}?(?:[两二三四五六七八九十]|\d{1,2})个?(?:[省市县区州旗国地镇乡村]|机场|车站|火车站|高铁站|港口|口岸|站点))"
)  # 甲、乙、丙等7个县, 甲、乙及丙, 甲、乙、丙三省: of many, none is what a figure covers
_ASIDE = regex.compile(
    r"(?r)(?:届|对|向|往|从|自|来自|与|和|同|至|到|在|于|赴|飞|占|比|较|高于|低于|超过|超越|反超|赶超|仅次于|居|列|排名?|位居|位列|位于|外销|销往|出口|进口|输往|覆盖|包括|辐射|任|为|距|离|经|载着|载有|驶往|驶向|抵达|全|、)"
)
_BESIDE = regex.compile(
    r"(?r)(?:(?:对|向|与|和|同|比|较|给|(?<!依[序次]|分别|其次|次)为|由|从|收购|并购|投资|持有|占|拨补|补助|补贴|挹注|老股东|原股东|现有股东|新股东|投资方|投资者|增资|注资|入股|采购|委托|处罚|起诉|控告|责令|约谈|批评|指控|调查|走访|考察|视察|来到|走进|参观|前往|赴|在)|向[^，,；;。]{1,8}旗下)"
)  # a company that is not the subject
_DEALS = regex.compile(
    r"(?:收购|并购|购买|购入|受让|转让|出售|卖给|增持|减持|质押|起诉|入股|参股|持有|签署|签订|签约|担保|采购|认购|领投|跟投|参投"
    r"|委托|授权|引入|引进|包括|提起|合作|供应|供货|竞购|入主|增资|投资)(?![商方者人额家公机股企价量])"
)
_SHARES = regex.compile(r"(?:的|所持|全部|部分|[\d.]{1,12}[%万亿]?){0,3}(?:股[份权票]?|债权|资产)")
_INVESTS = regex.compile(
    r"(?:(?:[、和及与]|以及)[^，,；;。、]{2,10}){0,5}?(?:联合|共同|持续|继续|等){0,3}(?:领投|跟投|参投|追投|加码)"
)
_LOCAL_BODIES = ("government", "party", "legislature", "court")
_LOCAL_HOUSES = ("hospital", "school", "association")  # in the mainland they are named after where they are
_DIVISIONS = ("province", "city", "county")
_PASSING = ("region", "town", "site")
_NEAR_HEAD, _LOOKS_BACK, _NEAR_FIGURE = 8, 24, 24
_INTRODUCED = 40  # characters within which a sentence tells who speaks
_OURSELVES = regex.compile(r"公司|集团|我们|我司|本行|我行|该行|企业")
# Who has a part of what was told (雲林就占了九成一), a place on a route, one of two (中国与葡语国家) and 该区.
_HAS_PART = regex.compile(
    r"\s{0,9}(?:一[市县省地家国区]|市场)?(?:就|则|便|即|大?约|共|合共|更|仍|也|亦)?(?:约|已)?[占佔]"
)
_PARTS = ("公司", "分行", "支行")  # 江苏分公司
_DASHES = "-—–~～"
_SIDE = regex.compile(r"\p{Han}方(?=[愿将拟已计支希欢高赞是在对从与和也还可会正目去今有期预])")
_PAIRED = regex.compile(r"[与和同跟及](?:\p{Han}{2,8}(?:国家|地区|经济体)|$)")
_THAT = regex.compile(r"(?:该|此)(?P<kind>[省市县区镇乡村州旗岛国港湖山河])(?![长委政级企道府])")
_OF_ALL = regex.compile(
    r"\p{Han}{0,6}?(?:市场|行业|产业|经济|贸易|需求|供应|供给|出货量|装机|产量|产能|消费量|渗透率|用户数|人口|GDP|股市)"
)
_REGION = regex.compile(
    r"全(?P<kind>[省市县区州盟旗镇乡村])(?![长委政级域性区面属直])|(?P<kind>村)(?=集体|里(?!程)|民[人户]均)|(?P<kind>[镇乡])(?=里)"
)
_SMALL = "镇乡村"
_THE_LISTED = regex.compile(r"(?:[而但则]|其中)?上市公司(?![们家数股监治板协])")
_GOES_ON = regex.compile(r"\s{0,9}(?:[达为有计共约合是居列排位增减升降较比占佔]|同比|环比|下[降跌]|上升|按[年月])")
_RIGHT_BEFORE = regex.compile(r"(?:\p{Han}{0,6}[站点村镇乡口峰山岛湖河])?(?:发生)?的(?:约|近|逾|超过?)?")
# What may stand between a place of a list and its figure, before the first of the list, and between the others.
_HAS = regex.compile(r"(?:则|也|亦|更)?(?:仅|只)?(?:有|达|约|为|近|逾|超过)?")
_INTRODUCES = regex.compile(
    r"(?r)(?:其中|其次|依序|依次|再次|最多的?)?(?:(?<![可所难得予])以|依序为|依次为|其次[为是]|次[为是]|分别为|包括|[，,；;：:]其中|[，,]而)"
)
_JOINT = regex.compile(r"(?:[、，,；;]|和|及|与|以及)(?:其次[为是]|再来[为是]|而)?")
_WHOLE = regex.compile(
    r"(?:全国|全球|世界|全世界|全中国|全台(?!币|北|中|南|东)|我国|[一二三四]线城市|"
    r"(?:(?:重点)?(?:监测|跟踪)的)?\d{2,3}[个座]?(?:大中|重点|主要|典型|代表|热点){0,2}城市|\d{2,3}城(?!\p{Han}?[中乡镇]))"
)


@dataclass(slots=True)
class Holders:
    """The company and place that figures belong to; one for each article."""

    scene: Scene
    words: Wording
    market: bool = False  # whether the article is a report on the markets: its prices are of no place
    main_subject: str | None = None  # a company that the headline is about
    place: str | None = None
    first: str | None = None  # the place that governed first in the paragraph
    led: set[str] = field(default_factory=set)  # the places that governed figures of the sentence, one after the other
    subject: str | None = None
    nationwide: bool = False
    together: bool = False  # several places that the sentence names side by side: what it counts is of none alone
    voiced: bool = False  # the subject is the company of one who was quoted
    beyond: str | None = None  # the place that governed before a town or a wide region spoke for its sentence
    passing: bool = False
    opening: tuple[str | None] | None = None  # the place that governs the first figure of the sentence
    whole: tuple[str | None, bool] | None = None  # the place, and whether all the country, of which one has a part
    topic: str | None = None  # the company that the sentence names first
    topical: bool = False  # whether the sentence has named it
    fleeting: bool = False  # whether the company stands behind figures that are of none: …出货221万台，华为占76.6%
    turns: dict[int, list[tuple[int, str | None]]] = field(
        default_factory=dict
    )  # where in a clause the subject changes

    def enter_paragraph(self) -> None:
        """A paragraph starts anew with the article's own place and subject."""
        self.place, self.subject, self.nationwide = None, self.main_subject, False
        self.first = None
        self.topic = self.main_subject
        self.led.clear()
        self.passing = self.voiced = False

    def enter_sentence(self, sentence: Sentence) -> None:
        """A town or a wide region speaks for its own sentence; then the place before it governs again. So does the
        company of one who is quoted, unless it speaks on of itself (公司, 我们)."""
        whole = self.scene.region in ("HK", "MO")  # one of its districts or sites is not what the next sentence is of
        if self.passing and (whole or self.beyond is not None or self.scene.home(sentence.start) is not None):
            self.place, self.passing = self.beyond, False
        if self.voiced and _OURSELVES.search(self.scene.clean.shadow, sentence.start, sentence.end) is None:
            self.subject, self.voiced = self.main_subject, False
        self.together = False
        if self.subject is not None and (self.topic is not None or self.fleeting):
            self.subject, self.fleeting = self.topic, False  # a company named in passing speaks for its sentence
        self.topical = False
        self.turns.clear()
        self._restore()
        if self.place is not None and (len(self.led) > 1 or self._begins_to_speak(sentence)):
            self.place = None if self.first in self.led and len(self.led) > 1 else self.first
        self.led.clear()
        self.opening = None

    def _restore(self) -> None:
        """Behind the part that a place has of something (雲林占九成一) the whole governs again."""
        if self.whole is not None:
            (self.place, self.nationwide), self.whole = self.whole, None

    def _begins_to_speak(self, sentence: Sentence) -> bool:
        """Whether a sentence begins with one who speaks, and names no place before: 考试院副院长某某表示, …"""
        shadow = self.scene.clean.shadow
        end = min(sentence.end, sentence.start + _INTRODUCED)
        names = between(self.scene.named, sentence.start, end)
        person = next((n for n in names if n.type == "person"), None)
        if person is None or self.words.speech.match(shadow, person.end, end) is None:
            return False
        return all(n.type != "place" for n in names if n.start < person.start)

    def enter_clause(self, clause: Clause) -> None:
        """Take note of the place or company at the head of a clause."""
        shadow = self.scene.clean.shadow
        if self.whole is not None and _GOES_ON.match(shadow, clause.start, clause.end) is None:
            self._restore()
        self._part(clause)
        self._return_to(clause)
        self._side(clause)
        if self.main_subject is not None and _THE_LISTED.match(shadow, clause.start, clause.end) is not None:
            self.subject = self.main_subject  # 交易完成后，上市公司产能…
        if self.subject and self.words.actors.match(shadow, self._head(clause), clause.end) is not None:
            self.subject = None  # 某公司发生火灾，|消防部门出动17辆消防车
        turns: list[tuple[int, str | None]] = [(clause.start, self.subject)]
        self.turns[clause.start] = turns
        if clause.depth and not between(self.scene.quantities, clause.start, clause.end):
            return  # 推介会（广宁）签约12个项目
        for name in between(self.scene.named, clause.start, clause.end):
            if clause.covers(name.start):
                self._take(clause, name)
            if turns[-1][1] != self.subject:
                turns.append((name.end, self.subject))
        self._enter_region(clause, turns)
        if self._is_of_whole(clause):
            self.place, self.subject, self.nationwide = None, None, True
            turns[:] = [(clause.start, None)]
        if self.opening is None and between(self.scene.quantities, clause.start, clause.end):
            self.opening = (self.place,)

    def _enter_region(self, clause: Clause, turns: list[tuple[int, str | None]]) -> None:
        """全市存款余额…, 全村种植辣椒…: figures of a region are no company's, though no place that the article names is
        meant; the village or town of that kind that was named last is."""
        shadow = self.scene.clean.shadow
        begins = _REGION.search(shadow, clause.start, clause.end)
        if begins is None or self._head(replace(clause, end=begins.start())) < begins.start():
            return
        if any(n.alias for n in between(self.scene.named, begins.start(), begins.end())):
            return
        self.subject = None
        turns[:] = [(clause.start, None)]
        place = self._last_of_kind(begins.start(), begins["kind"]) if begins["kind"] in _SMALL else None
        if place is not None:
            self.place, self.nationwide = place.entity, False

    def _take(self, clause: Clause, name: Named) -> None:
        """Let a company, a place or a body speak for what follows it."""
        if name.type == "company" and not self._beside(clause, name) and not self._is_object(clause, name):
            self.subject, self.nationwide = name.entity, False
            self.voiced = not name.alias and self._speaks(clause, name)
            self.fleeting = self.opening is not None and not self.topical and self.topic is None
            passing = (
                self.fleeting
                or self.topical
                or self.voiced
                or self.scene.clean.shadow[name.end - 2 : name.end] in _PARTS
            )
            self.topic = self.topic if passing else name.entity
            self.topical = True
        elif name.type == "place" and self._begins_list(clause, name):
            self.together = True
        elif name.type == "place" and self._leads(clause, name):
            self._lead(name)
            self.together = False
            if not self._inside_holder(clause, name) and not self._is_segment(name):
                self.subject = None if name.alias or name.end < clause.end else self.subject
            elif self._of_government(clause, name):
                self.subject = None
        elif self._of_nation(clause, name):
            whole = self.scene.region not in ("HK", "MO")  # there the article's own place is the whole
            self.place, self.nationwide, self.subject = None, whole, None
        elif self._another_speaks(clause, name):
            self.subject = None

    def _begins_list(self, clause: Clause, name: Named) -> bool:
        """Whether a clause begins with several places: 甲、乙、丙三省共有127条."""
        several = _FIRST_OF.match(self.scene.clean.shadow, name.end, clause.end)
        return several is not None and name.start == self._head(clause)

    def _is_of_whole(self, clause: Clause) -> bool:
        """Whether a clause begins with the whole country or world: 全国规模以上工业企业…"""
        shadow = self.scene.clean.shadow
        whole = _WHOLE.search(shadow, clause.start, clause.end)
        if whole is None or self._head(replace(clause, end=whole.start())) < whole.start():
            return False  # most clauses: to find their head costs more
        if whole.group().endswith(("球", "世界")) and self._is_own(clause, whole.end()):
            return False
        return _ASIDE.match(shadow, clause.start, whole.start()) is None

    def _is_own(self, clause: Clause, position: int) -> bool:
        """Whether the company that the article is about has what is told: 全球|仓库总面积, not 全球|市场规模."""
        if self.main_subject is None or self.subject != self.main_subject:
            return False
        return _OF_ALL.match(self.scene.clean.shadow, position, clause.end) is None

    def subject_at(self, clause: Clause, position: int) -> str | None:
        """The company that a figure of a clause is of; one named behind it does not speak for it (3.4亿元收购乙公司)
        but where nothing was before."""
        turns = self.turns.get(clause.start)
        if not turns:
            return self.subject
        before = [subject for at, subject in turns if at <= position]
        return (
            before[-1] if before and (before[-1] is not None or len(before) > 1) else turns[min(1, len(turns) - 1)][1]
        )

    def _is_object(self, clause: Clause, name: Named) -> bool:
        """Whether a company stands behind what another one does: 甲公司拟以3.4亿元收购丙公司持有的乙公司股权."""
        if self.subject is None or name.alias:
            return False
        return _DEALS.search(self.scene.clean.shadow, clause.start, name.start) is not None

    def _speaks(self, clause: Clause, name: Named) -> bool:
        """Whether a company is named for the one of its people who speaks: 某公司董事长某某说, …"""
        people = [n for n in between(self.scene.named, name.end, clause.end) if n.type == "person"]
        return bool(people) and self.words.speech.search(self.scene.clean.shadow, people[0].end, clause.end) is not None

    def _tells(self, clause: Clause, name: Named) -> bool:
        """Whether a clause begins with a body that speaks, and not of the company: 经济部统计处处长某某表示, …"""
        shadow = self.scene.clean.shadow
        if name.start != self._head(clause) or self.words.speech.search(shadow, name.end, clause.end) is None:
            return False
        return _OURSELVES.search(shadow, clause.start, clause.end) is None

    def _of_nation(self, clause: Clause, name: Named) -> bool:
        """Whether a clause begins with the data of a ministry: 据法务部统计，去年起诉312件 is of no town."""
        shadow = self.scene.clean.shadow
        if name.subtype != "government" or clause.opening:
            return False
        cited = shadow.startswith(("据", "另据", "又据"), clause.start) and name.start - clause.start <= len("根据")
        return (cited or name.start == self._head(clause)) and tells_of_nation(shadow, name, clause.end)

    def _another_speaks(self, clause: Clause, name: Named) -> bool:
        """Whether a body begins the sentence, behind one on a company that is not what the article is about: what it
        tells is not that company's. What a ministry tells is not the company's either that the article is about."""
        if name.subtype == "government" and self.subject == self.main_subject:
            return self._tells(clause, name)
        if name.type != "organization" or self.subject is None or self.subject == self.main_subject:
            return False
        return not clause.opening and not clause.depth and name.start == self._head(clause)

    def _is_segment(self, name: Named) -> bool:
        """In an article about a company 本港 and 上海 are where it does business; 全市 and 桂林市 have figures of their
        own."""
        if self.main_subject is None or self.subject != self.main_subject:
            return False
        shadow, end = self.scene.clean.shadow, name.end
        return (
            not tells_of_economy(shadow, end) and shadow[name.start] != "全" and shadow[end - 1] not in "省市县区州盟旗"
        )

    def _of_government(self, clause: Clause, name: Named) -> bool:
        """Whether a clause begins with a local body: 花莲县政府统计, …"""
        bodies = between(self.scene.named, clause.start, clause.end)
        return any(n.start == name.start and n.subtype in _LOCAL_BODIES for n in bodies) and name.start == self._head(
            clause
        )

    def _return_to(self, clause: Clause) -> None:
        """该区, 该县: the place of that kind that was named last."""
        shadow = self.scene.clean.shadow
        if _THAT.search(shadow, clause.start, clause.end) is None:
            return
        head = self._head(clause)
        head -= head > clause.start and shadow[head - 1] in "该此"
        match = _THAT.match(shadow, head, clause.end)
        if match is None:
            return
        name = self._last_of_kind(head, match.group("kind"))
        if name is not None:
            self.place, self.nationwide, self.subject = name.entity, False, None

    def _last_of_kind(self, position: int, kind: str) -> Named | None:
        """The place of a kind that was named last before a position."""
        at = bisect_left(self.scene.named, position, key=lambda n: n.start)
        for name in reversed(self.scene.named[max(0, at - _LOOKS_BACK) : at]):
            if name.type == "place" and not name.alias and self._is_kind(name, kind):
                return name
        return None

    def _is_kind(self, name: Named, kind: str) -> bool:
        if kind == "国":
            return name.subtype == "country"
        return self.scene.clean.shadow[name.end - 1] == kind or (kind == "省" and name.subtype == "province")

    def _part(self, clause: Clause) -> None:
        """Behind a semicolon the place of the sentence's first clause governs again: …，其中甲市增长8%；税收…"""
        if clause.opening in ("；", ";") and self.opening is not None and not self.nationwide:
            self.place = self.opening[0]

    def _lead(self, name: Named) -> None:
        shadow = self.scene.clean.shadow
        if _HAS_PART.match(shadow, name.end) is not None and self.opening is not None:
            self.whole = self.whole or (self.place, self.nationwide)
        passing = (name.subtype in _PASSING and not name.alias) or self._is_paired(name)
        if passing and not self.passing:
            self.beyond = self.place
        self.place, self.nationwide, self.passing = name.entity, False, passing
        self.first = self.first or self.place
        wider = next(
            (n for n in between(self.scene.named, name.start - _NEAR_HEAD, name.start) if n.end == name.start), None
        )
        if wider is not None and wider.type == "place":
            self.led.discard(wider.entity)  # 临夏州|东乡族自治县
            self.first = self.place if self.first == wider.entity else self.first
        self.led.add(name.entity)

    def _is_paired(self, name: Named) -> bool:
        """One of two places that something is between: 中国与葡语国家进出口总值."""
        behind = between(self.scene.named, name.end + 1, name.end + 12)[:1]
        end = behind[0].start if behind and behind[0].type == "place" else len(self.scene.clean.shadow)
        return name.subtype == "country" and _PAIRED.match(self.scene.clean.shadow, name.end, end) is not None

    def _beside(self, clause: Clause, name: Named) -> bool:
        """Whether a company is not whom the clause is about: 向甲公司, 甲公司等5家企业."""
        shadow = self.scene.clean.shadow
        if _BESIDE.match(shadow, clause.start, name.start) is not None or shadow.startswith("等", name.end):
            return True
        if shadow[name.start - 1 : name.start] in ("将", "把") and _SHARES.match(shadow, name.end) is not None:
            return True  # 将|英雄互娱|股份全部抛售
        if employs(self.scene, clause, name):
            return True
        if _INVESTS.match(shadow, name.end, clause.end) is not None:
            return True  # 由|高原资本|领投, in news of whom it invests in
        return self.words.advisers.match(shadow, name.end, clause.end) is not None or rates_others(
            shadow, name.start, name.end
        )

    def _head(self, clause: Clause) -> int:
        """Where the words of the clause begin, behind times and conjunctions."""
        shadow, at = self.scene.clean.shadow, clause.start
        while at < clause.end:
            time = next((t for t in between(self.scene.times, at, clause.end) if t.start == at), None)
            if time is not None:
                at = time.end
                continue
            if shadow[at] in ' \t　“「『"':
                at += 1
                continue
            match = self.words.head.match(shadow, at, clause.end)
            if match is None or any(n.start < match.end() for n in between(self.scene.named, at, clause.end)):
                return at
            at = match.end()
        return at

    def _leads(self, clause: Clause, name: Named) -> bool:
        shadow = self.scene.clean.shadow
        if self._inside_wider(clause, name):
            return False  # 黄埔海关, 东区医院: their figures may reach further than the place in their name
        if name.subtype == "site" and name.start != self._head(clause):
            return False
        end = joined_to(self.scene, clause.end, name)
        local = shadow[end - 1] in "省市县区州盟旗" and shadow.startswith("企业", end)
        if not local and self.words.place_nouns.match(shadow, end, clause.end):
            return False  # 菲律宾及泰国|旅客; not 苏州市|企业
        if name.end == clause.end and shadow[clause.start : name.start].strip() == "在":
            return True  # 在合肥，4月新建商品住宅成交3268套
        first = joined_from(self.scene, clause.start, name)
        if _ASIDE.match(shadow, clause.start, first) or _FIRST_OF.match(shadow, name.end, clause.end):
            return False
        if self.words.comparison.search(shadow, max(clause.start, name.start - 6), name.start):
            return False
        if self._on_route(clause, name) or self.words.speech.search(shadow, clause.start, name.start):
            return False
        near = name.start - clause.start <= _NEAR_HEAD and name.subtype not in _PASSING
        return near or name.alias or name.start == self._head(clause)

    def _on_route(self, clause: Clause, name: Named) -> bool:
        """Whether the place is one of several in a row: 老街—河内—海防铁路."""
        shadow = self.scene.clean.shadow
        if shadow[name.start - 1] in _DASHES and name.start > clause.start:
            return True
        return shadow[name.end : name.end + 1] in tuple(_DASHES)

    def _side(self, clause: Clause) -> None:
        """越方愿推动…: the country that was named before by its first character."""
        shadow, head = self.scene.clean.shadow, self._head(clause)
        if _SIDE.match(shadow, head, clause.end) is None:
            return
        at = bisect_left(self.scene.named, head, key=lambda n: n.start)
        for name in reversed(self.scene.named[max(0, at - 4 * _LOOKS_BACK) : at]):
            if name.subtype == "country" and shadow[name.start] == shadow[head]:
                self.place, self.nationwide, self.subject = name.entity, False, None
                return

    def _is_listed(self, name: Named, position: int) -> bool:
        """以印尼87例、|越南51例最多，其次为|菲律宾30例: a figure right behind its own place in a list."""
        shadow = self.scene.clean.shadow
        if _HAS.fullmatch(shadow, name.end, position) is None:
            return False
        if _INTRODUCES.match(shadow, 0, name.start) is not None:
            return True
        told = between(self.scene.quantities, name.start - _NEAR_FIGURE, name.start)
        return bool(told) and _JOINT.fullmatch(shadow, told[-1].end, name.start) is not None

    def _inside_holder(self, clause: Clause, name: Named) -> bool:
        return any(
            n.type in ("company", "organization") and n.start <= name.start and name.end <= n.end
            for n in between(self.scene.named, clause.start, clause.end)
        )

    def _inside_wider(self, clause: Clause, name: Named) -> bool:
        return any(
            n.type == "organization"
            and n.start <= name.start
            and name.end <= n.end
            and (not self._is_local(n, name) or self.scene.clean.shadow.startswith("海关", n.end - 2))
            for n in between(self.scene.named, clause.start, clause.end)
        )

    def _is_local(self, body: Named, place: Named) -> bool:
        """Whether a body works for the place in its name: a government does, a hospital of a mainland city too."""
        if body.subtype in _LOCAL_BODIES:
            return True
        housed = body.subtype in _LOCAL_HOUSES and self.scene.region == "CN" and body.start == place.start
        return housed and place.subtype in _DIVISIONS

    def place_of(self, position: int, subject: str | None) -> str | None:
        """The area that a figure covers: none for a company's, else the governing place, else the article's own."""
        if subject is not None:
            return None
        at = bisect_left(self.scene.named, position, key=lambda n: n.start)
        near = self.scene.named[at - 1] if at else None
        shadow = self.scene.clean.shadow
        named = near is not None and near.type == "place" and not near.alias and shadow[near.start - 1] not in "占佔"
        if named and near is not None and _RIGHT_BEFORE.fullmatch(shadow, near.end, position) is not None:
            return near.entity  # 最大点雨量为英山县的786毫米
        if named and near is not None and self._is_listed(near, position):
            return near.entity
        if self.nationwide or self.together:
            return None
        return self.place or (None if self.market else self.scene.home(position))


def find_main_subject(scene: Scene, words: Wording, headline: Sequence[Named], lead: Sequence[Named]) -> str | None:
    """The company that the headline begins with; else whose announcement the lead tells, where the headline names no
    place before it."""
    shadow = scene.clean.shadow
    if any(counts_others(shadow, n.start, n.end) for n in headline[:1]):
        return None
    heads = (n for n in headline if n.type in ("company", "place"))
    first = next((n for n in heads if not rates_others(shadow, n.start, n.end)), None)
    head = scene.sentences[0].start if scene.sentences else 0
    if first is not None and first.type == "company":
        if is_one_of_many(shadow, head, first.start, first.end):
            return None
        index = load_market_wording().index.search(shadow, head, first.start)
        return first.entity if index is None else None  # 恒指收升52点 腾讯绩后升1.5%
    if first is None and is_market_report(scene):
        return None
    told = (n for n in lead if n.type == "company" and words.announces.match(shadow, n.end) is not None)
    announcer = next(told, None)
    if announcer is None:
        return None
    named = {n.entity for n in headline}
    return announcer.entity if first is None or announcer.entity in named else None
