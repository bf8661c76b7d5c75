"""What a figure measures: the noun before it, the one behind it, or that of the figure told before."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from newsextract.assemble.alike import find_alike, last_measure, moved_beside, moves_otherwise
from newsextract.assemble.ballots import read_ballot
from newsextract.assemble.branches import with_branch
from newsextract.assemble.changes import Reading
from newsextract.assemble.choices import (
    behind_counted,
    counted,
    counted_bodies,
    counts_right,
    is_bound,
    is_title,
    past_counted,
    prices,
)
from newsextract.assemble.dealt import find_deal, is_of_share, lean_on_shares
from newsextract.assemble.indicators import compose_bare, compose_branch, compose_split
from newsextract.assemble.markets import load_market_wording
from newsextract.assemble.phrases import Left, Phrase
from newsextract.assemble.pointed import read_pointed
from newsextract.assemble.quotations import moves_rate, only_index
from newsextract.assemble.scene import Scene
from newsextract.assemble.shortly import as_written, read_age_group, said_of_people
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.topics import topic_before
from newsextract.assemble.wording import Wording
from newsextract.clean.cleaned import Label
from newsextract.measure.values import Quantity
from newsextract.segment.words import ends_in_verb, is_noun

_PLACED = regex.compile(
    r"第[一二三四五六七八九十]|(?:续|再)?(?:创|刷新|改写|写下)[\p{Han}\d]{0,8}?(?:新高|新低|纪录)|居[首次前后末冠]|居于?第[一二三四五]|(?:居|排)?[首次]位|夺冠|次之|垫底|领先|居中|紧随其后|位列其后|列第[一二三四五六七八九十]"
    r"|(?:的?(?:历史|阶段性?|年内|近年|近期|多年))?(?:新高|新低|高点|低点|高位|低位|峰值|谷底|最高点|最低点|高值|纪录)"
)
_GIVES = regex.compile(
    r"[，,\s]{0,4}+(?:每\d{0,4}(?:克|公斤|斤|千克|升|个|桶)(?:为|约)?|(?:数量|金额|规模)?(?:为|是|达到?|有|各有?))\s{0,2}"
)
_BODILY = frozenset({"length", "mass", "area", "volume", "duration", "energy"})


@dataclass(frozen=True, slots=True)
class Measurer:
    """Finds the indicator of one figure after the other."""

    scene: Scene
    words: Wording
    told: Told
    market: bool = False  # whether the article is a report on the markets

    def find(self, at: At, quantity: Quantity, reading: Reading, left: Left, right: Phrase | None) -> Measure | None:
        """The indicator of a figure; None where nothing names it."""
        if left.phrase is not None and right is not None and self._listed(at, quantity, right):
            return Measure(right.words, right, None, "right-noun")
        pointed = self._pointed_at(left.phrase)
        pointed = pointed or read_pointed(self.scene, self.words, self.told, at, quantity, reading, left, right)
        pointed = pointed or read_ballot(self.scene, self.told, at, quantity, reading, self._topic(at))
        if pointed is not None:
            return pointed
        if right is not None and reading.rule in ("amount", "level") and self._is_bound(at, quantity, left, right):
            return Measure(right.words, right, None, "right-noun")
        indicator, phrase, base, rule = self._find(at, quantity, reading, left, right)
        if indicator is None:
            return None
        return lean_on_shares(self.scene, self.told, at, reading, Measure(indicator, phrase, base, rule))

    def _find(
        self, at: At, quantity: Quantity, reading: Reading, left: Left, right: Phrase | None
    ) -> tuple[str | None, Phrase | None, int | None, str]:
        if quantity.kind == "age":
            return self._measure_age(at, quantity, reading, left)
        own, told, shadow = self._own(at, quantity, left), self.told, self.scene.clean.shadow
        moved = right  # 由12米|拓宽至20米
        right = None if right is not None and self._moves(at, quantity, right) else right
        right = counted(right) if right is not None and quantity.dimension == "count" else right
        won = right is not None and quantity.unit == "票" and right.words in ("当选", "落选", "胜出")
        if right is not None and (won or _PLACED.fullmatch(right.words)):
            right = moved = None  # 玉林市6.4万人|居次
        if reading.kind == "rank":
            return self._measure_rank(at, own)
        given = reading.kind == "change" or _GIVES.fullmatch(shadow, at.start, quantity.start) is not None
        if own is None and told.ranked is not None and given:
            return told.ranked.words, told.ranked, None, "left-noun"
        if reading.kind in ("quantity", "share") and self._moves_on(at, quantity):
            return told.last_indicator(), None, told.last, "inherited"
        dealt = find_deal(self.scene, at, quantity, left)
        if dealt is not None:
            return dealt.words, dealt, None, "right-verb"
        based = _BASED.match(self.scene.clean.shadow, quantity.end)
        if based is not None and self.scene.clean.shadow[quantity.start - 1] in "以将把按":
            return based["what"], Phrase(*based.span("what"), based["what"]), None, "right-noun"
        chained = self._counts_next(at, quantity, left, right)
        if reading.kind == "share" and right is not None and _SHARES.match(right.words):
            share = _SHARES.match(right.words)
            words = share.group() if share is not None else right.words
            return words, Phrase(right.start, right.start + len(words), words), None, "right-noun"  # 25%股份
        is_counted = right is not None and (chained or self._counts(quantity, left, right, own))
        is_counted = is_counted or (right is not None and self._is_owed(quantity, own, right))
        acts = right is not None and self.words.verbs.fullmatch(right.words) and not is_noun(right.words)
        cut = (
            reading.kind == "change"
            and own is None
            and quantity.dimension == "count"
            and reading.verb not in self.words.self_naming
            and told.counts_else(quantity)
        )
        if (reading.kind == "quantity" or cut) and right and is_counted and not acts:
            return right.words, right, None, "right-noun"
        if own is not None:
            return self._measure_own(at, quantity, own, reading)
        found = self._find_beyond(at, quantity, reading, left, right)
        if found is not None:
            return found
        if moved is not None:
            return moved.words, moved, None, "right-noun"
        return self._measure_bare(at, quantity, reading, left)

    def _measure_age(
        self, at: At, quantity: Quantity, reading: Reading, left: Left
    ) -> tuple[str, Phrase | None, int | None, str]:
        """The age of a person, or how long people live: 预期寿命82岁，比上年提高|0.3岁."""
        last = self.told.last_indicator() or ""
        if left.phrase is not None and left.phrase.words.endswith("寿命"):
            return left.phrase.words, left.phrase, None, "age"
        if last.endswith("寿命") and (reading.kind == "change" or self._moves_on(at, quantity)):
            return last, None, self.told.last, "inherited"
        return "年龄", None, None, "age"

    def _counts(self, quantity: Quantity, left: Left, right: Phrase, own: Phrase | None) -> bool:
        """Whether the noun behind is measured: of money what is paid, not what it is for (投资3亿元|共建基地)."""
        paid = own is None or quantity.dimension != "money" or _PAID.search(right.words) is not None
        return paid and counts_right(quantity, left, right, self.words)

    def _is_owed(self, quantity: Quantity, own: Phrase | None, right: Phrase) -> bool:
        """Whether a verb governs the sum of what follows: 未能偿还该期4千万元的|本金, 被判承担70%的|责任."""
        link = self.scene.clean.shadow[quantity.end : right.start]
        paid = quantity.kind == "percent" or _PAID.search(right.words) is not None
        acts = own is not None and (ends_in_verb(own.words) or own.words.endswith(("该期", "上述")))
        return link == "的" and quantity.kind in ("amount", "percent") and paid and acts

    def _is_bound(self, at: At, quantity: Quantity, left: Left, right: Phrase) -> bool:
        return is_bound(self.scene.clean.shadow, quantity, self._own(at, quantity, left), right, self.words)

    def _own(self, at: At, quantity: Quantity, left: Left) -> Phrase | None:
        """The phrase before the number, unless it only says whose or which of several the figure is."""
        own = left.phrase
        body = left.subject if own is None and quantity.unit in _BODIES and at.start == at.clause.start else None
        kinds = counted_bodies(self.scene, at, quantity, body) if body is not None else None
        if kinds is not None:
            return kinds
        if own is not None and own.words in _SHARE_KINDS and self._is_price_of_share(left):
            return Phrase(own.start, own.end, own.words + "股价")
        holders = _HOLDERS | {"股份", "股票"} if quantity.dimension == "money" else _HOLDERS
        if own is not None and own.words in holders and quantity.dimension != "count":
            return None
        view = _VIEW.search(self.scene.clean.shadow, at.start, quantity.start)
        if view is not None:
            return Phrase(*view.span("view"), view["view"])  # 高于市场预期的|1613亿元
        if own is not None and (own.words.endswith(_HOUSES) or is_title(self.scene, self.told, own)):
            return None  # 她家|的6亩地; 影片《山那边》|4.78亿元
        if own is not None and (
            own.words in _KEEPS or _IN_WHOLE.match(self.scene.clean.shadow, at.start, quantity.start)
        ):
            return None  # 连续六年|保持|30%以上增速; 在营业收入中占比|39.6%
        if own is not None and own.words.endswith("方式"):
            return None  # 通过集中竞价方式完成|156.8万股的减持
        if own is not None and own.words in _SHARES_ALONE and self._same_sentence(at):
            return None  # 民营企业进出口2.38万亿元，占比|提升1.6个百分点
        if own is not None and quantity.dimension == "area" and _ONE_OF.search(own.words):
            return None  # 起火的是一个|500平方呎的劏房单位
        if own is not None and own.words in _EVERYWHERE:
            return said_of_people(self.scene, at, quantity) if quantity.unit == "人" else None
        if own is not None and _EXTREME.fullmatch(own.words) and self._same_sentence(at):
            return None  # 场均超过1.5万人，最高一场达|2.3万人
        if own is None and quantity.unit == "点" and not self._same_sentence(at):
            shadow = self.scene.clean.shadow
            found = list(load_market_wording().points.finditer(shadow, at.sentence.start, quantity.start))
            return Phrase(*found[-1].span(), found[-1].group()) if found else None  # 台股今天走低，终场下跌|123点
        return only_index(own) if own is not None and quantity.unit == "点" else own

    def _heads(self, at: At, quantity: Quantity) -> bool:
        """外销订单连5红 5月|579亿美元: a sum of the headline."""
        return quantity.dimension == "money" and at.sentence.label == Label.HEADLINE

    def _is_price_of_share(self, left: Left) -> bool:
        """中国石化|A股|报6.42元，跌2.58%，|H股|跌3.4%: of a company, not of the market."""
        named = left.subject is not None and left.subject.type == "company"
        return named or (self.told.last_indicator() or "").endswith("股股价")

    def _pointed_at(self, own: Phrase | None) -> Measure | None:
        """前者|增长11.2%，后者|下降7.5%: the first or the second of the two levels told last."""
        if own is None or own.words not in _POINTS:
            return None
        drafts = self.told.drafts
        levels = [i for i in self.told.recent() if drafts[i].reading.kind == "quantity"]
        if len(levels) < len(_POINTS):
            return None
        base = levels[1 - _POINTS.index(own.words)]
        draft = drafts[base]
        return Measure(draft.indicator or own.words, None, base, "inherited", (draft.fact.place, draft.fact.subject))

    def _find_beyond(
        self, at: At, quantity: Quantity, reading: Reading, left: Left, right: Phrase | None
    ) -> tuple[str | None, Phrase | None, int | None, str] | None:
        """The indicator of a figure without a noun before it, from what is told around it."""
        told, shadow = self.told, self.scene.clean.shadow
        spoken_of = None if self._same_sentence(at) or left.subject is not None else self._topic(at)
        topic = topic_before(self.scene, self.words, at) or spoken_of
        if topic is not None:
            return topic.words, topic, told.same(topic.words), "left-noun"
        elsewhere = self._named_elsewhere(at, quantity, reading, right)
        if elsewhere is not None:
            return *elsewhere, None, "right-noun" if elsewhere[1] is right else "left-noun"
        latest = told.latest_in(self._begin(at)) if reading.verb in _MORE_THAN_BEFORE else None
        if latest is not None and told.drafts[latest].quantity.dimension == quantity.dimension:
            return told.drafts[latest].indicator, None, latest, "inherited"  # 比年初新增832亿元，同比多增|54亿元
        if reading.rule == "against" and told.last is not None:
            return told.last_indicator(), None, told.latest_change(), "inherited"
        quoted = quantity.dimension == "money" and load_market_wording().quoted.search(
            self.scene.clean.shadow, at.start, quantity.start
        )
        anew = not self._same_sentence(at) or _FIRST_PRICE.search(told.last_indicator() or "") is not None
        if (quoted and anew) or self._of_share(at, quantity, reading, left):
            return "股价", None, None, "verb"  # 腾讯|升3.1%
        if left.subject is not None and left.subject.type == "person" and quantity.unit == "人":
            said = said_of_people(self.scene, at, quantity)  # 丰茂才等5人|已被公安机关控制
            if said is not None:
                return said.words, said, None, "predicate"
        row = self._told_alike(at, quantity, reading)
        if row is not None:
            return told.drafts[row].indicator, None, row, "inherited"
        leans = reading.kind != "quantity" or at.start > at.clause.start or left.verb is None
        moved = told.latest_percentage() if quantity.kind == "points" else None
        compared = self.words.comparison.search(self.scene.clean.shadow, at.start, quantity.start) is not None
        if moved is not None and compared and self._same_sentence(at):
            return told.drafts[moved].indicator, None, moved, "inherited"
        beside = moved_beside(self.scene, told, at, quantity, reading)
        if beside is not None:
            return told.drafts[-1].indicator, None, beside, "inherited"
        if leans and told.last is not None and self._may_lean(at, quantity, reading):
            last, base = last_measure(self.scene, told, at, quantity)
            if last.endswith(("收入预算", "支出预算")) and _EXECUTED.fullmatch(shadow, at.start, quantity.start):
                last = last.removesuffix("预算")  # 收入预算为210亿元，实际完成|214.8亿元
                return last, None, None, "inherited"
            return last or None, None, base, "inherited"
        return None

    def _told_alike(self, at: At, quantity: Quantity, reading: Reading) -> int | None:
        """The level told before that a bare figure goes on with, in a row or as its mean."""
        row = find_alike(self.scene, self.told, at, quantity)
        mean = reading.kind == "quantity" and _MEAN.fullmatch(self.scene.clean.shadow, at.start, quantity.start)
        return self.told.of_unit(quantity.unit) if row is None and mean and self._same_sentence(at) else row

    def _of_share(self, at: At, quantity: Quantity, reading: Reading, left: Left) -> bool:
        talk = load_market_wording().talk.search(self.told.last_indicator() or "") is not None
        return is_of_share(self.scene, at, quantity, reading, left, talk=talk, report=self.market)

    def _moves(self, at: At, quantity: Quantity, right: Phrase) -> bool:
        """Whether a verb follows the figure, not what it counts: 由2019年的7个|增至41个, 由年初的350人|缩小到80人."""
        if _MOVES.match(right.words):
            return True
        shadow = self.scene.clean.shadow
        if len(right.words) != _MOVING or shadow[right.end : right.end + 1] not in ("至", "到", "为", "成"):
            return False
        return _ORIGIN.match(shadow, at.clause.start, quantity.start) is not None

    def _listed(self, at: At, quantity: Quantity, right: Phrase) -> bool:
        """Whether a row tells of each figure what stands behind it: 8类下跌、4类|上涨."""
        shadow = self.scene.clean.shadow
        if at.start == at.clause.start or quantity.dimension != "count" or right.start != quantity.end:
            return False
        return shadow[quantity.start - 1] == "、" and self.words.verbs.match(shadow, at.start, quantity.start) is None

    def _moves_on(self, at: At, quantity: Quantity) -> bool:
        """由2.6%飙升至|17.8%: the level that the figure before it moves to, by whatever verb."""
        shadow, last = self.scene.clean.shadow, self.told.last
        if last is None or at.start == at.clause.start or last != len(self.told.drafts) - 1:
            return False
        before = self.told.drafts[last].quantity
        alike = before.kind == quantity.kind and before.unit == quantity.unit
        if not alike or before.end != at.start or _MOVED_TO.fullmatch(shadow, at.start, quantity.start) is None:
            return False
        return _ORIGIN.match(shadow, at.clause.start, before.start) is not None

    def _begin(self, at: At) -> int:
        return self.scene.clean.span(at.sentence.start, at.sentence.end).start

    def _same_sentence(self, at: At) -> bool:
        """Whether the figure that is leant on stands in the same sentence."""
        told = self.told
        return told.last is not None and told.drafts[told.last].fact.sentence.start == self._begin(at)

    def _may_lean(self, at: At, quantity: Quantity, reading: Reading) -> bool:
        """Beyond its sentence a level leans only on what is measured alike: 已收逾2600票 is no price."""
        told = self.told
        if reading.kind != "quantity" or told.last is None:
            return told.last is None or not moves_otherwise(told, quantity, reading)
        dimension = told.drafts[told.last].quantity.dimension
        if dimension == quantity.dimension:
            return True
        counts = dimension == "money" and quantity.dimension == "count"
        if counts and (told.last_indicator() or "").endswith(_SUMS):
            return False  # 纯收入9万元，今年扩到|1万羽
        if _THEN_EACH.match(self.scene.clean.shadow, at.start, quantity.start) is not None:
            return True  # 面积983万平方米，金额1926亿元，上年同期分别为|1102万平方米和2113亿元
        foreign = "money" in (dimension, quantity.dimension) and bool({dimension, quantity.dimension} & _BODILY)
        foreign = foreign and told.drafts[told.last].fact.rule.endswith("right-verb") is False  # 以36元收购，目标2000吨
        return self._same_sentence(at) and not (foreign and at.start == at.clause.start)

    def _named_elsewhere(
        self, at: At, quantity: Quantity, reading: Reading, right: Phrase | None
    ) -> tuple[str, Phrase | None] | None:
        """A measure neither before the number nor told: 降息75个基点, 88%的|乡村教师, 45岁以下|占四成."""
        if (
            reading.verb in self.words.self_naming
            and reading.verb is not None
            and not moves_rate(self.told, at, reading)
        ):
            return reading.verb, None
        if (
            reading.rule in ("level", "part")
            and right is not None
            and self.scene.clean.shadow.startswith("的", quantity.end)
        ):
            return right.words, right
        spoken = self.told.spoken
        if spoken is not None and _STAYS.fullmatch(self.scene.clean.shadow, at.start, quantity.start):
            return spoken.words, spoken  # 粮食产量连续五年|稳定在45亿斤以上
        if spoken is not None and (reading.kind != "quantity" or prices(spoken, quantity) or self._heads(at, quantity)):
            return spoken.words, spoken
        group = read_age_group(self.scene, at, quantity) if reading.kind == "share" or quantity.unit == "人" else None
        return (group.words, group) if group is not None else None

    def _measure_bare(
        self, at: At, quantity: Quantity, reading: Reading, left: Left
    ) -> tuple[str | None, Phrase | None, int | None, str]:
        """A figure without a noun: what is said of its people, a rate of exchange, a quotation, its verb."""
        shadow = self.scene.clean.shadow
        said = said_of_people(self.scene, at, quantity) if quantity.unit == "人" and left.verb is None else None
        if said is not None:
            return said.words, said, None, "predicate"
        verb = left.verb if left.verb not in self.words.light_words else None
        said_first = None if reading.verb == "占" else reading.verb
        quoted = load_market_wording().quoted.search(shadow, at.start, quantity.start) is not None
        if quantity.unit == "票" and verb is None and left.subject is not None:
            return "得票", None, None, "verb"
        quoted = quoted and (reading.verb or "")[:1] not in ("多", "少")  # 比去年多收|三千多元
        if (quantity.dimension == "money" and quoted) or reading.verb in _TRADED:
            return "股价", None, None, "verb"
        last = self.told.last_indicator() if self._may_lean(at, quantity, reading) else None
        return verb or last or said_first, None, None, "verb"

    def _topic(self, at: At) -> Phrase | None:
        """人口方面，…临时数字为753万人: what the sentence says that it is about."""
        match = _TOPIC.match(self.scene.clean.shadow, at.sentence.start, at.sentence.end)
        return Phrase(*match.span("topic"), match["topic"]) if match is not None else None

    def _measure_own(
        self, at: At, quantity: Quantity, own: Phrase, reading: Reading
    ) -> tuple[str | None, Phrase | None, int | None, str]:
        """The indicator that stands before the number, completed by what it leans on."""
        told = self.told
        whole = own.words in _TOTALS and self._same_sentence(at)  # 规上企业28家，|总数|达186家
        if (own.words in self.words.change_nouns or whole) and told.last is not None:
            return told.composed(own.words), own, told.latest_change(), "composed"
        part = own.words in self.words.split_parts
        topic = self._topic(at) if part or own.words in _GENERIC else None
        if topic is not None:
            words = own.words + topic.words if part else topic.words  # 二手住宅方面，|一线城市|环比下降0.6%
            return words, own if part else topic, told.same(words), "composed" if part else "left-noun"
        own = with_branch(self.scene, at, behind_counted(past_counted(own, told, self.words.verbs), at, quantity))
        if reading.growth_name is not None and (reading.verb or "").endswith("率"):
            rate = Phrase(own.start, reading.growth_name.end, own.words + (reading.verb or ""))
            return rate.words, rate, told.same(own.words), "left-noun"  # 经济|成长率
        last = told.last_indicator() or ""
        split = compose_split(self.words, own.words, last)
        if split is None and self._same_sentence(at):
            branch = compose_branch(own.words, last) if told.may_share(quantity, reading) else None
            split = branch or compose_bare(own.words, last)
        return split or own.words, own, told.same(own.words), "left-noun"

    def _counts_next(self, at: At, quantity: Quantity, left: Left, right: Phrase | None) -> bool:
        """Whether what stands before only leads to the counted noun: 28个国家的1200名选手, 警方查出1600个窝点."""
        if right is None or quantity.kind != "amount":
            return False
        shadow = self.scene.clean.shadow
        before, link = shadow[quantity.start - 1], shadow[quantity.end : right.start]
        if quantity.dimension == "money" and before == "了" and link in ("", "的"):
            return self.words.verbs.match(right.words) is None  # 下了80万元|订单, 创造了1.76亿美元的|票房
        if link:
            return False
        if before in "的了" and quantity.dimension in _COUNTABLE:
            return True
        if before in "、和与及" and at.start > at.clause.start and quantity.dimension == "count":
            return True  # 建成2个通用机场和200个起降点
        if quantity.dimension == "count" and _PREPOSED.match(shadow, at.start, quantity.start) is not None:
            return True  # 通过12家|商超, 为28家|单位, 《二泉映月》等16台|节目
        phrase = left.phrase
        if phrase is None or quantity.dimension not in (*_COUNTABLE, "money"):
            return False
        if quantity.dimension == "money" and _PAID.search(right.words) is None:
            return False  # 投资120亿元|共建新能源基地
        if (acting := self.words.acting_end.match(shadow, phrase.start, phrase.end)) is not None:
            return acting.group() != "供应" or _UNITS.match(right.words) is None  # 公营房屋供应达|18.9万个单位
        return ends_in_verb(phrase.words)  # 最高可处10万元|罚款, 须保持500米以上|距离

    def _measure_rank(self, at: At, own: Phrase | None) -> tuple[str | None, Phrase | None, int | None, str]:
        told = self.told
        if own is None and not self._same_sentence(at):
            here = told.latest_in(self._begin(at))  # 增长8.2%，居全市|第1位; not 该市已连续九年位居全省|第一
            return (
                (told.drafts[here].indicator, None, here, "inherited") if here is not None else (None,) * 3 + ("rank",)
            )
        if own is None:
            return told.last_indicator(), None, told.last, "inherited"
        if own.words in self.words.change_nouns or own.words in ("总量", "规模", "排名", "位次", "均", "数量"):
            growth = own.words in self.words.change_nouns
            return told.composed(own.words), own, told.latest_change() if growth else told.last, "composed"
        return own.words, own, told.same(own.words), "left-noun"

    def surface(self, named: Measure) -> str:
        """The indicator in the article's own script where it stands in one piece, else as it was composed."""
        if named.phrase is not None:
            surface = self.scene.clean.text[named.phrase.start : named.phrase.end]
            shadow = self.scene.clean.shadow[named.phrase.start : named.phrase.end]
            at = shadow.find(named.indicator)
            if at >= 0:
                return surface[at : at + len(named.indicator)]
        drafts = self.told.drafts
        if named.base is not None and drafts[named.base].indicator == named.indicator:
            return drafts[named.base].fact.indicator or named.indicator
        return as_written(self.scene, named.indicator)


