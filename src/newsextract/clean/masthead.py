"""What an article says about itself: headline, publisher, authors, dates of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from newsextract.clean.bylines import find_authors, find_bare_names
from newsextract.clean.cleaned import Block, CleanText, Label
from newsextract.clean.datelines import Dateline, find_dateline, is_own
from newsextract.clean.patterns import layout_pattern
from newsextract.read.article import Article
from newsextract.record import Range

_SOURCE = regex.compile(
    r"(?:来源|稿源|转自|出处|来自|摘自)\s?[:丨|]?\s?(?:(?:微信)?公众号|微信|微博)?\s?[:丨|]?\s?[“「『《\"]?"
    r"(?P<name>[^\s,。;|丨()\[\]【】:<>、“”「」『』《》\"]{2,24}?)"
    r"(?:[”」』》\"]?(?:官方)?(?:(?:微信)?公众号|微信|微博)?(?=[\s,。;|丨()\[\]【】:<>、“”「」『』《》\"]|$))"
)
# Not a publisher: sources that name nobody.
_NOBODY = regex.compile(
    r"(?:综合|网络|互联网|网上|本[站网报刊台]|原创|未知|转载|不详|整理|作者|其他|其它|官网|官方).{0,4}"
)
_ROC_STAMP = regex.compile(r"(?<![\d])1\d{2}[01]\d[0-3]\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Masthead:
    """Headline and publisher as written; the rest as clean ranges."""

    headline: str | None
    publisher: str | None
    authors: tuple[tuple[Range, str], ...]  # role: 记者, 通讯员, 实习生, 摄影, or byline where none is given
    metadata_dates: tuple[Range, ...]
    dateline_place: Range | None
    dateline_date: Range | None


def find_masthead(clean: CleanText, article: Article | None = None) -> Masthead:
    """What the layout and the input's own metadata tell of an article; metadata goes first."""
    datelines = list(_datelines(clean))
    first = next((line for line in datelines if line.place or line.date or line.agency), None)
    headline = next((clean.text[b.start : b.end] for b in clean.blocks if b.label is Label.HEADLINE), None)
    return Masthead(
        headline=(article.title if article and article.title else None) or headline,
        publisher=(article.publisher if article and article.publisher else None) or _publisher(clean, datelines),
        authors=tuple(_authors(clean, datelines)),
        metadata_dates=tuple(_dates(clean, datelines)),
        dateline_place=first.place if first else None,
        dateline_date=first.date if first else None,
    )


def _datelines(clean: CleanText) -> Iterator[Dateline]:
    for block in clean.blocks:
        if block.label is Label.DATELINE:
            line_end = clean.shadow.find("\n", block.start)
            found = find_dateline(clean.shadow, block.start, line_end if line_end >= 0 else len(clean.shadow))
            if found is not None:
                yield found


def _publisher(clean: CleanText, datelines: list[Dateline]) -> str | None:
    for block in clean.blocks:
        if block.label in (Label.METADATA, Label.BOILERPLATE):
            for match in _SOURCE.finditer(clean.shadow, block.start, block.end):
                if not _NOBODY.fullmatch(match["name"]):
                    return clean.text[match.start("name") : match.end("name")]
    for line in datelines:
        if line.agency and not is_own(clean.shadow[line.agency.start : line.agency.end]):
            return clean.text[line.agency.start : line.agency.end]
    return _beside_date(clean) or _behind_byline(clean) or _in_navigation(clean)


def _beside_date(clean: CleanText) -> str | None:
    """海峡日报 2024-03-01: a medium's name on the line of the date."""
    pattern = layout_pattern("masthead", "beside_date")
    for block in clean.blocks:
        if block.label is Label.METADATA and (match := pattern.search(clean.shadow, block.start, block.end)):
            return clean.text[match.start("name") : match.end("name")]
    return None


def _behind_byline(clean: CleanText) -> str | None:
    """大公报记者 张三: the medium before the role, unless it is 本报."""
    pattern = layout_pattern("masthead", "before_role")
    for block in clean.blocks:
        if block.label in (Label.BYLINE, Label.DATELINE):
            match = pattern.search(clean.shadow, block.start, block.end)
            if match and not is_own(match["name"][-2:]):
                return clean.text[match.start("name") : match.end("name")]
    return None


def _in_navigation(clean: CleanText) -> str | None:
    """云岭在线 首页 新闻: the site that a page's navigation begins with."""
    pattern = layout_pattern("line", "navigation")
    for block in clean.blocks:
        if block.label is Label.METADATA and (match := pattern.match(clean.shadow[block.start : block.end])):
            return clean.text[block.start + match.start("name") : block.start + match.end("name")]
    return None


def _authors(clean: CleanText, datelines: list[Dateline]) -> Iterator[tuple[Range, str]]:
    for line in datelines:
        yield from ((author.span, author.role) for author in line.authors)
    for block in clean.blocks:
        if block.label in (Label.BYLINE, Label.METADATA):
            named = list(find_authors(clean.shadow, block.start, block.end))
            if not named and block.label is Label.BYLINE:
                named = find_bare_names(clean.shadow, block.start + 1, _before_bracket(clean, block))
            yield from ((author.span, author.role) for author in named)


def _before_bracket(clean: CleanText, block: Block) -> int:
    bracket = clean.shadow.rfind(")", block.start, block.end)
    end = bracket if bracket >= 0 else block.end
    role = _ROLE_BEHIND.search(clean.shadow, block.start, end)
    return role.start() if role else end


_ROLE_BEHIND = regex.compile(r"\s?(?:文/图|图/文|图文|文图|/文|(?<=\s)文)$")  # (方晓 文/图)


def _dates(clean: CleanText, datelines: list[Dateline]) -> Iterator[Range]:
    for block in clean.blocks:
        if block.label in (Label.METADATA, Label.BYLINE):
            for match in layout_pattern("fragments", "date").finditer(clean.shadow, block.start, block.end):
                yield Range(*match.span())
    yield from (line.metadata_date for line in datelines if line.metadata_date)
    for block in clean.blocks:
        if block.label is Label.BOILERPLATE:  # （編輯：張三）1130618: the stamp of Taiwan's news agency
            for match in _ROC_STAMP.finditer(clean.shadow, block.start, block.end):
                yield Range(*match.span())
