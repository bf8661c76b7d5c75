"""What stands before a measure and is no part of it: when, how, of whom, what is left out."""

from __future__ import annotations

import regex

from newsextract.assemble.indicators import is_known_indicator
from newsextract.segment.words import word_bounds

_LEAST = 2
VILLAGES_DO = "(?:发展|种植|建成|养殖|流转|栽植|推广)"  # before what they grow


def past_exclusion(shadow: str, start: int, end: int) -> int:
    """Behind what is left out of the measure or how it is reckoned: 扣除发行费用后|净额, 经季节性调整后."""
    match = _AMONG.match(shadow, start, end) or _EXCLUSION.match(shadow, start, end)
    if match is None or is_known_indicator(shadow[start:end].lstrip("，, ")):
        return start
    return match.end()


def past_setting(shadow: str, start: int, end: int) -> int:
    """Behind when or how much in all: 事发海域当时|能见度, 该轮在碰撞前|航速, 两晚共|售出."""
    paid = _PAYOUT.search(shadow, start, end)
    at = paid.end() if paid is not None and end - paid.end() >= _LEAST else start
    for match in _SETTING.finditer(shadow, at, end):
        if end - match.end() >= _LEAST and at_word_edge(shadow, start, end, match.end()):
            at = match.end()
    return at


def at_word_edge(shadow: str, start: int, end: int, cut: int) -> bool:
    """Whether a cut falls between words: 新|签约 but not 新|能源, 高中 keeps its 中."""
    return cut in (start, end) or cut - start in word_bounds(shadow[start:end])


_SETTING = regex.compile(
    r"(?:董事会|股东会|股东常会)(?:决议|通过|拟议)(?:拟)?(?=每股|配)|[一二三四五六七八九十]{1,2}[日天](?=出入境|接待|旅客|客流)|"
    r"(?:下一步|下步|接下来|今后)[，,]?将?(?:推动|推进|力争|确保|争取|努力)?(?=\p{Han}{3})|\p{Han}{1,6}?分别[是为](?=\p{Han}{2})|\p{Han}{0,10}?(?=(?:[北南]纬|[东西]经)$)|[跌升降涨增]幅(?:则|亦|也)?(?:主要)?(?:见于|来自)(?=\p{Han}{2})|"
    r"起(?=(?:电价|票价|油价|费率|水价|利率|税率|基本工资|最低工资|收费|费用|售价|价格))|"
    r"[\p{Han}、]{0,16}?(?<![因认作成称视])为(?:企业|群众|农民工|市场主体|经营主体|纳税人|消费者|职工|劳动者|农户|小微企业|民营企业)(?=\p{Han}{2})|"
    r"(?:企业|群众|居民)(?=解决|办理|代办|兑付|减免|减负)|"
    rf"(?:行政)?(?:村民小组|村|乡镇|社区|合作社)(?:共|均|都)?{VILLAGES_DO}(?=\p{{Han}}{{2}})|"
    r"\p{Han}{1,6}方面(?=\p{Han}{2})|\p{Han}{0,6}(?:预测|预计|估计)其(?=\p{Han}{2})|"
    r"(?:依[\p{Han}、]{2,20}?罪嫌?|检方?)(?=起诉|判处|判刑|移送|函送|求刑)|"
    r"\p{Han}{0,6}?(?:被害人|受害人|民众|投资人|事主|业者|长者)(?=诈|骗)|[对将]\p{Han}[男女嫌](?=\p{Han}{2})|"
    r"\p{Han}{0,6}?将?(?:力争|争取|冲刺)(?=\p{Han}{3})|.{0,14}?(?:造成|导致|致)\p{Han}{0,4}?(?=(?:直接)?经济损失)|"
    r"\p{Han}{0,12}?(?:由于|得益于|受益于|归因于|源于)(?=\p{Han}{3})|"
    r"\p{Han}{0,6}?(?:另|拟|决定|同意|计划|考虑|批准)将(?=\p{Han}{2})|\p{Han}{0,6}?(?<![供反响适效相对感因])应每[年月季](?=\p{Han}{2})|(?:建议|要求|促请|呼吁|希望)(?:政府|当局|市府|县府|公司|院方)(?=\p{Han}{2})|初步(?=\p{Han}{3})|"
    r"\p{Han}{0,8}针对(?!性)|"
    r"\p{Han}{2,8}(?<![可所予足得难用加])以(?=\p{Han}{2,10}$)|"
    r"\p{Han}{0,4}最[大高快小低慢多少]的(?:要数|当属|是|为)|[一二两三四五六七八九十半几]{1,4}(?:个月(?!期|定|拆|[银国库票])|天|周|小时)(?:内|来|间|以来)?|(?:\d{1,4}|[一二两三四五六七八九十几]{1,4})年[来间]|该\p{Han}{1,3}(?:上映|上市|推出|面世|面市|投产|开业|开园|发行)(?:以?后|以来|至今)|"
    r"在\p{Han}{1,10}中(?![国心学小央部型])|"
    r"(?:[两三四五六七八九十]{1,2}(?:省市?|市县?|县[市区]?|地|区县?|州市?)|(?:个)?(?:设区的?市|地级市|县[（(]?市、?区[)）]?|市州|城市))(?=(?:PM|人均|日均|户均|平均|空气|优良|最[大高低]|\p{Han}{2,6}(?:负荷|总额|总值|收入|产值|增加值|浓度|比例|平均)))|"
    r"[首头前][一二两三四五六七八九十]{1,3}[日天周晚]|当时|一度|在\p{Han}{2,6}前|[达投]产后|(?:建成|竣工|落成|完成|实施|通车|投用|投运|调整|扩容|扩建|改造|合并|重组|变动|转让|质押|减持|增持|交易|发行)[前后]|\p{Han}{0,8}(?:竞价|交易|转让|划转|发行|支付|现金|要约|拍卖|挂牌|招标|询价|增资)方式(?=\p{Han}{2})|(?<=[\p{Han}]{2})(?<!公)共(?!同|建|享|有|计|和|识|产|青)"
)
_PAYOUT = regex.compile(
    r"(?:宣?派|派发|拟派)(?=[末中特全](?:期|别|年)?股?息)|"
    r"每(?:\d{1,4}|[一二三五十百]{1,3})?股(?:派发?|派送)|(?<!查)处(?=罚[金款](?!额)|没收)"
)
_AMONG = regex.compile(
    r"在[^，,；;]{2,24}?个[^，,；;]{1,10}(?:[中里](?!国|心|学|小|型)|$)"
)  # 在云南省16个州市中|排第二
_EXCLUSION = regex.compile(
    r"[，,、\s]{0,9}按(?:当年|现行|当期|可比|不变|上年)价格?(?:计算)?|"
    r"[，,、\s]{0,9}(?:若|如)?(?:剔除|扣除|扣掉|撇除|撇开|不计|不含|计入|加上|加征|考虑到?|经|按|依|以)"
    r"[^，,；;]{1,18}?(?:后的?之?|之后的?|计算的?|计价的?|口径)"
)
