"""Bodies named by an ending behind a place or another body: 国立|台湾大学, 中国驻|俄罗斯|大使馆, 台电公司|营业处."""

from __future__ import annotations

from dataclasses import replace

from newsextract.recognize import lexicon
from newsextract.recognize.edges import Ground, begin_at_place, has_left_edge, left_edge, new_mention
from newsextract.recognize.lexicon import SuffixEntry, is_han
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.prefixes import Prefix, prefixed

_PARTS = ("分院", "分校", "分会")
_OFFICES = ("管理处", "办事处", "工程处", "管理所", "总站", "营业处", "营业所", "服务所", "服务处", "工程局")
_MISSIONS = ("大使馆", "使馆", "总领事馆", "领事馆", "总领馆", "代表处", "代表团")
_ARMED = ("武警", "民航")
_FOUNDED = ("国立", "市立", "县立", "省立", "私立", "公立", "部立")


def with_prefix(ground: Ground, prefix: Prefix, end: int, entry: SuffixEntry) -> NameMention:
    """The body that an ending makes of what stands before it."""
    prefix = _lengthened(ground, prefix, entry)
    company = _company_before(ground, _of_district(ground, prefix)) if entry.text in _OFFICES else None
    if company is not None:
        return new_mention(company, end, "company", "company.branch", 0.95, core=ground.shadow[company:end])
    subtype = entry.subtype
    if entry.text in _PARTS and prefix.body is not None and prefix.body.subtype is not None:
        subtype = prefix.body.subtype  # 台大医院|新竹|分院
    if subtype == "government" and entry.text.endswith("队") and ground.shadow.startswith("武警", prefix.start):
        subtype = "military"
    return prefixed(prefix, end, subtype, entry.text, "ending.prefix", 0.9)


def with_campus(ground: Ground, body: NameMention) -> NameMention:
    """A university with its place in brackets: 中国石油大学|(北京)."""
    shadow, end = ground.shadow, body.end
    place = ground.place_start.get(end + 1) if shadow[end : end + 1] in ("(", "（") else None
    if body.subtype != "school" or not shadow.endswith("大学", 0, end) or place is None:
        return body
    closed = place.end - place.start <= _CAMPUS and shadow[place.end : place.end + 1] in (")", "）")
    return replace(body, end=place.end + 1) if closed else body


_CAMPUS = 3


def office_of_company(ground: Ground, edge: int, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    """An office with a word before it: 台湾自来水公司|第四区|管理处."""
    if entry.text not in _OFFICES:
        return None
    bodies = (ground.found.get(at) for at in range(max(edge + 2, start - _WORD), start))
    mother = next((body for body in bodies if body is not None and body.type == "company"), None)
    if mother is None or mother.start > edge:
        return None
    return new_mention(edge, end, "company", "company.branch", 0.9, core=ground.shadow[edge:end])


# What teaches or studies two subjects: 中国人民大学|社会与|人口学院.
_STUDIES = ("学院", "研究院", "研究所", "研究中心", "研究会", "实验室", "中心", "系")
_BODIES = (*_STUDIES, "大学", "医院", "公司", "学校", "集团", "银行", "协会", "学会", "委员会")
_SUBJECT = 10


def of_two_subjects(ground: Ground, edge: int, end: int, entry: SuffixEntry) -> NameMention | None:
    """An institute of a university or academy whose subjects a conjunction joins."""
    shadow = ground.shadow
    if shadow[edge - 1 : edge] not in tuple("与和及") or not entry.text.endswith(_STUDIES):
        return None
    house = _house_before(ground, edge - 1)
    subject = shadow[house.end : edge - 1] if house is not None else ""
    if house is None or len(subject) < 2 or house.subtype not in ("school", "government"):
        return None
    second = shadow[edge:end]
    if not all(map(is_han, subject)) or subject.endswith(_BODIES) or subject[0] in "与和及":
        return None
    if any(word in second for word in _BODIES if len(word) > 1 and not second.endswith(word)):
        return None  # 某大学某医院与|某大学医疗中心
    if any(subject[at : at + n] in lexicon.titles() for at in range(len(subject)) for n in (2, 3)):
        return None  # 某大学|校长甲与|医学院
    return new_mention(house.start, end, house.subtype, "ending.whole", 0.85, core=shadow[house.start : end])


def _house_before(ground: Ground, end: int) -> NameMention | None:
    """The university or academy that a name begins with whose first subject ends at ``end``."""
    least = max(0, end - 1 - _SUBJECT)
    while end > least and not all(map(is_han, ground.shadow[least:end])):
        least += 1
    houses = (ground.found.get(at) for at in range(end - 2, least - 1, -1))
    if (house := next((m for m in houses if m is not None), None)) is not None:
        return house
    short = (at for at in range(end - 2, max(1, least), -1) if _is_school(ground.shadow[at - 2 : at]))
    if (at := next(short, 0)) and has_left_edge(ground.shadow, at - 2, ground):
        return new_mention(at - 2, at, "school", "ending.whole", 0.6)  # 理大|酒店及旅游业管理学院
    at = ground.shadow.rfind("大学", max(0, least - 2), end - 2)
    begin = begin_at_place(ground, left_edge(ground, at, brackets=False), at) if at > 0 else at
    return new_mention(begin, at + 2, "school", "ending.whole", 0.6) if 2 <= at - begin <= _UNIVERSITY else None


def _is_school(name: str) -> bool:
    known = lexicon.known_bodies().get(name)
    return known is not None and known.subtype == "school"


_UNIVERSITY = 10  # characters of a university's name but for 大学


_WORD = 4  # characters between a company and its office


def _of_district(ground: Ground, prefix: Prefix) -> Prefix:
    """The prefix with the place whose district it is: 台电|屏东|区|营业处."""
    place = ground.place_end.get(prefix.start) if prefix.level == "区" and prefix.place is None else None
    return prefix if place is None else replace(prefix, start=place.start, full=place.start)


def _company_before(ground: Ground, prefix: Prefix) -> int | None:
    """Where the company begins whose office it is: 台湾自来水公司|第四区, 台湾电力公司|桃园区."""
    mother = prefix.body if prefix.body is not None else ground.found.get(prefix.full)
    return mother.start if mother is not None and mother.type == "company" else None


def _lengthened(ground: Ground, prefix: Prefix, entry: SuffixEntry) -> Prefix:
    """The prefix with what else a name begins with: 国立|台湾大学, 武警|山西总队, 中国驻|俄罗斯|大使馆."""
    if prefix.place is not None and entry.text in _MISSIONS:
        return _posted(ground, prefix)
    heads = _FOUNDED if entry.subtype in ("school", "hospital") or entry.text[-1] in "馆院" else _ARMED
    if not ground.shadow.endswith(heads, 0, prefix.start):
        return prefix
    begin = prefix.start - 2
    return replace(prefix, start=begin, full=min(begin, prefix.full))


def _posted(ground: Ground, prefix: Prefix) -> Prefix:
    """中国驻|俄罗斯|大使馆: a mission's name begins with whose it is."""
    if ground.shadow[prefix.start - 1 : prefix.start] != "驻":
        return prefix
    sender = ground.place_end.get(prefix.start - 1) or ground.found.get(prefix.start - 1)
    begin = prefix.start - 1 if sender is None else sender.start
    return Prefix(begin, begin)
