"""Names in bylines: 记者 张三 李四 通讯员 王五, 文/张三, 記者王○○／台北報導, (孔國俊 楊彪)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from newsextract.clean.patterns import (
    common_surnames,
    known_places,
    layout_pattern,
    name_elements,
    surnames,
    transliteration,
)
from newsextract.record import Range


class Author(NamedTuple):
    """The clean range of an author's name, and as what: 记者, 通讯员, 实习生, 摄影 or byline."""

    span: Range
    role: str


_ROLE = regex.compile(
    r"(?P<trainee>实习生|实习记者|见习记者)|(?P<correspondent>通讯员)"
    r"|(?P<photographer>(?<![\p{Han}])(?:图|摄影|图片)\s?[/:丨|]|摄影记者?(?!报)|(?<=\s)摄影(?=\s\p{Han}{2,4}(?:[\s)]|$)))"
    r"|(?P<reporter>记者|特派员|撰稿人?|采写|撰文|主笔|评论员|编译(?!局|出版)|作\s?者(?=\s?[:丨|])|(?<!\p{Han})作者(?=\s)"
    r"|(?<!\p{Han})(?:文字?|图文|文图|文/图|图/文)\s?[/:丨|])"
)
_ROLES = {"trainee": "实习生", "correspondent": "通讯员", "photographer": "摄影", "reporter": "记者"}
# 和 joins two names (方晓和林知远), or is a surname or part of a name (和秀莲, 张和平).
_SEPARATOR = regex.compile(
    r"(?:[\s、,;/|丨:&]++|(?<=\s)和(?=\s)|(?<=[\p{Han}○]{2})和(?=[\p{Han}○]{2})(?!平[\s、,)]))++"
)
# What ends a list of names: a place with 报道 or 电, a bracket, a stop.
_FILED = regex.compile(
    r"(?:\G|(?<![\s/丨|]))(?P<glue>[\s/丨|]*+)(?P<place>[\p{Han}、]{0,8}?)(?P<date>(?:\d{1,2}月)?\d{1,2}日)?"
    r"(?:综合|联合|现场|连线|摄影|专|采访|图文){0,2}(?:报[导道]|电|讯)[\s:,)\]】〕]*(?:\d[\d\s:/.年月日时分-]*)?$"
)
_ENDS = regex.compile(
    r"[()\[\]【】〔〕。;:]|报[导道]|发自|(?<=\s)(?:(?:每\p{Han})?编辑|责编|校对|审核|审校|监制|制图|剪辑)|摄影?(?=[\s)/]|$)|(?<=\s)(?:文|图)(?=[\s/)]|$)"
    r"|/(?:图|文|摄影?)(?!\s{1,2}\p{Han}{2,4}\s?/)"
)
_LABEL = regex.compile(r"(?<=\s)[\p{Han}]{2,6}\s?[:丨|]")  # the next field of a line: 作者:张三 浏览次数:12
_NAME = regex.compile(r"[\p{Han}○]{1,6}(?:·[\p{Han}]{1,8}){1,3}|[\p{Han}○]{2,5}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}")
# What no name ends with in a bracket without a role: (高新区 金融街).
_PLACE_END = frozenset("省市县区乡镇街路村厅局部")
_NOT_NAMES = regex.compile(
    r"(?:特约|首席|资深|见习|实习|特派|全媒体|融媒体?|视频|文字|图片|驻.{1,3}|本报|本网|本台|综合|现场|摄影|报道|文图|图文|编辑|整理|通讯|发自|责编|来源|时间|日期|发布|(?:[今昨][天日])?(?:从.{0,40})?(?:获悉|了解到|看到|得知)|近日|昨日|今日|.{0,12}[社网台报])"
)


def find_authors(shadow: str, start: int, end: int) -> Iterator[Author]:
    """The authors that a byline or dateline names behind their roles."""
    roles = list(_ROLE.finditer(shadow, start, end))
    for index, match in enumerate(roles):
        stop = roles[index + 1].start() if index + 1 < len(roles) else end
        role = _ROLES[match.lastgroup or "reporter"]
        for span in _names_behind(shadow, match.end(), stop):
            yield Author(span, role)


def find_bare_names(shadow: str, start: int, end: int) -> list[Author]:
    """The names of a bracket without any role; none unless every word is a name with a known surname."""
    runs = list(_words(shadow, start, end))
    words = [name for run in runs for name in (_split_glued(shadow, run) if run.end - run.start > 4 else [run])]
    texts = [shadow[word.start : word.end] for word in words]
    if not words or not all(_NAME.fullmatch(text) and _may_be_name(text) for text in texts):
        return []
    places = sum(text in known_places() for text in texts)
    if 2 * places >= len(texts) or not any(map(_has_surname, texts)):
        return []
    return [Author(word, "byline") for word in words]


