"""Ministries and boards of a whole country, whose data are of no town."""

from __future__ import annotations

import regex

from newsextract.assemble.scene import Named


def tells_of_nation(shadow: str, name: Named, end: int) -> bool:
    """Whether a body of a whole country stands before its data: 法务部|统计."""
    data = _ITS_DATA.match(shadow, name.end, end) is not None
    return data and _NATIONAL.fullmatch(shadow, name.start, name.end) is not None


_ITS_DATA = regex.compile(r"(?:最新|昨天|今天|昨日|今日)?(?:公布|发布)?(?:的)?(?:最新)?(?:统计|资料|数据|数字|调查)")
_NATIONAL = regex.compile(
    r"(?:行政院)?(?:内政|法务|财政|经济|交通|教育|劳动|卫生福利|卫福|农业|环境|国防|外交|数位发展|文化|公安|司法|民政|商务|交通运输|农业农村|工业和信息化|人力资源和社会保障|住房和城乡建设)部"
    r"(?:\p{Han}{2,6}[署局处司])?|(?:行政院)?主计总处|(?:国家|海关|税务)\p{Han}{1,8}?总?[局署]|疾管署|健保署|移民署|警政署|消防署|统计处|(?:政府)?统计处|差估署|差饷物业估价署|土地注册处|入境处|旅发局|旅游发展局|统计暨普查局|统计局|观光署|劳保局|国发会|金管会"
)
