"""The noun phrase that a number measures, found to its left or right and cut down to what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.manners import past_extent, past_manner
from newsextract.assemble.markets import load_market_wording
from newsextract.assemble.nameless import names_nothing
from newsextract.assemble.predicates import is_word, past_light, past_predicate, past_verb
from newsextract.assemble.preludes import VILLAGES_DO, at_word_edge, past_exclusion, past_setting
from newsextract.assemble.scene import Named, Scene, between, ends_in_surplus
from newsextract.assemble.trade import with_origin
from newsextract.assemble.wording import Wording
from newsextract.measure.values import TimeExpression
from newsextract.record import Range
from newsextract.segment.words import ends_in_noun, noun_end

_EDGE = " #/\t　\"'“”‘’「」『』《》〈〉、，,；;：:。．·—-―–()（）[]【】%*|"
_PARTICLE = regex.compile(r"(?!的士[^兵气官绅族卒])[的之]")  # taxis are 的士
_THE_HOLDER = regex.compile(
    r"(?:首|次|第[一二三四五])?被告人?|(?:双方|三方|各方|对方|我方)(?=[将拟已共均还])|(?:园区|基地|开发区)(?=年|每年|现|共|已|还|累计|目前)|合作社(?=\p{Han}{2})(?!数|总数|成员|社员|联合社|带动|示范|质量|占|入股)|公司(?=\p{Han}{2})(?!债|法|章程|治理|化|类|型|数|[总贷存]|客户|业务|银行|金融|(?:普通股)?(?:拥有人|权益|股[东权份票]))|(?:该|此)(?:公司|集团|企业|项目|校|院|矿|厂|港|湖|园|县|市|省|区|镇|乡|村|局|行|店|馆|站|所|社|机构|平台|基地|园区|银行)|"
    r"这[家间]\p{Han}{0,12}?(?:公司|企业|集团|银行|机构|工厂|商店|酒店|医院)(?=\p{Han}{2})"
)
_PEOPLE = regex.compile(r"[人员者群病]|职位|岗位|机会|名额|服务|年龄")  # 被困|人员 is a noun, 被困 alone a predicate
_AGAINST = regex.compile(
    r"(?:比(?!亚迪|利时|特币)(?![重例率价值分赛])|较(?!为)|高于|低于|快于|慢于|(?:首次)?(?:超越|反超|赶超|超过(?!\p{Han}{0,2}\d))|与(?=[^，。]{1,16}相比))[^，。]{2,}"
)
_COMPARES = regex.compile(r"(?r)(?<![占负配环同对相])[比较]")
_BREAKS = regex.compile(r"[，,；;：:。！？!?“”「」『』（）()\n]")
_QUOTED_NOUN = regex.compile(r"[“「『](?P<what>[\p{Han}A-Za-z\d]{2,16})[”」』]")
_NOUN = regex.compile(r"[\p{Han}A-Za-z]")
_OF_CONTRACT = regex.compile(r"(?:交割的?|交货的?)?(?:期货|合约|期油|期金)")
_LONGEST = 40  # a longer stretch is a clause that was not understood, not a name of a measure


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as a range of the shadow, holes cut out of ``words`` (its Simplified text)."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Left:
    """What stands between the previous figure and this one: the phrase, if any, and the verb that governs it."""

    phrase: Phrase | None
    verb: str | None
    subject: Named | None  # the company or person that the phrase was said of


def read_left(scene: Scene, words: Wording, clause: Clause, start: int, end: int) -> Left:
    """The measured phrase in [start, end), the text before a number within its clause."""
    shadow = scene.clean.shadow
    inside = [n for n in between(scene.named, start, end) if clause.covers(n.start)]
    times = [t for t in between(scene.times, start, end) if clause.covers(t.start)]
    times = [t for t in times if _OF_CONTRACT.match(shadow, t.end) is None]  # 西德州原油12月|期货: part of its name
    subject = _last_holder(inside, shadow)
    begin = subject.end if subject is not None else start
    begin = max([begin, *(n.end for n in inside if _is_turned_to(shadow, n, end))])
    begin = max(begin, shadow.rfind("】", begin, end) + 1)
    moved = _MOVED_BY.search(shadow, begin, end)
    begin = moved.end() if moved is not None else begin
    end = _before_hole(shadow, clause, begin, end)
    stop = _trim_tail(shadow, words, clause, begin, end, times)
    called = _CALLED.search(shadow, begin, stop)
    stop = called.start() if called is not None else stop
    stop = _before_month(shadow, begin, stop)
    stop = min((m.start() for m in _FROM_NOW.finditer(shadow, begin, stop)), default=stop)
    close = _CLOSES.match(shadow, begin, stop)
    stop = close.start() if close is not None else stop
    stop = _before_comparison(shadow, words, clause, begin, stop)
    stop = _before_manner(shadow, words, clause, begin, stop, inside)
    begin = _after_times(shadow, begin, stop, times)
    begin = past_exclusion(shadow, begin, stop)
    bare = begin >= stop or _says_nothing(shadow, begin, stop)
    if bare and times and times[-1].start > start:  # 房租过去一年上升: the noun stands before the time
        stop = _trim_tail(shadow, words, clause, start, times[-1].start, times[:-1])
        begin = start if subject is None else min(stop, subject.end)
        stop = _before_comparison(shadow, words, clause, begin, stop)
    begin = _past_holder(shadow, inside, begin, _trim_head(shadow, words, clause, begin, stop, inside, times), stop)
    begin, verb = past_verb(shadow, words, begin, stop)
    begin = past_predicate(shadow, begin, stop)
    begin = _trim_head(shadow, words, clause, past_setting(shadow, begin, stop), stop, inside, times)
    begin = past_light(shadow, words, begin, stop)
    begin = with_origin(shadow, inside, begin)
    phrase = _phrase(shadow, clause, begin, stop)
    if phrase is not None and (_OFTEN.fullmatch(phrase.words) or words.speech.fullmatch(phrase.words)):
        phrase = None  # 每周|3班, 宣布完成|5亿元融资
    if phrase is not None and (names_nothing(phrase.words) or _STOPS_ALONE.fullmatch(phrase.words) is not None):
        phrase = None  # 烟台|站、潍坊北站|均超过5万人次
    phrase = phrase or _single_good(shadow, words, clause, begin, stop)
    return Left(phrase, verb, subject)


def _single_good(shadow: str, words: Wording, clause: Clause, begin: int, stop: int) -> Phrase | None:
    """煤|4.9亿吨: a good of one character at the head of a clause or in a list."""
    alone = stop - begin == 1 and shadow[begin] in words.goods
    edge = begin == clause.start or shadow[begin - 1] in "、中口，"
    return Phrase(begin, stop, shadow[begin]) if alone and edge else None


def _last_holder(named: Sequence[Named], shadow: str) -> Named | None:
    """The last company, body or person before the phrase; one joined by 对/向/与 or 、 belongs to it."""
    for name in reversed(named):
        if shadow.endswith("归属于", 0, name.start):
            continue  # 归属于|本行|股东的净利润
        before = shadow[name.start - 1] if name.start else ""
        if name.type in ("company", "person", "organization") and before not in "对向与和给自、":
            return name
    return None


def _is_turned_to(shadow: str, name: Named, end: int) -> bool:
    """Whom the act behind is done to: 向某某银行|质押1800万股, 对某某公司|分别减持50万股; not 对某公司的|持股比例."""
    named = name.type in ("company", "organization", "person")
    led = named and name.start > 0 and shadow[name.start - 1] in "向对"
    return led and _ACT.match(shadow, name.end, end) is not None


_ACT = regex.compile(
    r"(?:分别|累计|再次?|合计|共|先后)?(?:质押|减持|增持|投资|增资|转让|出售|借款|提供|发行|划转|支付|捐赠|捐款|采购|购买|收购|供货|供应|出资|注资|贷款|放贷|回购|认购)"
)


def _past_holder(shadow: str, named: Sequence[Named], start: int, begin: int, end: int) -> int:
    """Drop 该矿, 该项目 and what stands before the passive 被: the holder, not the measure."""
    match = _THE_HOLDER.match(shadow, start, end)
    if match is not None and match.end() >= begin and (end - match.end() >= 2 or match.end() == end):
        begin = match.end()
    for name in between(named, begin, end):
        around = _AROUND.match(shadow, name.end, end) if name.type == "place" else None
        if around is not None and end - around.end() >= _LEAST:
            begin = around.end()  # 土库、虎尾一带的|产地价
        if name.type == "place" and shadow[name.start - 1] == "在" and end - name.end >= 2:
            begin = name.end  # 企业在哈萨克斯坦|累计投资
    during = shadow.rfind("期间", begin, end)
    begin = during + 2 if begin < during and end - during > 3 else begin
    passive = shadow.rfind("被", begin, end)
    passive = -1 if passive > 0 and shadow[passive - 1] in "植棉绒" else passive  # 植被覆盖率
    return (
        passive + 1
        if passive > begin and end - passive > _LEAST and shadow[passive + 1] not in "告害保盗困骗拐抢征拆"
        else begin
    )


def _before_comparison(shadow: str, words: Wording, clause: Clause, start: int, end: int) -> int:
    """Drop what the measure is held against: 增速|比全国平均水平, 负债率|高于行业."""
    match = _AGAINST.search(shadow, start, end)
    if match is None or not at_word_edge(shadow, start, end, match.start()):
        return end
    if is_known_indicator(shadow[start : match.start() + 1]):  # 负债比|全国排第六
        return match.start() + 1
    return _trim_tail(shadow, words, clause, start, match.start(), ())


def _says_nothing(shadow: str, start: int, end: int) -> bool:
    """Whether what is left behind a time names no measure: 年底|前, 上半年|每股."""
    if _REMNANT.fullmatch(shadow, start, end) is not None:
        return True
    return _PER.fullmatch(shadow, start, end) is not None and not is_known_indicator(shadow[start:end])


def _before_manner(shadow: str, words: Wording, clause: Clause, start: int, end: int, named: Sequence[Named]) -> int:
    """Drop how it is reckoned and whose the greatest is: CPI|经季节调整后, 最大点雨量|为桃花冲站的."""
    match = _MANNER.match(shadow, start, end)
    if match is not None and match.start() - start >= _LEAST and at_word_edge(shadow, start, end, match.start()):
        return _trim_tail(shadow, words, clause, start, match.start(), ())
    owner = _OWNER.match(shadow, start, end) if shadow.startswith("的", end) else None
    if owner is None or owner.start() - start < _LEAST:
        return end
    placed = any(n.start <= owner.start() + 1 < n.end or n.end == end for n in named)
    return _trim_tail(shadow, words, clause, start, owner.start(), ()) if placed else end


def _before_hole(shadow: str, clause: Clause, start: int, end: int) -> int:
    """Before a bracket that stands right before the number: 旅客总消费（不包括博彩）|530亿元."""
    stop = end
    while stop > start and shadow[stop - 1] in " 为是达共":
        stop -= 1
    hole = next((h for h in clause.holes if h.end == stop and h.start > start), None)
    return hole.start if hole is not None else end


# 股价|收, 加权指数|终场收
_CLOSES = regex.compile(
    r"(?r)(?<=(?:股价|指数|汇率|[台港美]股|期货|[油金]价)(?:[今昨]天|[今昨]日|\d{1,2}日|周[一二三四五])?)(?:[早午尾]盘|终场|最后)?收(?:盘|市)?|(?<=时间|期限|年限|寿命|距离)最[长短久]"
)
_LEAST = 2
_EACH = regex.compile(r"[户人亩年]均|每[户人亩年]")
_SUPERLATIVE = regex.compile(
    r"(?:为|则)?(?:最[高低多少大小快慢惨重]|最严重|居[首前]|领先|垫底|次之|紧随其后)(?![\p{Han}])|大关|整数关|关口"
)
_AROUND = regex.compile(r"(?:一带|地区|等地|等[省市县区]份?|境内|全境|全域|周边|沿线)的?")
_WORTH = regex.compile(r"(?:[百千]?[万亿][美欧日港]?元)(?:以上|级)的?(?=\p{Han}{2})")  # 18个|亿元以上|项目
_JOINS = regex.compile(r"、|[和与及](?!\p{Han}{1,4}[，。；])|以及")
_MANNER = regex.compile(r"(?r)(?:经|剔除|扣除|撇除|按|计入)[^，,；;的]{2,12}?(?:后|计算|计价?|测算)")
_OWNER = regex.compile(r"(?r)[为是]\p{Han}{2,14}")
_OFTEN = regex.compile(
    r"意外|这个|这|修订|临时|[向对]全[台国港澳省市县]|(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[日天]|十?[一二三四五六七八九]五(?:期间|时期)?|.{0,30}\d/\d.{0,30}|每(?:个)?(?:天|日|周|星期|月|季度?|年|晚|小时|班|趟|场|次)|初步计划每[天日周月年]"
)
_EACH_OF = regex.compile(
    r"每(?:公?斤|千克|吨|升|500克)(?=(?:\d{2}号)?\p{Han}{2})|[一每]亩地?(?:大?约|能|可|就)?(?:产|收|采|摘|卖|割)(?:出|到|得)?(?=\p{Han}{2})"
)  # 每升|92号汽油, 每公斤|收购价
_STATION = regex.compile(
    r"等(?:地区?|[省市县区](?=\p{Han}{2}))(?=(?:累计|平均|最大|过程)?(?:降[雨水雪]|面?雨量|气温|风力))|[东南西北]?(?:火车|高铁|汽车)?站(?=\p{Han}{3})(?!点|房|台|位|长|在)|[北南东西]?机场(?=\p{Han}{3})|[省市]?分公司(?=\p{Han}{2})"
    r"|港(?=(?:完成|实现|累计|全港)?(?:集装箱|货物|外贸|内贸|旅客|吞吐))"
)
_WHOLE_HEAD = regex.compile(
    r"中晚[稻籼]|[中台港澳](?:美|日|韩|俄|英|法|德|欧|澳|印|马|越|泰|加|巴|新|菲|缅|老|柬|哈|非|阿|墨|意|西|捷|葡){1,2}(?:双边|贸易|经贸|两国|货物)|新冠|经调整|再贷款|再融资|中长期|在[园学读岗编]|新办(?!理)|新开户|新季|新[生茶粮米]|新收(?!购|入|到|益)|新接(?=订单|单量)|新(?:产品|技术|品种|服务|业态|模式|场景|修)(?!了)|"
    r"自(?:[投营产建持用筹有购种研主动由贸]|媒体)|受(?:教育|理|害|灾|援|让|托|伤|访|众|益|聘|贿|赠)"
)  # 在园幼儿, 新开户单位, 自投项目, 受教育群众
_STOPS_ALONE = regex.compile(r"[东南西北]?(?:站|港|机场)(?:[、和与及]\p{Han}{2,6}(?:站|港|口岸|机场)){1,6}")
_REMNANT = regex.compile(
    r"(?:每个?|[一半两三])?[年月季天](?:下来|到头)|[之以]?[前后内间里]|为?止|前后|左右|底前|[末初]"
)
_PER_SO_MANY = regex.compile(r"(?r)(?<=率)(?:保持|维持)|每\d{2,4}(?:克|公斤|斤|毫升|升|千克|公里|股|人|户)")
_PER = regex.compile(r"[的之]?每\p{Han}{1,4}(?<![入产价本润益利租金])")


def _after_times(shadow: str, begin: int, stop: int, times: Sequence[TimeExpression]) -> int:
    """Behind the last time, unless only its noun is left before it."""
    for time in reversed(times):
        if begin <= time.start and time.end <= stop:
            season = _SEASON.match(shadow, time.end, stop)  # 春节|档|票房
            return season.end() if season is not None else time.end
    return begin


_SEASON = regex.compile(r"档期?(?=\p{Han}{2}|[（(])(?!案|次|位)")


def _trim_tail(
    shadow: str, words: Wording, clause: Clause, start: int, end: int, times: Sequence[TimeExpression]
) -> int:
    """Drop marks, brackets, link verbs (为, 达, 共有) and trailing times from the right end."""
    while end > start:
        hole = next((h for h in clause.holes if h.end == end and h.start >= start), None)
        if hole is not None:
            end = hole.start  # 丰茂才|（男，47岁）等
            continue
        if shadow[end - 1] in _EDGE:
            end -= 1
            continue
        time = next((t for t in reversed(times) if t.end == end and t.start > start), None)
        if time is not None:
            end = time.start - (_COMPARES.match(shadow, start, time.start) is not None)  # 消费价格|比上年
            continue
        match = words.tail_end.match(shadow, start, end) or _PER_SO_MANY.match(shadow, start, end)
        if match is None or not at_word_edge(shadow, start, end, match.start()):
            return end
        if is_known_indicator(shadow[start:end]):
            return end  # 存贷比, 负债比
        if match.group() == "会" and shadow[match.start() - 1] in "准协商工农学董监国议员":
            return end
        if match.group() == "得" and shadow[match.start() - 1] in "诈骗":
            return end
        if match.group() == "超" and ends_in_surplus(shadow, match.start()):
            return end  # 外资卖超
        if match.group() == "比" and shadow[match.start() - 1] in "占配得益债之":
            return end  # 研发投入占比, 房价所得比
        end = match.start()
    return end


def _trim_head(
    shadow: str,
    words: Wording,
    clause: Clause,
    start: int,
    end: int,
    named: Sequence[Named],
    times: Sequence[TimeExpression],
) -> int:
    """Drop marks, brackets, conjunctions, times and the place or holder that the phrase is said of."""
    while start < end:
        hole = next((h for h in clause.holes if h.start <= start < h.end <= end), None)
        if hole is not None:
            start = hole.end  # 丰茂才|（男，47岁）|等
            continue
        if shadow[start] in _EDGE or _PARTICLE.match(shadow, start):
            start += 1
            continue
        items: list[Named | TimeExpression] = [*named, *times]
        item = next((x for x in items if x.start == start and x.end <= end), None)
        if item is not None and _BETWEEN.match(shadow, item.end, end) is not None:
            return start  # 中国|与葡语国家进出口总值
        if item is not None and not _names_measure(shadow, words, item, end):
            owned = shadow.startswith("属", item.end) and shadow[item.end - 1] in "省市县区州"
            start = item.end - owned  # 北京|市属公园
            start += shadow[item.end - 1] == "市" and shadow.startswith("区", item.end)  # 合肥市|区
            stop = _STATION.match(shadow, item.end, end) if item.end < end else None
            start = stop.end() if stop is not None else start  # 揭阳|站|发送旅客
            if owned:
                return start
            continue
        per = _EACH_OF.match(shadow, start, end)
        if per is not None:
            start = per.end()
            continue
        match = None if _WHOLE_HEAD.match(shadow, start) else words.head.match(shadow, start, end)
        if match is None or not at_word_edge(shadow, start, end, match.end()):
            return start
        if is_known_indicator(shadow[start:end]) or load_market_wording().index.match(shadow, start, end):
            return start  # 直接经济损失, 在管面积, 中证1000
        acting = words.verbs.match(shadow, start, end)
        if acting is not None and acting.end() > match.end() and acting.group() not in words.light_words:
            return start  # 约谈|企业
        start = match.end()
    return start


def _names_measure(shadow: str, words: Wording, item: Named | TimeExpression, end: int) -> bool:
    """Whether a place belongs to what is measured: 欧洲|市场."""
    return (
        isinstance(item, Named) and item.type == "place" and words.place_nouns.match(shadow, item.end, end) is not None
    )


def _before_month(shadow: str, start: int, end: int) -> int:
    """实质薪资|前4月增1.1%: the month before 增, where 月增 was read."""
    month = _LONE_MONTH.match(shadow, start, end) if shadow.startswith("月", end) else None
    return month.start() if month is not None and month.start() - start >= _LEAST else end


_LONE_MONTH = regex.compile(r"(?r)[前首]?(?:\d{1,2}[至-])?\d{1,2}")
_FROM_NOW = regex.compile(r"[由从](?:目前|现行|现有|现在)(?:的)?\p{Han}{0,6}$")  # 行车时间|由目前客运55分钟缩短至28分钟


# 起诉|林男等17人
_CALLED = regex.compile(
    r"(?<=起诉|逮捕|拘提|羁押|传唤|约谈|查出|查获|移送|送办|带回)\p{Han}(?:男|女|嫌|姓\p{Han}{2,4})$"
)


# 一家外资将|目标价由330元调升至400元
_MOVED_BY = regex.compile(r"[将把](?=\p{Han}{2,16}[由从自](?:原先?的?|每\p{Han}{1,3}|原来的?)?$)")
_BETWEEN = regex.compile(r"[与和]\p{Han}{2,10}?(?:进出口|货物贸易|贸易)\p{Han}{0,4}总[额值]$")


def _phrase(shadow: str, clause: Clause, start: int, end: int) -> Phrase | None:
    pieces, at = [], start
    for hole in clause.holes:
        if start < hole.start < end:
            pieces.append(shadow[at : hole.start])
            at = hole.end
    pieces.append(shadow[at:end])
    words = "".join(pieces).strip(_EDGE)
    for quote in "“”‘’「」":
        words = words.replace(quote, "")
    if not _NOUN.search(words) or len(words) > _LONGEST or len(words) < 2:
        return None
    return Phrase(start, end, words)


def read_right(scene: Scene, words: Wording, clause: Clause, start: int, end: int) -> Phrase | None:
    """The counted noun behind a number, up to the first verb or adverb: 13名|被困人员|全部救出."""
    shadow = scene.clean.shadow
    if _PARTICLE.match(shadow, start, end):
        start += 1
    quoted = _QUOTED_NOUN.match(shadow, start, clause.end)
    if quoted is not None:  # 8900幢|“三无大厦”; 71家|“小巨人”企业
        rest = read_right(scene, words, clause, quoted.end(), end) if quoted.end() < end else None
        behind = rest is not None and rest.start == quoted.end() and not words.predicates.fullmatch(rest.words)
        last = rest.end if rest is not None and behind else quoted.end("what")
        return Phrase(quoted.start("what"), last, quoted["what"] + (rest.words if rest is not None and behind else ""))
    start = past_extent(shadow, start, end)
    worth = _WORTH.match(shadow, start, end)
    start = worth.end() if worth is not None else start
    if _JOINS.match(shadow, start, end) is not None or _SUPERLATIVE.match(shadow, start, clause.end) is not None:
        return None  # 死亡9人|、受伤14人: it leads to the next number; 路环11.2万元|最高
    if _EACH.match(shadow, start, end) is not None:
        return None  # 4300户|户均增收1.8万元
    each = _EACH.search(shadow, start + _LEAST, end)
    end = each.start() if each is not None else end  # 1.2万户|果农|户均增收
    mark = _BREAKS.search(shadow, start, end)
    if mark is None and end < clause.end and "、" in shadow[start + 1 : end]:
        end = shadow.index("、", start + 1)  # 12所|学校|、新增学位9600个: what follows leads to the next number
    end = mark.start() if mark else end
    time = next((t for t in between(scene.times, start, end)), None)
    end = time.start if time else end
    predicate = words.predicates.match(shadow, past_manner(shadow, start, end), end)
    if predicate is not None and not _PEOPLE.match(shadow, predicate.end(), end):
        return Phrase(predicate.start(), predicate.end(), predicate.group())
    stops = (m.start() for m in words.after_stop.finditer(shadow, start, end) if _stops(shadow, start, end, m))
    limit = next(stops, end)
    particle = shadow.rfind("的", start, limit)
    begin = particle + 1 if particle >= 0 and particle + 1 < limit else start
    if (
        begin > start + 2
        and mark is None
        and limit == end
        and _numbered(scene, clause, end)
        and ends_in_noun(shadow[begin : _trim_tail(shadow, words, clause, begin, end, ())])
    ):
        begin, limit = start, particle  # 11家|文博机构|的文物186件
    if begin > start + 2 and words.verbs.fullmatch(shadow, begin, limit) is not None:
        begin, limit = start, particle  # 7项|合作协议|的签署
    holder = next((n for n in between(scene.named, begin, limit) if n.start == begin and n.end < limit), None)
    begin = holder.end if holder and holder.type in ("place", "company", "organization") else begin
    while limit > begin and (
        shadow[limit - 1] in "和与及或、的"
        or (shadow[limit - 1] in "中里" and at_word_edge(shadow, begin, limit, limit - 1))  # 大类行业|中
    ):
        limit -= 1
    doers = _DOERS.match(shadow, begin, limit)
    limit = doers.end() if doers is not None else limit
    if limit <= begin:
        return None
    limit = begin + noun_end(shadow[begin:limit])
    joined = shadow[limit - 1] == "及" and at_word_edge(shadow, begin, limit, limit - 1)  # 100%股权|及相关债权
    return _phrase(shadow, clause, begin, limit - joined)


def _numbered(scene: Scene, clause: Clause, end: int) -> bool:
    """Whether the next number stands at the end of what follows one."""
    return end < clause.end and any(q.start == end for q in between(scene.quantities, end, clause.end))


def _stops(shadow: str, start: int, end: int, match: regex.Match[str]) -> bool:
    """Whether a verb or adverb ends the noun before it; a short one must be a word, a long one need only begin one."""
    if match.group() in ("以上", "以下") and shadow[match.start() - 2 : match.start()] in ("规模", "限额"):
        return False
    if match.group() == "被" and shadow[match.end() : match.end() + 1] in ("害", "告", "保"):
        return False  # 286名|被害人
    if _KIND_OF_BODY.match(shadow, match.end()) is not None and match.start() > start:
        return False  # 38家粮食|收购|企业
    if len(match.group()) > 1:
        return at_word_edge(shadow, start, end, match.start())
    return is_word(shadow, start, end, match)


# 3个|村民小组|发展茶园1260亩
_DOERS = regex.compile(rf"(?:村民小组|行政村|乡镇|社区|合作社)(?=(?:共|均|都)?{VILLAGES_DO}\p{{Han}}{{2}})")
_KIND_OF_BODY = regex.compile(r"(?:企业|公司|机构|单位|人员|站点|网点|商户|合作社|基地|车间)")


def range_of(phrase: Phrase) -> Range:
    """The phrase's range in clean coordinates."""
    return Range(phrase.start, phrase.end)