_SHARE_KINDS = frozenset({"A股", "H股", "B股"})
_SUMS = ("收入", "支出", "产值", "金额", "总额", "利润", "投资", "成本", "税收")
_HOUSES = ("她家", "他家", "我家", "自家", "家里", "家中", "全家", "们家", "咱家")
_MEAN = regex.compile(r"[，,]?\s?(?:日均|平均每[天日]|每[天日]|月均|累计|总共|合计|共)(?:为|达到?|约|近|超)?")
_KEEPS = frozenset({"市场", "外界", "投资人", "保持", "维持", "稳定", "持续"})
_IN_WHOLE = regex.compile(r"[，,]?\s{0,2}在[^，,；;]{2,14}中的?(?:所)?(?:占比?|比重)(?:为|达|约|近|超过?)?$")
_BODIES = frozenset("家所个座处间")
_HOLDERS = frozenset({"公司", "集团", "企业", "本行", "该行", "我们", "双方", "我方", "对方"})
_SHARES_ALONE = frozenset(("占比", "比重", "所占比重", "占比例", "所占比例"))
_EVERYWHERE = frozenset({"全球", "全国", "全世界", "世界各地", "我国", "国内"})
_GENERIC = frozenset({"临时数字", "数字", "数目", "总数", "总量", "规模", "人数", "数量", "总额"})
_TOPIC = regex.compile(
    r"\s{0,9}在?(?!个股|盘面|行业|板块|消息|资金|市场|期货|政策|地域|区域)(?P<topic>\p{Han}{2,8})(?:方面|领域)[，,]"
)
_MORE_THAN_BEFORE = frozenset({"多增", "少增", "多减", "少减"})
_EXECUTED = regex.compile(r"[，,]?(?:全年|实际|已|累计|共|预计){0,4}+(?:完成|执行|实现)(?:数)?(?:了|为|约)?")
_STAYS = regex.compile(
    r"装(?:每\p{Han})?(?:售价|价格|报价)?为?|(?:来|以上|以来|均|都|一直|始终|持续|总体){0,4}+(?:稳定|稳|保持|维持|超过?|突破|高于|低于|不低于)(?:在|了|到|于)?"
)
_PREPOSED = regex.compile(r"(?r)(?:通过|覆盖|为|对|向|等)(?:全[省市县国]|近|约)?")
_VIEW = regex.compile(
    r"(?P<view>(?:市场|分析师|分析员|大行|券商|路透|彭博)(?:普遍|原先|一致|综合|早前)?的?(?:预期|预测|预估|估计)(?:中位数|值)?|(?<=[较比按])(?:招股|发行|发售|上市|配售|承销|认购|最终)(?:参考)?价)"
    r"(?:的|为|是)?(?:约|近|逾)?(?:每股)?$"
)
_ONE_OF = regex.compile(r"一[个间幢座块处套幅片][^\p{Han}]{0,2}$")
_FIRST_PRICE = regex.compile(r"(?:开[市盘]|招股|发行|发售|上市|配售)价$")  # 开市价33元，收报|33.28元
_THEN_EACH = regex.compile(r"[，,]?(?:上年|去年|前年|上一年|往年)?同[期月季]则?(?:分别|依次)(?:为|是|有|达)?")
_MOVES = regex.compile(r"持平|[增升降减涨跌缩扩提调改变][至到为加长成少]|[下上][调降升涨]")
_TOTALS, _POINTS = ("总数", "总量", "总人数", "总户数"), ("前者", "后者")
_EXTREME = regex.compile(
    r"最?高峰[日期]?|(?:客流|单日)?(?:峰值|极值|最[大高]值)|局部|局地|个别(?:地区|站点|乡镇)|(?:最[高低多少大小]|单)的?一?[个场天日周月年次晚]?"
)
_PAID = regex.compile(
    r"(?:[款费金奖钱息税薪券债锾]|补[贴助偿]|订单|损失|罚单|红包|奖励|赔偿|合同|回购|融资|增资|注资|礼包|担保|授信|贷款|债券|股票|股份|福利|薪资|薪水|报酬|酬劳|工资|年薪|月薪|学费)$"
)
_BASED = regex.compile(
    r"(?:作)?为(?P<what>\p{Han}{0,6}?(?:起点|基准|上限|下限|底价|标准|门槛|起拍价|限额|红线|底线|界线|界|警戒线|起征点|基价|报价))"
)
_MOVING = 2  # characters of a verb
_ORIGIN = regex.compile(r"(?r)[由从自][^，,；;。由从自]{0,12}")
_MOVED_TO = regex.compile(
    r"[，,]?(?:又|再|已|迅速|大幅|逐步|进一步|一路|急剧|快速|分别|被|则|才){0,4}\p{Han}{1,4}[至到为成](?:了|约|近|逾|目前的|现在的|今年的|去年的)?"
)
_UNITS = regex.compile(r"(?:单位|项目|名额|个案)$")
_COUNTABLE = ("count", "area", "mass", "length")
_SHARES = regex.compile(
    r"(?:(?:进口|对等|临时|从价|汽车|钢铝)?关税|佣金|回扣|手续费|分润|信心水准|信赖水准|置信水平|股[权份本]|份额|权益|产权|表决权)"
)
_TRADED = frozenset({"收涨", "收跌", "收高", "收低", "收升", "高开", "低开"})
