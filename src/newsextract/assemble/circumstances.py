"""When, where, of whom and against what a figure is said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from newsextract.assemble.alike import inherited_subject, rate_before
from newsextract.assemble.article_times import BUDGET
from newsextract.assemble.background import of_earlier
from newsextract.assemble.bases import find_below, said_from, viewed_basis
from newsextract.assemble.beginnings import runs_by_then
from newsextract.assemble.cases import Case
from newsextract.assemble.casualties import counts_many
from newsextract.assemble.changes import Reading, read_basis
from newsextract.assemble.choices import (
    acts,
    goes_on_of_person,
    grows_behind,
    is_flow,
    is_of_village,
    is_reported,
    is_stock,
    person_of_age,
    tells_of_life,
)
from newsextract.assemble.dealt import find_shareholder
from newsextract.assemble.events import is_casualty
from newsextract.assemble.figures import Unit, exchange_unit, name_rate, priced_in, resolve_unit, spoken_currency
from newsextract.assemble.holders import Holders
from newsextract.assemble.indicators import indicator_kind
from newsextract.assemble.markets import is_of_homes, is_of_market, is_share_price, market_region
from newsextract.assemble.periods import Calendar, Governing
from newsextract.assemble.phrases import Left
from newsextract.assemble.quotations import day_of_prices
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.spans import format_period
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.wording import Wording
from newsextract.clean.cleaned import Label
from newsextract.measure.values import Quantity
from newsextract.record import Basis, Modality, Period

FAR = ("paragraph", "article")


@dataclass(slots=True)
class Circumstances:
    """Reads the circumstances of one figure after the other; what a figure lacks it takes from the one it leans on."""

    scene: Scene
    words: Wording
    told: Told
    calendar: Calendar
    holders: Holders
    accident: str | None
    case: Case
    below: int = field(init=False)  # where the article says what its growth is against from there on: 同比，下同

    def __post_init__(self) -> None:
        self.below = find_below(self.scene.clean.shadow)

    def period(
        self, at: At, quantity: Quantity, reading: Reading, named: Measure, unit: Unit, modality: Modality
    ) -> tuple[Governing | None, Period | None]:
        """The time that governs the figure, and its period."""
        governing, period = self._own_period(at, quantity, reading, named, unit, modality)
        far = governing is None or governing.source in FAR or (named.apart and governing.source != "phrase")
        if named.leans and named.governing is None and far:
            base = self.told.drafts[named.base or 0]
            planned = modality == "actual" and base.fact.modality in ("planned", "forecast", "estimated")
            afar = planned and base.fact.sentence.end <= self.scene.clean.span(at.sentence.start, at.sentence.end).start
            period = period if base.local or afar else base.fact.period  # what leans on a figure is of its time
        return governing, self._counted_with(named, period)

    def _counted_with(self, named: Measure, period: Period | None) -> Period | None:
        """累计发送旅客1.1亿人次，是去年同期的1.9倍: what leans on a figure counted up is counted up too."""
        base = self.told.drafts[named.base].fact.period if named.leans and named.base is not None else None
        if (
            period is None
            or base is None
            or not base.cumulative
            or (period.start, period.end) != (base.start, base.end)
        ):
            return period
        return replace(period, cumulative=True)

    def _own_period(
        self, at: At, quantity: Quantity, reading: Reading, named: Measure, unit: Unit, modality: Modality
    ) -> tuple[Governing | None, Period | None]:
        words = self.words
        if quantity.kind == "age" and not named.indicator.endswith("寿命"):
            return None, None
        position = reading.cut if reading.rule == "part" else quantity.start  # not 全年 of 完成全年目标的76.6%
        newly = _NEWLY.search(self.scene.clean.shadow, at.start, quantity.start) is not None
        stock = is_stock(words, named.indicator) and not newly
        adds = is_flow(named.indicator, stock) and _DISASTER.search(named.indicator) is None
        governing = named.governing or self.calendar.find(at.clauses, at.clause, position, at.start, flow=adds)
        governing = self._leave_out(at, quantity, governing, named, modality)
        said = self.scene.clean.shadow[at.clause.start : quantity.start]
        counted = (
            words.flow.search(said) is not None
            and reading.rule != "level"
            and _DISASTER.search(named.indicator) is None
            and indicator_kind(named.indicator) != "stock"
        )
        reported = (
            is_reported(quantity, reading, named.indicator, unit)
            or grows_behind(self.scene, at, quantity)
            or self.calendar.daily
        )
        grows = reading.kind == "change" and quantity.kind == "percent"
        if self._is_out_of_reach(at, quantity, governing, reported, counted, named, grows) or self._holds(
            at, governing, named, quantity
        ):
            governing = None
        if self._is_quotation(at, quantity, reading, governing, named):
            governing = Governing(self.calendar.article, "article") if self.calendar.daily else None
        timeless = self.words.timeless.search(named.indicator) is not None  # 明年投产，总投资3亿元
        if modality not in ("planned", "forecast", "limit") or timeless:
            governing = self._unless_to_come(at, quantity, governing, named, said)
        governing = self._in_month(at, quantity, governing, said)
        governing = governing or self._day_of_accident(quantity, named)
        last = self._of_the_day(governing, stock, named.indicator)
        held = stock and (
            not named.indicator.endswith("率")
            or (governing is not None and governing.local and self.calendar.is_moment(governing))
        )
        return governing, format_period(
            self.scene,
            governing,
            flow=adds or counted,
            cumulative="累计" in said,
            stock=held or last or (not adds and not counted and self._counts_at_end(governing, quantity)),
            last_day=last,
        ) or day_of_prices(self.scene, self.told, at, named)

    def _is_out_of_reach(
        self, at: At, quantity: Quantity, governing: Governing | None, reported: bool, counted: bool, named: Measure,
        grows: bool,
    ) -> bool:  # fmt: skip
        """Whether a time from afar does not reach the figure: what holds at all times, and what is no statistic."""
        if governing is None or governing.source == "phrase":
            return False
        time = governing.time
        short = time is not None and time.grain in _SHORT and not time.until
        if short and indicator_kind(named.indicator) == "dividend":
            return True  # 4月营收…，配发现金股利3.2元
        if governing.source not in FAR:
            past = time is not None and time.until and time.start < at.sentence.start  # 其中，总投资20亿元的项目
            return past and self.words.timeless.search(named.indicator) is not None
        dealt = named.rule == "right-verb" and not counted  # 以3.85亿元|购入: not of the months of results beside it
        if governing.source == "article" and (dealt or is_of_village(self.scene, self.holders.place, quantity)):
            return True
        fined = named.indicator == "罚款" and self._reports(at)  # 查处案件412起，罚款2865万元
        mean = (
            quantity.per is None and "平均" in self.scene.clean.shadow[at.start : quantity.start]
        )  # 档期平均票价40.4元
        stays = self.words.timeless.search(named.indicator) is not None and _LASTS.search(named.indicator) is None
        timeless = stays and quantity.unit != "人"  # 判处五年以上有期徒刑的5632人
        if timeless and not fined and not grows and not mean:
            return True
        done = counted or _DONE.search(self.scene.clean.shadow, at.start, quantity.start) is not None
        far = (governing.source == "article" and not done) or self._since_before(governing)
        return far and not reported and not self._reports(at)

    def _is_quotation(
        self, at: At, quantity: Quantity, reading: Reading, governing: Governing | None, named: Measure
    ) -> bool:
        """Whether a price of a share stands beside the period of results: 第二季收入1845亿元；股价|收报600元."""
        time = governing.time if governing is not None else None
        if governing is None or time is None or governing.source == "phrase" or time.grain not in _REPORTED_FOR:
            return False
        if governing.source in FAR and (is_of_market(named.indicator) or self._tells_of_market(at, quantity)):
            return True
        if not is_share_price(named.indicator):
            return False
        base = self.told.drafts[named.base].fact.period if named.leans and named.base is not None else None
        return reading.kind == "quantity" or governing.source in FAR or (named.leans and base is None)

    def _holds(self, at: At, governing: Governing | None, named: Measure, quantity: Quantity) -> bool:
        """Whether what simply holds stands beside a day (9月18日，大桥通车，全长2公里), or what no budget sets beside
        the year of one (审查114年度预算，移工已有83万人)."""
        time = governing.time if governing is not None else None
        if governing is None or time is None:
            return False
        if governing.source == "sentence" and time.grain == "day" and not time.until:
            return self.words.timeless.search(named.indicator) is not None and quantity.dimension != "count"
        if BUDGET.match(self.scene.clean.shadow, time.end) is None:
            return False
        return quantity.dimension != "money" and quantity.kind != "percent" and governing.source != "phrase"

    def _day_of_accident(self, quantity: Quantity, named: Measure) -> Governing | None:
        """The dead and hurt of an accident that no time goes with are of its day."""
        if self.accident is None or self.calendar.event is None or quantity.unit != "人":
            return None
        lately = (d.fact for d in self.told.drafts[-_LATELY:] if d.fact.subject == self.accident)
        told = any(f.period is not None and f.period.from_ != "article" for f in lately)
        return Governing(self.calendar.event, "article") if is_casualty(named.indicator) and not told else None

    def _in_month(self, at: At, quantity: Quantity, governing: Governing | None, said: str) -> Governing | None:
        """首7个月累跌5.7%，租金按月升0.8%: what is told by the month is of the month told before, not of several;
        so is the level that such a change follows (全年累跌7.1%；租金指数报193点，按月跌0.3%)."""
        time = governing.time if governing is not None and governing.source != "phrase" else None
        monthly = _BY_MONTH.search(said) is not None
        monthly = monthly or _MONTHLY_NEXT.match(self.scene.clean.shadow, quantity.end, at.sentence.end) is not None
        if time is None or not monthly or time.grain not in ("span", "year"):
            return governing
        month = self.calendar.month_before(at.clauses, at.clause, time)
        several = time.grain == "span" and _BY_MONTH.search(said) is not None
        return month if month is not None or several else governing

    def _counts_at_end(self, governing: Governing | None, quantity: Quantity) -> bool:
        """What is counted at the end of a year (年底有3.6万名) is of its last day."""
        time = governing.time if governing is not None else None
        return quantity.dimension == "count" and time is not None and (time.end_date or "").endswith("-12-31")

    def _unless_to_come(
        self, at: At, quantity: Quantity, governing: Governing | None, named: Measure, said: str
    ) -> Governing | None:
        """A time to come, told in another clause, is not that of what holds now (预计12月通车，全长2.2公里),
        nor from afar that of anything but what a budget names; 到2025年 and 届时 are."""
        time = governing.time if governing is not None else None
        if governing is None or time is None or not self.calendar.is_future(time) or _THEN.search(said) is not None:
            return governing
        shadow = self.scene.clean.shadow
        if governing.source not in FAR and _AIM.search(shadow, max(0, time.start - 2), time.start):
            return governing
        timeless = self.words.timeless.search(named.indicator) is not None
        holds = timeless or is_stock(self.words, named.indicator) or quantity.dimension in _SIZES
        parted = governing.source in FAR or self._parted(at, quantity, governing)
        budget = _BUDGET.search(named.indicator) is not None or self._of_budget(quantity, governing)
        return None if (holds and governing.source != "phrase") or (parted and not budget) else governing

    def _of_budget(self, quantity: Quantity, governing: Governing) -> bool:
        """Whether an article on a budget tells of money: 凍結230億元 is of the year that the budget is for."""
        money = quantity.dimension == "money" or quantity.kind == "percent"
        return governing.source == "article" and self.calendar.budget and money

    def _of_the_day(self, governing: Governing | None, stock: bool, indicator: str) -> bool:
        """Whether a stock told with the half year (不良率) is of its last day, up to which the article counts."""
        time = governing.time if governing is not None else None
        if not stock or time is None or time.grain in ("day", "year") or _OF_TIME.search(indicator) is not None:
            return False
        ends = () if indicator.endswith("率") else self.calendar.ends
        return time.end_date in self.calendar.moments or time.end_date in ends

    def _leave_out(
        self, at: At, quantity: Quantity, governing: Governing | None, named: Measure, modality: Modality
    ) -> Governing | None:
        """A time from afar is not that of a yearly capacity (年均发电量107亿千瓦时), nor a past one that of a plan."""
        titled = at.sentence.label in (Label.HEADLINE, Label.SUBHEAD) and at.clause.start != at.sentence.start
        far = FAR if not titled else (*FAR, "sentence")  # 一季度净利增长45% 拟回购2亿元
        time = governing.time if governing is not None else None
        if governing is not None and time is not None and governing.source == "sentence":
            governing = None if runs_by_then(self.scene.clean.shadow, time, quantity.start) else governing
        if governing is None or governing.time is None or governing.source not in far:
            return governing
        said = self.scene.clean.shadow[at.start : quantity.start] + named.indicator
        if governing.source == "article" and _YEARLY.search(said) is not None and quantity.kind == "amount":
            return None
        day = self.scene.published
        past = day is not None and (governing.time.end_date or "") < day.isoformat()[:7]
        return None if past and modality in ("planned", "forecast", "limit") else governing

    def _reports(self, at: At) -> bool:
        """Whether the figure before it in the sentence took the article's period: a sentence is of one time."""
        last = self.told.drafts[-1].fact if self.told.drafts else None
        if last is None or last.sentence.start != self.scene.clean.span(at.sentence.start, at.sentence.end).start:
            return False
        return last.period is not None and last.period.from_ in FAR

    def _parted(self, at: At, quantity: Quantity, governing: Governing) -> bool:
        """Whether a semicolon stands between a figure and its time."""
        time = governing.time
        return (
            time is not None and regex.search("[；;]", self.scene.clean.shadow[time.end : quantity.start]) is not None
        )

    def _since_before(self, governing: Governing) -> bool:
        """今年以来 of an earlier sentence reaches what adds up, not what is counted once."""
        return governing.source == "paragraph" and governing.time is not None and governing.time.since

    def basis(
        self,
        at: At,
        quantity: Quantity,
        reading: Reading,
        named: Measure,
        governing: Governing | None,
        period: Period | None,
    ) -> Basis | None:
        """What a change is measured against."""
        if reading.kind != "change":
            return None
        if named.held_against:
            return self.told.drafts[-1].fact.basis
        start = said_from(self.scene, at, quantity)
        times = between(self.scene.times, start, quantity.start)
        grain = governing.time.grain if governing and governing.time else None
        begins = period.start if period and (period.start or "")[:4] == (period.end or "")[:4] else None
        basis = read_basis(self.scene.clean.shadow, self.words, start, quantity.start, times, grain, begins)
        if basis is None and quantity.kind == "percent" and reading.rule in ("change", "growth"):
            basis = viewed_basis(self.scene.clean.shadow, at.clause.start, self.below)
        if basis is None and reading.rule == "signed":
            return self.told.signed_basis(self.scene.clean.span(at.sentence.start, at.sentence.end).start)
        if basis is None and reading.growth_name is not None and self._two_before(named.base):
            return "from_previous"
        return basis

    def _two_before(self, base: int | None) -> bool:
        """Whether two levels of one indicator were just given: 由0.31元降至0.24元，降幅22.6%."""
        if base is None or base < 1:
            return False
        first, second = self.told.drafts[base - 1], self.told.drafts[base]
        return first.indicator == second.indicator and first.reading.kind == second.reading.kind == "quantity"

    def unit(self, at: At, quantity: Quantity, named: Measure) -> Unit:
        """The unit with its currency and its denominator."""
        inherited = None
        if named.phrase is None and named.base is not None:
            base = self.told.drafts[named.base]
            inherited = base.unit.per if base.quantity.dimension == quantity.dimension else None
        elif quantity.dimension == "money" and quantity.per is None:
            inherited = self._price_before(at, quantity, named)
        elif quantity.dimension == "count" and quantity.per is None:
            inherited = rate_before(self.told, at, quantity)
        said = self.scene.clean.shadow[at.start : quantity.start]
        summed = _SUM.search(said) is not None
        if (inherited in _BY_TIME and _IN_ALL.search(said) is not None) or summed:
            inherited = None  # 每日平均12万人次，全年4450万人次
        before = said + (named.indicator if named.rule != "right-noun" and not summed else "")
        spoken = spoken_currency(quantity, self.scene.quantities, at.sentence.start)
        region = "CN" if self._in_renminbi(quantity, named) else market_region(self.scene.region, named.indicator)
        unit = resolve_unit(quantity, region, self.words, before, inherited, spoken)
        earlier = between(self.scene.quantities, at.clause.start, quantity.start)[-1:]
        behind = between(self.scene.quantities, quantity.end, at.clause.end)[:1]
        if behind and (priced := priced_in(quantity, behind[0], self.scene.clean.shadow, unit.code)) is not None:
            return replace(unit, code=priced)
        pair = name_rate(named.indicator) if quantity.dimension == "money" and "/" not in (unit.code or "/") else None
        rate = pair or exchange_unit(quantity, earlier[0] if earlier else None, self.scene.clean.shadow, unit.code)
        return replace(unit, code=rate) if rate else unit

    def _in_renminbi(self, quantity: Quantity, named: Measure) -> bool:
        """收入86.4亿元人民币，…亏损18.6亿元: a company outside the mainland that reckons in renminbi says so once; what
        its share costs is of the market."""
        if not quantity.currency_open or self.scene.region in (None, "CN") or self.holders.subject is None:
            return False
        if named.indicator == "股价" or _OF_SHARE.search(named.indicator) is not None:
            return False
        sums = (
            d for d in self.told.drafts if d.quantity.dimension == "money" and d.fact.subject == self.holders.subject
        )
        first = next((d for d in sums if not d.heading), None)
        return first is not None and first.unit.code == "CNY" and not first.quantity.currency_open

    def _price_before(self, at: At, quantity: Quantity, named: Measure) -> str | None:
        """黄瓜每500克2.3元，降15.6%；苋菜2.8元: what the price before it in a list of prices is per."""
        prices = (d for d in reversed(self.told.drafts[-_LISTED:]) if d.quantity.dimension == "money")
        last = next(prices, None)
        if last is None or last.unit.per is None or last.fact.value is None or quantity.value is None:
            return None
        shadow = self.scene.clean.shadow
        apart = shadow[last.quantity.end : quantity.start]
        listed = (
            _NEXT_PRICE.search(apart) is not None and _BY_YEAR.search(apart) is None and _STOPPED.search(apart) is None
        )
        price = abs(last.fact.value)
        alike = price / _PRICES_APART < quantity.value < price * _PRICES_APART
        heads = last.unit.per not in ("人", "户") or named.indicator.endswith(("者", "人", "户"))
        listed = listed and last.unit.per not in _BY_TIME and heads  # 人均消费5200元；…，平均房租|1186元
        return last.unit.per if listed and alike and indicator_kind(named.indicator) in (None, "price") else None

    def subject(self, at: At, quantity: Quantity, left: Left, named: Measure) -> str | None:
        """The company, person or event that the figure is said of."""
        if named.held is not None:
            return named.held[1]
        if left.subject is None and _OF_REGION.match(named.indicator) is not None:
            return None
        holder = self.holders.subject_at(at.clause, quantity.start)
        if is_casualty(named.indicator) and quantity.unit == "人":
            told_before = of_earlier(self.scene, at.sentence.start, quantity.start)
            statistic = counts_many(self.scene, at, quantity) or told_before
            return (None if statistic else self.accident) or holder
        if (quantity.kind == "age" and not named.indicator.endswith("寿命")) or tells_of_life(named.indicator):
            return person_of_age(self.scene, at.sentence, at.clause, quantity)
        if self.case.is_of_others(at.sentence, quantity.start):
            return None
        accused = None if quantity.unit in _CASES else self.case.subject(at.sentence, quantity.start)
        owner = accused or self._whose_budget(at, left, named) or find_shareholder(self.scene, self.told, at, quantity)
        if owner is not None:
            return owner
        if (
            left.subject is not None
            and left.subject.type == "person"
            and acts(self.scene, self.words, left.subject, quantity.start)
        ):
            return left.subject.entity
        inherited = inherited_subject(self.scene, self.told, at, named, bool(self.holders.led))
        told_of_company = left.subject is not None and left.subject.type == "company"
        if not told_of_company and self._is_of_market(at, quantity, named.indicator):
            return inherited  # 恒指收升52点 in news of 腾讯
        return holder or inherited or goes_on_of_person(self.scene, self.told, at, quantity, named)

    def _is_of_market(self, at: At, quantity: Quantity, indicator: str) -> bool:
        return is_of_market(indicator) or is_of_homes(indicator) or self._tells_of_market(at, quantity)

    def _tells_of_market(self, at: At, quantity: Quantity) -> bool:
        """台股跌399点，成交金额|5886亿元: whether the sentence began with an index, and names no company since."""
        start = self.scene.clean.span(at.sentence.start, at.sentence.end).start
        here = [d for d in self.told.drafts[-_LATELY:] if d.fact.sentence.start == start]
        if not here or not is_of_market(here[0].indicator or ""):
            return False
        return all(n.type != "company" for n in between(self.scene.named, at.sentence.start, quantity.start))

    def _whose_budget(self, at: At, left: Left, named: Measure) -> str | None:
        """国防部主管预算: the ministry or body that the money is for; that of a county or a city has no subject."""
        body, phrase = left.subject, named.phrase
        last = self.told.drafts[-1] if self.told.drafts else None
        if body is None and named.indicator in _CUTS and last is not None and last.reading.verb in _CUTS:
            return last.fact.subject if last.quantity.end >= at.sentence.start else None  # 删减86亿元，|冻结230亿元
        if body is None or phrase is None or body.type != "organization" or body.subtype in _NO_BUDGET or body.alias:
            return None
        if _MONEY_OF.search(named.indicator) is None or phrase.start < body.end:
            return None
        shadow = self.scene.clean.shadow
        local = shadow[body.end - 2 : body.end] in ("政府", "县府", "市府", "省府", "议会")
        return body.entity if not local and _ITS_OWN.fullmatch(shadow, body.end, phrase.start) else None

    def place(self, quantity: Quantity, named: Measure, subject: str | None) -> str | None:
        """The area that the figure covers."""
        if named.held is not None:
            return named.held[0]
        lives = named.indicator.endswith("寿命")  # 人均预期寿命82.4岁 is of a place, not of a person
        if (quantity.kind == "age" and not lives) or tells_of_life(named.indicator):
            return None
        if is_of_market(named.indicator):
            return None
        return self.holders.place_of(quantity.start, None if subject == self.accident else subject)

    def scope(self, reading: Reading, named: Measure) -> str | None:
        """Within what a rank or share is; of a share that leans on a share, what that one says."""
        if reading.scope is None:
            told = self.told.drafts[-1] if self.told.drafts and named.leans and named.phrase is None else None
            same = told is not None and told.reading.kind == reading.kind == "share"
            return told.fact.scope if told is not None and same and told.indicator == named.indicator else None
        return self.scene.clean.text[reading.scope.start : reading.scope.end]


