"""HTML in plain text: tags, comments and entities, each turned into edits."""

from __future__ import annotations

import html
from functools import cache

import regex

from newsextract.clean.offsets import Edit
from newsextract.resources import read_toml

_ATTRIBUTE = r"""\s++[\w:@.\-]++(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++))?+"""
_ENTITY = r"&(?:#\d{1,7}+;|#[xX][0-9A-Fa-f]{1,6}+;|[A-Za-z][A-Za-z0-9]{1,31}+;|(?:%s)(?![A-Za-z0-9=;]))"


def find_tags(text: str) -> list[Edit]:
    """Edits that take tags and comments out. A block's tag between two texts of a line becomes a line end, a cell's a
    space; a line that held nothing but tags goes whole."""
    if "<" not in text:
        return []
    edits: list[Edit] = []
    for match in _tag_pattern().finditer(text):
        edit = _tag_edit(text, match)
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


def _tag_edit(text: str, match: regex.Match[str]) -> Edit:
    start, end = match.span()
    kind = "html_comment" if match.group().startswith("<!--") else "html_tag"
    opens = start == 0 or text[start - 1] == "\n"
    closes = end == len(text) or text[end] == "\n"
    if opens and closes:
        return Edit(start, min(end + 1, len(text)), "", kind)
    if opens or closes or not (match["block"] or match["cell"]):
        return Edit(start, end, "", kind)
    return Edit(start, end, "\n" if match["block"] else " ", kind)


@cache
def _tag_pattern() -> regex.Pattern[str]:
    """A run of tags and comments with the blanks between them."""
    names = {
        key: "|".join(sorted(read_toml("patterns/markup.toml")[key].split(), key=len, reverse=True))
        for key in ("block", "cell", "inline", "hidden")
    }
    rest = rf"\b(?:{_ATTRIBUTE})*+\s*+/?+>"
    one = (
        r"<!--(?:(?!-->).)*+-->|<!\[CDATA\[|\]\]>|<!(?i:doctype)[^<>]{0,200}+>|<\?xml[^<>]{0,200}+\?>"
        rf"|<(?P<name>(?i:{names['hidden']})){rest}(?:(?!</(?P=name)).)*+</(?P=name)\s*+>"
        rf"|</?+(?:(?P<block>(?i:{names['block']}))|(?P<cell>(?i:{names['cell']}))|(?i:{names['inline']})){rest}"
    )
    return regex.compile(rf"(?s)(?:{one})(?:[ \t\u00a0\u3000]*+(?:{one}))*+")


@cache
def _entity_pattern() -> regex.Pattern[str]:
    names = "|".join(read_toml("patterns/markup.toml")["bare_entities"].split())
    return regex.compile(_ENTITY % names)
