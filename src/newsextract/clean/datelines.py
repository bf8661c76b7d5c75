"""The head of a report: 新华社北京1月4日电（记者…）, 本报讯, 〔記者王○○／台北報導〕."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from newsextract.clean.agencies import divide, is_known_place
from newsextract.clean.bylines import Author, find_authors, find_bare_names
from newsextract.clean.patterns import layout_pattern
from newsextract.record import Range

_HEADS = ("wire", "lettered", "own", "placed", "self", "reported", "named")
_BARE_HEADS = ("opened", "signed")  # without 电, 讯 or 报道
_INNER = ("inner_report", "inner_wire", "inner_role", "inner_desk", "inner_medium")
_OWN_PLACE = 4  # 本报金岭讯: a place though no table knows it
_FILED = regex.compile(r"[^。!?]{2,64}?(?:[电讯]|消息|报道)")  # what every head holds; most paragraphs do not
HEADLINE_MARK = "题:"  # 新华社北京1月4日电 题:…: the headline follows
_AFTER = frozenset(" :,\t")
_OWN = regex.compile(r"(?:本[报网台刊社站地]|我报)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline in clean coordinates with what it tells."""

    span: Range
    agency: Range | None = None
    place: Range | None = None
    date: Range | None = None
    authors: tuple[Author, ...] = ()
    metadata_date: Range | None = None  # a full date right behind the bracket: 〔…〕2024/11/18 05:30


def find_dateline(shadow: str, start: int, end: int) -> Dateline | None:
    """The dateline that the paragraph shadow[start:end] begins with."""
    end_of_head = min(end, start + 160)
    head = shadow[start:end_of_head]
    for name in (*(_HEADS if _FILED.match(head) else ()), *_BARE_HEADS):
        match = layout_pattern("dateline", name).match(head)
        found = _from_match(shadow, start, match, name) if match else None
        if found is not None:
            return found
    return _bracketed(shadow, start, head)


def _from_match(shadow: str, start: int, match: regex.Match[str], name: str) -> Dateline | None:
    groups = match.re.groupindex
    divided = divide(shadow, _named(match, "agency", start), _named(match, "place", start))
    if divided is None or (name == "placed" and not _is_placed(shadow, *divided)):
        return None
    end = start + match.end()
    while end < len(shadow) and shadow[end] in _AFTER:
        end += 1
    if shadow.startswith(HEADLINE_MARK, end):
        end += len(HEADLINE_MARK)
    authors: tuple[Author, ...] = ()
    if "by" in groups and match["by"]:
        inner = Range(start + match.start("by"), start + match.end("by"))
        authors = tuple(find_authors(shadow, *inner)) or tuple(_bare(shadow, inner))
    elif "names" in groups and match["names"]:
        authors = tuple(find_authors(shadow, start, end))
    return Dateline(Range(start, end), *divided, _named(match, "date", start), authors)


def _is_placed(shadow: str, agency: Range | None, place: Range | None) -> bool:
    """Whether what stands between a medium and 讯 is a place, or the medium's channel."""
    if place is None or agency is None:
        return True
    own = is_own(shadow[agency.start : agency.end])
    return is_known_place(shadow, place) or (own and len(shadow[place.start : place.end]) <= _OWN_PLACE)


def _bare(shadow: str, span: Range) -> list[Author]:
    """电(杨江、蔡升培): names in the bracket without a role."""
    inner = shadow[span.start : span.end].strip()
    if not (inner.startswith("(") and inner.endswith(")")):
        return []
    return find_bare_names(shadow, shadow.index("(", span.start) + 1, shadow.rindex(")", span.start, span.end))


def _bracketed(shadow: str, start: int, head: str) -> Dateline | None:
    outer = layout_pattern("dateline", "bracket").match(head)
    if outer is None:
        return None
    for name in _INNER:
        match = layout_pattern("dateline", name).match(outer["inner"])
        if match and (name != "inner_medium" or outer.end() < len(head)):
            base = start + outer.start("inner")
            return _from_inner(shadow, Range(start, start + outer.end()), base, match, head[outer.end() :])
    return None


def _from_inner(shadow: str, span: Range, base: int, match: regex.Match[str], rest: str) -> Dateline:
    authors = tuple(find_authors(shadow, base, base + match.end()))
    place = _named(match, "place", base)
    if place is None and "glued" in match.re.groupindex and match["glued"]:
        place = _place_behind(authors, Range(base + match.start("glued"), base + match.end("glued")))
    date = layout_pattern("fragments", "date").match(rest)
    dated = Range(span.end, span.end + date.end()) if date else None
    end = span.end
    if date:
        after = layout_pattern("dateline", "clock").match(rest, date.end())
        end += after.end() if after else date.end()
    by = layout_pattern("dateline", "behind").match(shadow, end, span.end + len(rest)) if not authors else None
    if by:  # 【海港报专讯】(记者方晓): the names follow in a bracket of their own
        authors, end = tuple(find_authors(shadow, *by.span())), by.end()
    return Dateline(
        Range(span.start, end), _named(match, "agency", base), place, _named(match, "date", base), authors, dated
    )


def _place_behind(authors: tuple[Author, ...], glued: Range) -> Range | None:
    """The place that follows the last name: 王揚宇|台北."""
    start = max((author.span.end for author in authors), default=glued.start)
    return Range(start, glued.end) if 2 <= glued.end - start <= 6 else None


def _named(match: regex.Match[str], group: str, base: int) -> Range | None:
    if group not in match.re.groupindex or not match[group]:
        return None
    return Range(base + match.start(group), base + match.end(group))


def is_own(name: str) -> bool:
    """Whether an agency only speaks of itself: 本报, 本网."""
    return _OWN.fullmatch(name) is not None
