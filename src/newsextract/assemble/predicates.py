"""The verbs of a measured phrase: which govern what is measured and fall away, and which are part of its name."""

from __future__ import annotations

import regex

from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.preludes import at_word_edge
from newsextract.assemble.wording import Wording
from newsextract.segment.words import ends_in_noun, tagged_words, verbal_nouns, word_bounds

_LEAST = 2
_KNOWN_ALONE = 4  # characters of a name that is surely one


def past_verb(shadow: str, words: Wording, start: int, end: int) -> tuple[int, str | None]:
    """Cut at the verb whose object is measured: 法院受理|案件 -> 案件; a short object keeps its verb (带动就业)."""
    match = words.verbs.search(shadow, start, end)
    while match is not None and match.end() < end:
        if (
            shadow[match.end()] in "、或"  # 用品及服务、教育、衣着价格: a noun in a row; 达到|或优于Ⅲ类水质断面
            or (match.start() > start + 1 and shadow[match.start() - 1] in "和及与")  # 社会保障和|就业支出
            or _compound(shadow, match, end)
            or not is_word(shadow, start, end, match)
            or _in_known(shadow, match.span(), start, end)
        ):
            match = words.verbs.search(shadow, match.end(), end)
            continue
        verb, rest = match.group(), end - match.end()
        keep = rest <= 2 and verb not in words.light_words and shadow[match.end() : end] not in _SIZES
        return (match.start() if keep else match.end()), verb
    whole = words.acting_end.fullmatch(shadow, start, end)
    return start, whole.group() if whole else None


_SIZES = ("占地", "全长", "总长", "规模")  # 建设|占地80亩的产业园: measures by themselves


def past_light(shadow: str, words: Wording, start: int, end: int) -> int:
    """Behind a verb that only carries the figure, where what stood before it has gone: 达产后可|实现|年产值."""
    match = words.verbs.match(shadow, start, end)
    if match is None or match.group() not in words.light_words or end - match.end() < _LEAST:
        return start
    if not is_word(shadow, start, end, match) or _in_known(shadow, match.span(), start, end):
        return start
    return match.end() + (shadow[match.end()] in "的之")


def past_predicate(shadow: str, start: int, end: int) -> int:
    """Behind the verb of a clause that the dictionary knows, where a noun is its subject and another its object:
    人民币贬值带来|汇兑亏损; and behind the particle of a clause that describes the measure: 位于新区的|车间产能."""
    if is_known_indicator(shadow[start:end]):
        return start
    at, noun, acts, begin = start, False, False, start
    for word, tag in tagged_words(shadow[start:end]):
        at += len(word)
        rest = shadow[at:end]
        verb = tag == "v" and len(word) > 1 and word not in verbal_nouns()
        acts = acts or verb or word in _STANDING
        if len(rest) < _LEAST + 1 or not ends_in_noun(rest):
            continue
        governs = verb and noun and _NOUN_TAILS.match(rest) is None
        governs = governs and rest[0] != "等" and not _in_known(shadow, (at - len(word), at), start, end)
        if governs or (word == "的" and acts):
            begin, noun, acts = at, False, False
        noun = noun or tag.startswith("n")
    return begin


_STANDING = frozenset(("在", "为", "有", "于"))


def _in_known(shadow: str, verb: tuple[int, int], start: int, end: int) -> bool:
    """Whether the verb lies inside the name of an indicator: 房地产|开发投资, 社会|消费品零售总额."""
    edges = sorted(start + edge for edge in word_bounds(shadow[start:end]))
    before = [edge for edge in edges if edge <= verb[0]]
    behind = [edge for edge in edges if edge >= verb[1]]
    alone = shadow[slice(*verb)] in _CLOSED  # 审结|一审刑事案件
    return any(is_known_indicator(shadow[a:b]) for a in before for b in behind if not alone or (a, b) != verb)


_CLOSED = frozenset({"审结"})  # verbs that stand for what is counted only where nothing follows


def is_word(shadow: str, start: int, end: int, match: regex.Match[str]) -> bool:
    """Whether a match is a word by itself; where a known measure follows, it is one however the words are cut
    (配|发现|金股利)."""
    if end - match.end() >= _KNOWN_ALONE and is_known_indicator(shadow[match.end() : end]):
        return True
    return all(at_word_edge(shadow, start, end, edge) for edge in match.span())


# Behind these a verb is part of a noun: 出口总值, 销售收入, 加工产品.
_NOUN_TAILS = regex.compile(
    r"(?:(?<=\p{Han}{2}(?:交易|成交|出租|租赁|招聘))[平日月]均|队伍|力量|专家组|收入|服务|价格|价值|比重|负担率|成数|比例|面积|规模|成本|能力|"
    r"资金|余额|金额|利润|"
    r"人应占|经费|费用|机构|阳性率|总额|总值|总量|总数|毛额|人员|标准|均价|人均|月人均|强度|额度|限额|定额|指标|[额量率值价费税数户业商类权地点总口金款工员者师站所馆厂校店券证队])"
)


_SERVED = regex.compile(
    r"[了于]?\p{Han}{0,4}?(?:企业|群众|居民|客户|用户|老人|老年人|农户|农民|市民|旅客|游客|学生|师生|人次|对象|人员|职工|市场主体|经营主体|项目|家庭|儿童|患者|面积|人口)"
)
_WHOLE_NOUN = regex.compile(
    r"脱贫(?:劳动力|人口|户|群众|家庭|县|村|地区)|\p{Han}{2}和\p{Han}{2,4}业|就业去向|发电装机|预付(?:式|费|卡|款)|显示(?:产业|面板|器件|模组|屏|材料|技术|设备|装备|终端|行业|企业|制造|领域)"
)
_CARRIES = frozenset(("实现", "完成", "取得", "录得", "达到", "创造", "贡献"))  # 实现|利润总额, but 完成率


def _compound(shadow: str, match: regex.Match[str], end: int) -> bool:
    """Whether the verb is part of a noun: 投资额, 出口总值."""
    if _WHOLE_NOUN.match(shadow, match.start()) is not None or shadow.endswith("地产", 0, match.start()):
        return True  # 脱贫|劳动力, 煤炭开采|和洗选业
    if match.group() == "服务" and _SERVED.match(shadow, match.end(), end) is None:
        return True  # 知识密集型服务|进出口, 签约服务|覆盖率; not 服务|企业
    if shadow[match.end() - 1] in "买卖" and (shadow[match.end()] == "超" or shadow[match.start() - 1] == "柜"):
        return True  # 外资卖|超, 柜买|指数
    tail = _NOUN_TAILS.match(shadow, match.end(), end)
    if match.group() in _CARRIES:
        return tail is not None and tail.end() == end and len(tail.group()) == 1
    return tail is not None and (len(tail.group()) > 1 or tail.end() == end)
