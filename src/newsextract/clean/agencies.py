"""Who files a report, and from where: the agency and the place that stand together at its head."""

from __future__ import annotations

import regex

from newsextract.clean.patterns import known_places, transliteration
from newsextract.record import Range

_LONGEST_PLACE, _LONGEST_UNKNOWN = 8, 4
# A headline that runs into the head of its report, and what a medium never begins with.
_GLUED = regex.compile(r"^.*?(?:日[电讯]|据(?=\p{Han}{2}))|^.+?(?=本[报网台刊社站])")
_OWN = regex.compile(r"本[报网台刊社站]")
_CHANNEL = regex.compile(
    r"(?:财经|科技|体育|娱乐|汽车|房产|地产|教育|军事|健康|文化|旅游|产经|评论|[A-Za-z]{1,8}|.{0,8}(?:公司|频道|客户端|新闻|APP))"
)
_DIVISION = frozenset("省市县区旗州盟镇乡村岛港")
# Bodies and companies speak, they do not file reports: 国家统计局1月12日消息.
_BODY = regex.compile(
    r"(?:[局委部厅办署院会处所校队股板指市业]|公司|集团|政府|银行|大学|中心|组织|股份|证券|基金|期货|医药|警方|官方|总统|总理|当地|时间"
    r"|概念|指数|科技|电子|汽车|能源|控股)$"
)
_FUNCTION = regex.compile(r"[的了是将被把对于自至由截从与在及]|今天|昨天|获悉|目前|日前|近日|上午|下午")


def divide(shadow: str, agency: Range | None, place: Range | None) -> tuple[Range | None, Range | None] | None:
    """Agency and place of a head, set apart where they run together; None where it is no head of a report."""
    if agency is not None:
        agency = _cut_glued(shadow, agency)
        return (agency, None) if place is None else _behind_medium(shadow, agency, place)
    return (None, None) if place is None else _unnamed(shadow, place)


def _cut_glued(shadow: str, agency: Range) -> Range:
    glued = _GLUED.match(shadow[agency.start : agency.end])
    return Range(agency.start + glued.end(), agency.end) if glued and glued.end() < len(glued.string) else agency


def _behind_medium(shadow: str, agency: Range, place: Range) -> tuple[Range, Range | None]:
    """中国网|财经 is one name, 新华社|北京 two."""
    text = shadow[place.start : place.end]
    own = _OWN.match(text)
    if own:  # a headline that ends like a medium: …因特网|本报|北京
        agency, place = Range(place.start, place.start + own.end()), Range(place.start + own.end(), place.end)
        return agency, place if len(text) > own.end() else None
    begin = _place_begin(shadow, place)
    if begin is None:
        named = _CHANNEL.fullmatch(text) is not None
        return (Range(agency.start, place.end), None) if named else (agency, place)
    if begin == place.start or _CHANNEL.fullmatch(shadow[place.start : begin]) is None:
        return agency, place
    return Range(agency.start, begin), Range(begin, place.end)


def _unnamed(shadow: str, place: Range) -> tuple[Range | None, Range | None] | None:
    """A head without a known ending of media: 乌鲁木齐 is a place, 每日商情|福州 a medium before one."""
    text = shadow[place.start : place.end]
    text = text.removesuffix("讯")
    end = place.start + len(text)
    begin = _place_begin(shadow, Range(place.start, end))
    if begin == place.start or len(text) < _LONGEST_UNKNOWN or regex.search(r"[、/]", text):
        return None, place
    if begin is None and (text[-1] in _DIVISION or all(char in transliteration() for char in text)):
        return None, place
    if begin is not None and begin - place.start < _LONGEST_UNKNOWN - 1:
        begin = None
    name = shadow[place.start : begin or end]
    if _BODY.search(name) or _FUNCTION.search(name):
        return None
    return Range(place.start, begin or end), Range(begin, end) if begin else None


def _place_begin(shadow: str, span: Range) -> int | None:
    """Where the place begins that a run ends with; the start of the run where places are all it holds (湖南长沙)."""
    places = known_places()
    for begin in range(max(span.start, span.end - _LONGEST_PLACE), span.end - 1):
        if shadow[begin : span.end] in places:
            before = shadow[span.start : begin]
            return span.start if before in places else begin
    return None


def is_known_place(shadow: str, span: Range) -> bool:
    """Whether a run is the name of a place, or of a place within one."""
    return _place_begin(shadow, span) == span.start
