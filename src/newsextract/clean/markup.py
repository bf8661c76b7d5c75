"""HTML in plain text: tags, comments and entities, each turned into edits."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from newsextract.clean.offsets import Edit
from newsextract.resources import read_toml

_ATTRIBUTE = r"""\s++[\w:@.\-]++(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>=]++))?+"""
_ENTITY = r"&(?:#\d{1,7}+;|#[xX][0-9A-Fa-f]{1,6}+;|[A-Za-z][A-Za-z0-9]{1,31}+;|(?:%s)(?![A-Za-z0-9=;]))"
_DECLARATION = r"<!\[CDATA\[|\]\]>|<!(?i:doctype)[^<>]{0,200}+>|<\?xml[^<>]{0,200}+\?>"


class _Tag(NamedTuple):
    """A tag, a comment, or an element that is no text; ``role`` is block, cell or nothing."""

    start: int
    end: int
    kind: str
    role: str = ""


def find_tags(text: str) -> list[Edit]:
    """Edits that take tags and comments out. A block's tag between two texts of a line becomes a line end, a cell's a
    space; a line that held nothing but tags goes whole."""
    if "<" not in text:
        return []
    edits: list[Edit] = []
    for run in _runs(text, _find_tags(text)):
        edit = _edit_for(text, run)
        if edits and edits[-1].b > edit.a:  # the line end before was taken by the line before
            edit = edit._replace(a=edits[-1].b)
        if edit.a < edit.b:
            edits.append(edit)
    return edits


def find_entities(text: str) -> list[Edit]:
    """Edits that unescape character references, once."""
    if "&" not in text:
        return []
    return [
        Edit(match.start(), match.end(), plain, "html_entity")
        for match in _entity_pattern().finditer(text)
        if (plain := html.unescape(match.group())) != match.group()
    ]


def _find_tags(text: str) -> list[_Tag]:
    """All tags in order; those within comments and hidden elements are part of them."""
    whole = sorted([*_find_comments(text), *_find_hidden(text)])
    tags: list[_Tag] = []
    upcoming = iter(whole)
    hidden = next(upcoming, None)
    for match in _tag_pattern().finditer(text):
        while hidden is not None and hidden.end <= match.start():
            hidden = _add(tags, hidden, upcoming)
        if hidden is None or match.start() < hidden.start:
            role = "block" if match["block"] else "cell" if match["cell"] else ""
            tags.append(_Tag(*match.span(), "html_tag", role))
    while hidden is not None:
        hidden = _add(tags, hidden, upcoming)
    return [tag for i, tag in enumerate(tags) if i == 0 or tag.start >= tags[i - 1].end]


def _add(tags: list[_Tag], hidden: _Tag, upcoming: Iterator[_Tag]) -> _Tag | None:
    if not tags or tags[-1].end <= hidden.start:
        tags.append(hidden)
    return next(upcoming, None)


def _find_comments(text: str) -> Iterator[_Tag]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield _Tag(start, end + 3, "html_comment")
        start = text.find("<!--", end + 3)


def _find_hidden(text: str) -> Iterator[_Tag]:
    """Scripts, styles and the like with their content."""
    for opening, closing in _hidden_patterns():
        at = 0
        while (first := opening.search(text, at)) and (last := closing.search(text, first.end())):
            yield _Tag(first.start(), last.end(), "html_tag")
            at = last.end()


def _runs(text: str, tags: list[_Tag]) -> Iterator[_Tag]:
    """Tags with nothing but blanks between them as one."""
    run: _Tag | None = None
    for tag in tags:
        if run is not None and not text[run.end : tag.start].strip(" \t\xa0\u3000"):
            kind = run.kind if run.kind == tag.kind else "html_tag"
            run = _Tag(run.start, tag.end, kind, "block" if "block" in (run.role, tag.role) else run.role or tag.role)
            continue
        if run is not None:
            yield run
        run = tag
    if run is not None:
        yield run


def _edit_for(text: str, run: _Tag) -> Edit:
    opens = run.start == 0 or text[run.start - 1] == "\n"
    closes = run.end == len(text) or text[run.end] == "\n"
    if opens and closes:
        return Edit(run.start, min(run.end + 1, len(text)), "", run.kind)
    if opens or closes or not run.role:
        return Edit(run.start, run.end, "", run.kind)
    return Edit(run.start, run.end, "\n" if run.role == "block" else " ", run.kind)


def _names(key: str) -> str:
    return "|".join(sorted(read_toml("patterns/markup.toml")[key].split(), key=len, reverse=True))


@cache
def _tag_pattern() -> regex.Pattern[str]:
    names = rf"(?P<block>(?i:{_names('block')}))|(?P<cell>(?i:{_names('cell')}))|(?i:{_names('inline')})"
    return regex.compile(rf"{_DECLARATION}|</?+(?:{names})\b(?:{_ATTRIBUTE})*+\s*+/?+>")


@cache
def _hidden_patterns() -> tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]:
    return tuple(
        (regex.compile(rf"<(?i:{name})\b(?:{_ATTRIBUTE})*+\s*+>"), regex.compile(rf"</(?i:{name})\s*+>"))
        for name in read_toml("patterns/markup.toml")["hidden"].split()
    )


@cache
def _entity_pattern() -> regex.Pattern[str]:
    return regex.compile(_ENTITY % _names("bare_entities"))
