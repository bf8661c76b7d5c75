"""Unparsed articles become articles: decoding, JSON, HTML; what cannot be read is reported and passed by."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from newsextract.errors import InputError
from newsextract.read.article import Article
from newsextract.read.encodings import decode
from newsextract.read.html import decode_page, extract_page
from newsextract.read.items import Failure, Item, Reading, failure_of, read_items
from newsextract.read.streams import MAX_SIZE

_REGIONS = ("CN", "TW", "HK", "MO")
_NUMERIC_DATE = re.compile(r"\s{0,9}(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")


def read_inputs(
    paths: Iterable[str | Path],
    *,
    encoding: str | None = None,
    input_format: str | None = None,
    max_size: int = MAX_SIZE,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Failure]:
    """The articles of files, folders and patterns, in order, as a stream; '-' is standard input.

    ``input_format`` (text, html, jsonl, parquet, warc) and ``encoding`` override what suffix and content tell;
    ``max_size`` is the most bytes that one article may have.
    """
    for item in read_items(paths, Reading(encoding, input_format, max_size), stdin=stdin):
        yield item if isinstance(item, Failure) else parse_item(item, encoding)


def parse_item(item: Item, encoding: str | None = None) -> Article | Failure:
    """The article of an item; ``encoding`` is the user's."""
    try:
        return _parse(item, encoding)
    except InputError as error:
        return failure_of(item.name, error)


def _parse(item: Item, encoding: str | None) -> Article:
    if item.form == "json":
        return _from_json(item.data.decode("utf-8"), item.name)
    digest = hashlib.sha256(item.data).hexdigest()
    if item.form == "html":
        markup, codec = decode_page(item.data, encoding, item.given.get("charset"))
        _refuse_empty(markup)
        return _from_page(markup, item.name, codec, digest, item.given)
    text, codec = decode(item.data, encoding)
    _refuse_empty(text)
    return Article(text=text, name=item.name, encoding=codec, sha256=digest, uri=item.given.get("uri"))


def article_from_text(
    text: str,
    *,
    name: str = "<text>",
    source_id: str | None = None,
    uri: str | None = None,
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    region: str | None = None,
) -> Article:
    """An article from a string. Raises InputError where it holds nothing but blanks."""
    _refuse_empty(text)
    return Article(
        text=text,
        name=name,
        encoding="utf-8",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        source_id=source_id,
        uri=uri,
        title=title,
        date=date,
        publisher=publisher,
        region=region,
    )


def _refuse_empty(text: str) -> None:
    if not text.strip("\ufeff\x00 \t\r\n\u3000\xa0"):
        raise InputError("is empty; give a file with an article in it")


def _from_page(markup: str, name: str, encoding: str, digest: str, given: Mapping[str, Any]) -> Article:
    page = extract_page(markup)
    return Article(
        text=page.text,
        name=name,
        encoding=encoding,
        sha256=digest,
        source_id=given.get("source_id"),
        uri=given.get("uri"),
        title=given.get("title") or page.title,
        date=given.get("date") or page.date,
        publisher=given.get("publisher") or page.publisher,
        region=given.get("region"),
        authors=page.authors,
        extracted=True,
        metadata=page.metadata,
    )


def _from_json(line: str, place: str) -> Article:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({str(error).splitlines()[0]}); write one object a line") from None
    if not isinstance(row, dict):
        raise InputError('is not a JSON object; write {"text": ...} on each line')
    given = _given(row)
    text, markup = row.get("text"), row.get("html")
    if isinstance(text, str):
        article = article_from_text(text, name=place, **given)
        return article
    if isinstance(markup, str):
        digest = hashlib.sha256(markup.encode("utf-8", "surrogatepass")).hexdigest()
        return _from_page(markup, place, "utf-8", digest, given)
    raise InputError('has no "text" and no "html" of type string; add one of them')


def _given(row: Mapping[str, Any]) -> dict[str, str | None]:
    """What a line says about its article; numbers may stand for the id."""
    identity = row.get("id")
    given = {
        key: value if isinstance(value := row.get(key), str) and value.strip() else None
        for key in ("uri", "title", "publisher", "region")
    }
    if given["region"] is not None and given["region"] not in _REGIONS:
        raise InputError(f'"region" is {given["region"]!r}; it must be one of {", ".join(_REGIONS)}')
    given["source_id"] = str(identity) if isinstance(identity, (str, int)) and str(identity).strip() else None
    given["date"] = parse_given_date(row.get("date"))
    return given


def parse_given_date(value: object) -> str | None:
    """An ISO date from what crawlers write: 2024-03-01T08:00:00Z, 2024/3/1, 2024年3月1日, RFC 2822; else None."""
    if not isinstance(value, str):
        return None
    from email.utils import parsedate_to_datetime

    try:
        if match := _NUMERIC_DATE.match(value):
            return date(*map(int, match.groups())).isoformat()
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