def _names_behind(shadow: str, start: int, stop: int) -> Iterator[Range]:
    while start < stop and shadow[start] in " :/丨|\t":
        start += 1
    label = _LABEL.search(shadow, start, stop)
    end = _end_of_names(shadow, start, label.start() if label else stop)
    named = [
        name
        for word in _words(shadow, start, end)
        for name in _split_glued(shadow, word)
        if _NAME.fullmatch(text := shadow[name.start : name.end]) and not _NOT_NAMES.fullmatch(text)
    ]
    if len(named) > 1 and not _is_likely(shadow[named[0].start : named[0].end]):
        named = named[1:]  # 文|云岭观察 林知远: the paper before its reporter
    yield from (n for i, n in enumerate(named) if not i or shadow[n.start : n.end] not in known_places())


def _split_glued(shadow: str, word: Range) -> list[Range]:
    """The names of a run without blanks (倪红梅顾震球), the run itself where it does not fall into names."""
    run = shadow[word.start : word.end]
    if len(run) < 4 or len(run) > 12 or not run.isalpha() or run.isascii():
        return [word]
    lengths = _name_lengths(run, frozenset())
    if lengths is None and len(run) > 4 and run[0] in common_surnames():
        lengths = _name_lengths(run, surnames())
    out = []
    at = word.start
    for length in lengths or (len(run),):
        out.append(Range(at, at + length))
        at += length
    return out


def _name_lengths(run: str, more: frozenset[str]) -> tuple[int, ...] | None:
    """Lengths of names that a run falls into, longer ones first; None where it does not."""
    if not run:
        return ()
    compound = run[:2] in common_surnames()
    if not compound and run[0] not in common_surnames() and run[0] not in more:
        return None
    for length in (4, 3) if compound else (3, 2):
        rest = _name_lengths(run[length:], more) if len(run) >= length else None
        if rest is not None:
            return (length, *rest)
    return None


def _end_of_names(shadow: str, start: int, stop: int) -> int:
    """Where the names end: before place and 报道 or 电, which may be glued to the last name (王揚宇台北18日電)."""
    filed = _FILED.search(shadow, start, stop)
    if filed is None:
        ends = _ENDS.search(shadow, start, stop)
        return ends.start() if ends else stop
    if filed["glue"]:
        return filed.start()
    begin = start
    for gap in _SEPARATOR.finditer(shadow, start, filed.end("place")):
        begin = gap.end()
    return begin + _name_length(shadow[begin : filed.end("place")])


def _name_length(run: str) -> int:
    """How much of a name and place written together is the name; places have two characters as a rule."""
    if "·" in run or "○" in run:
        return max(len(run) - 2, 0)
    compound = run[:2] in surnames()
    if len(run) <= 3 or not (compound or run[0] in surnames()):
        return len(run)
    if len(run) >= 7 and _name_lengths(run[:-2], frozenset()) is not None:
        return len(run) - 2  # several names, then the place
    return min(4 if compound and len(run) >= 6 else 3, len(run) - 2)


def _words(shadow: str, start: int, end: int) -> Iterator[Range]:
    at = start
    for gap in _SEPARATOR.finditer(shadow, start, end):
        if gap.start() == start and gap.group() == "和":
            continue  # the surname of the first
        if gap.start() > at:
            yield Range(at, gap.start())
        at = gap.end()
    if at < end:
        yield Range(at, end)


def _may_be_name(text: str) -> bool:
    """A name that has a surname, or one of a minority: 斯琴高娃 beside 方晓."""
    return text[-1] not in _PLACE_END and (_has_surname(text) or (len(text) >= 3 and _is_minority(text)))


def _is_minority(text: str) -> bool:
    halves = text[:2] in name_elements() or text[-2:] in name_elements()
    return halves or all(char in transliteration() for char in text)


def _is_likely(text: str) -> bool:
    """False for runs of four characters and more that have neither a compound surname nor known elements."""
    return len(text) < 4 or "·" in text or text.isascii() or _has_surname(text) or _is_minority(text)


def _has_surname(name: str) -> bool:
    if "·" in name:
        return True
    known = surnames()
    return 2 <= len(name) <= 4 and (name[0] in known or name[:2] in known) and (len(name) < 4 or name[:2] in known)


def is_byline(shadow: str) -> bool:
    """Whether a line is nothing but a byline; a name glued to its role must begin with a surname (通讯员队伍)."""
    if not layout_pattern("byline").match(shadow):
        return False
    authors = list(find_authors(shadow, 0, len(shadow)))
    return bool(authors) and all(
        not shadow[span.start - 1].isalpha() or _has_surname(shadow[span.start : span.end]) for span, _ in authors
    )
