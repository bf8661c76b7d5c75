"""HTML pages through trafilatura, an optional extra."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType

from newsextract.errors import InputError
from newsextract.read.encodings import decode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
# What pages declare is often a subset of what they hold.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf8": "utf-8"}


@dataclass(frozen=True, slots=True)
class Page:
    """The article of an HTML page and what the page says about it."""

    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)


def decode_page(data: bytes, encoding: str | None, served: str | None = None) -> tuple[str, str]:
    """The markup as text: by the user's encoding, else the one it was ``served`` in or declares, else as detected.

    What server and page say is believed only if every byte fits.
    """
    declared = _CHARSET.search(data[:4096])
    told = [served, declared and declared[1].decode("ascii", "replace")] if encoding is None else []
    for name in filter(None, told):
        try:
            codec = _WIDER.get(name.lower(), name.lower())
            return data.decode(codec), codec
        except (LookupError, UnicodeDecodeError):
            continue
    return decode(data, encoding)


def extract_page(markup: str) -> Page:
    """The article text of a page, its title as the first line. Raises InputError where there is none."""
    trafilatura = _trafilatura()
    found = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, favor_recall=True)
    text = (found.text if found else None) or trafilatura.html2txt(markup)
    if not text or not text.strip():
        raise InputError("holds no article text; is it a page that scripts fill in? give the text itself")
    if found is None:
        return Page(text)
    title = found.title or None
    body = _with_line_of_source(
        markup, text if title is None or text.lstrip().startswith(title) else f"{title}\n{text}"
    )
    authors = tuple(name for name in (part.strip() for part in (found.author or "").split(";")) if name)
    extra = {key: str(value) for key in ("url", "hostname", "description") if (value := getattr(found, key, None))}
    return Page(body, title, found.date or None, found.sitename or None, authors, extra)


def _with_line_of_source(markup: str, body: str) -> str:
    """The text with who wrote it, where it came from and when, where the page tells it between title and text and
    trafilatura has left it out as no part of the article."""
    title, _, text = body.partition("\n")
    first = _letters(text.lstrip().partition("\n")[0])[:_COMPARED]
    if not first or _SOURCE.search(text[:_SOURCE_REACH]):
        return body
    pieces = [str(piece).strip() for piece in import_module("lxml.html").fromstring(markup).xpath(_SHOWN)]
    pieces = [piece for piece in pieces if piece]
    letters = [_letters(piece) for piece in pieces]
    start = next((i for i, piece in enumerate(letters) if piece.startswith(first)), None)
    if start is None or _letters(title) not in letters[:start]:
        return body
    above = start - 1 - letters[:start][::-1].index(_letters(title))
    told = pieces[above + 1 : start]
    if not _SOURCE.search(" ".join(told)) or sum(map(len, told)) > _SOURCE_REACH:
        return body
    return "\n".join((title, " ".join(" ".join(told).split()), text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


_SHOWN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_SOURCE = re.compile("(?:来源|來源|作者|记者|記者|撰文|编辑|編輯|通讯员)\\s*[:：]|(?:记者|記者)")
_SOURCE_REACH = 200  # characters; more than that is no line of source
_COMPARED = 16


def _trafilatura() -> ModuleType:
    try:
        return import_module("trafilatura")
    except ImportError:
        raise InputError("reading HTML needs trafilatura; run: pip install 'newsextract[html]'") from None
