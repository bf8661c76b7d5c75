"""Names in bylines: 记者 张三 李四 通讯员 王五, 文/张三, 記者王○○／台北報導, (孔國俊 楊彪)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from newsextract.clean.patterns import common_surnames, layout_pattern, surnames
from newsextract.record import Range


class Author(NamedTuple):
    """The clean range of an author's name, and as what: 记者, 通讯员, 实习生, 摄影 or byline."""

    span: Range
    role: str


_ROLE = regex.compile(
    r"(?P<trainee>实习生|实习记者|见习记者)|(?P<correspondent>通讯员)"
    r"|(?P<photographer>(?<![\p{Han}])(?:图|摄影|图片)\s?[/:丨|]|摄影记者?(?!报))"
    r"|(?P<reporter>记者|特派员|撰稿人?|采写|撰文|主笔|评论员|作\s?者(?=\s?[:丨|])"
    r"|(?<!\p{Han})(?:文字?|图文|文图|文/图|图/文)\s?[/:丨|])"
)
_ROLES = {"trainee": "实习生", "correspondent": "通讯员", "photographer": "摄影", "reporter": "记者"}
_SEPARATOR = regex.compile(r"[\s、,;/|丨和:&]++")
# What ends a list of names: a place with 报道 or 电, a bracket, a stop.
_FILED = regex.compile(
    r"(?:\G|(?<![\s/丨|]))(?P<glue>[\s/丨|]*+)(?P<place>[\p{Han}、]{0,8}?)(?P<date>(?:\d{1,2}月)?\d{1,2}日)?"
    r"(?:综合|联合|现场|连线|摄影|专|采访|图文){0,2}(?:报[导道]|电|讯)[\s:,)\]】〕]*$"
)
_ENDS = regex.compile(r"[()\[\]【】〔〕。;:]|报[导道]|发自|摄影?(?=[\s)/]|$)|(?<=\s)(?:文|图)(?=[\s/)]|$)|/图|/文|/摄")
_LABEL = regex.compile(r"(?<=\s)[\p{Han}]{2,6}\s?[:丨]")  # the next field of a line: 作者:张三 浏览次数:12
_NAME = regex.compile(r"[\p{Han}○]{1,6}(?:·[\p{Han}]{1,8}){1,3}|[\p{Han}○]{2,5}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}")
_NOT_NAMES = regex.compile(
    r"(?:本报|本网|本台|综合|现场|摄影|报道|文图|图文|编辑|整理|通讯|发自|责编|来源|时间|日期|发布|获悉|近日|昨日|今日|.{0,12}[社网台报])"
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
    words = [name for word in _words(shadow, start, end) for name in _split_glued(shadow, word)]
    named = all(_NAME.fullmatch(shadow, *word) and _has_surname(shadow[word.start : word.end]) for word in words)
    return [Author(word, "byline") for word in words] if words and named else []


def _names_behind(shadow: str, start: int, stop: int) -> Iterator[Range]:
    while start < stop and shadow[start] in " :/丨|\t":
        start += 1
    label = _LABEL.search(shadow, start, stop)
    end = _end_of_names(shadow, start, label.start() if label else stop)
    for word in _words(shadow, start, end):
        for name in _split_glued(shadow, word):
            text = shadow[name.start : name.end]
            if _NAME.fullmatch(text) and not _NOT_NAMES.fullmatch(text):
                yield name


def _split_glued(shadow: str, word: Range) -> list[Range]:
    """The names of a run without blanks (倪红梅顾震球), the run itself where it does not fall into names."""
    run = shadow[word.start : word.end]
    if len(run) < 4 or len(run) > 12 or not run.isalpha() or run.isascii():
        return [word]
    lengths = _name_lengths(run)
    out = []
    at = word.start
    for length in lengths or (len(run),):
        out.append(Range(at, at + length))
        at += length
    return out


def _name_lengths(run: str) -> tuple[int, ...] | None:
    """Lengths of names that a run falls into, longer ones first; None where it does not."""
    if not run:
        return ()
    compound = run[:2] in common_surnames()
    if not compound and run[0] not in common_surnames():
        return None
    for length in (4, 3) if compound else (3, 2):
        rest = _name_lengths(run[length:]) if len(run) >= length else None
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
    if len(run) >= 7 and _name_lengths(run[:-2]) is not None:
        return len(run) - 2  # several names, then the place
    return min(4 if compound and len(run) >= 6 else 3, len(run) - 2)


def _words(shadow: str, start: int, end: int) -> Iterator[Range]:
    at = start
    for gap in _SEPARATOR.finditer(shadow, start, end):
        if gap.start() > at:
            yield Range(at, gap.start())
        at = gap.end()
    if at < end:
        yield Range(at, end)


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