# What was done in the time that the article reports; what is there (共有学校121所) holds at all times.
_DONE = regex.compile(
    r"新[建增设开签招认引上推]|改扩?建|改造|建成|开工|竣工|投产|投运|引进|签约|落地|整治|治理|修复|开展|举办|组织|查处|审结|办结|办理|发放|"
    r"起诉|批捕|逮捕|抓获|破获|判处|立案|撤案|打掉|查获|缴获|追回|拘留|受理|招聘|招录|录取|评选|消除|培训|转移就业|检查|发送|到发|接待|出生|死亡|下达|争取|兑现|减免|退税|授信|投放|出让|成交"
)
# What no company has: these are of the region, whoever was told of before.
_OF_REGION = regex.compile(
    r"全国(?!性)|全社会|\p{Han}{0,4}双边贸易|两[地国岸]贸易|地区生产总值|国内生产总值|社会消费品零售总额|居民消费价格|居民人均|一般公共预算|规模以上|城镇(?:居民|新增就业)|农村居民|常住人口"
)
# 截至7月31日，台风造成…: what a storm did is not counted from January on.
_DISASTER = regex.compile(r"受灾|受困|转移安置|安置|倒塌|倒房|损坏|受损|损毁|经济损失|停电|绝收|受淹|被淹|塌方")
_LATELY, _LISTED, _PRICES_APART = 12, 3, 20
_CASES = ("宗", "起", "件")  # 去年接获贪污投诉2006宗: of nobody
_NO_BUDGET = ("media", "party", "legislature", "international")
_MONEY_OF = regex.compile(r"预算|经费(?!由)|岁[出入]|(?:经常|年度)拨款|旅费|委办费|业务费|人事费|预备金|主管$")
_CUTS = ("冻结", "删减", "统删", "减列", "增列", "追加", "删除", "保留", "解冻")
_ITS_OWN = regex.compile(r"(?:及(?:所属)?|所属|主管|部分|的|之|今年度?|明年度?|去年度?|新年度|\d{2,4}年度?){0,3}+")
_MONTHLY_NEXT = regex.compile(r"[，,](?:按月|环比|[较比]上月|月[增减])")
_REPORTED_FOR = frozenset({"month", "quarter", "half", "span", "year"})
_OF_TIME = regex.compile(
    r"住房率|入住率|住用率|[载运]客率|运载率|死亡|受伤|伤亡|事故|车祸"
)  # of months, not of their last day
_SHORT = ("month", "span", "day", "week")
_OF_SHARE = regex.compile(r"股[价息]|成交|市值|目标价|发售价|发行价|[末中]期息|特别息|派息")
_BY_MONTH = regex.compile(r"按月|月[增减升跌]|比上月|较上月")
_AIM = regex.compile(r"[到至][“\"「]?")
_NEWLY = regex.compile(r"新(?:批出?|发放|造|取用|申请|承做)")  # 首季新批出按揭贷款|25亿元 flows
_THEN = regex.compile(r"届时|到时")
_BUDGET = regex.compile(r"举债|举借|支出|收入|预算|经费|岁[出入]|赤字|盈余|编列")
_SIZES = ("duration", "length", "area")
_STOPPED = regex.compile(r"[。！？!?\n]")
_NEXT_PRICE = regex.compile(
    r"[；;，,、]\s{0,2}(?:其中)?(?:\d{1,3}(?:号|#))?\p{Han}{2,6}?(?:均价|价格|单价)?(?:(?:上涨|下降|[上下]调|降低|提高|[涨跌降升])了?|为|约)?$"
)
_BY_YEAR, _BY_TIME = regex.compile(r"[一每全]年|一共|总共|合计|共计"), ("d", "wk", "mo", "a")
_LASTS = regex.compile(r"持有人|总投资(?:收益|资产|回报)|业产能利用率$")
_SUM = regex.compile(r"合计|总共|共计|总额|共编列|共需|共投入|共斥资")  # 每股0.43元，合计|121.5亿元
_IN_ALL = regex.compile(r"全年|全月|全季|合计|累计|总共|共计|[上下]半年")
_YEARLY = regex.compile(r"年均(?!增)|每年|年[产发]|常年|多年平均|年(?:加工|处理|通过|吞吐|设计|等效)")
STRETCH = regex.compile(
    r"(?r)(?:连续|连[跌涨升降增减挫扬红]?|已连续|时隔|为期|每|第|近|过去|最近|未来|今后|黄金周|长假|假期|假日|春节|国庆节?|中秋节?|端午节?|清明节?|元旦|五一[”\"」]?)"
)  # 连续5个月: how long, of nothing
