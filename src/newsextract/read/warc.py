"""Pages of WARC and WET archives through fastwarc, an optional extra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from newsextract.errors import InputError

_PAGES = ("text/html", "application/xhtml+xml")
_OK = 200


def read_warc(stream: BinaryIO, name: str, max_size: int) -> Iterator[tuple[str, str, bytes, dict[str, str]]]:
    """What is text in an archive: name (with the record's number from 1), html or text, bytes, uri and charset.

    Pages that were served well and extracted text are given; requests, images, errors are passed by. Of what is
    larger than ``max_size`` one byte more is given. When a page was fetched says nothing of when it was published.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise InputError("reading WARC needs fastwarc; run: pip install 'newsextract[warc,html]'") from None
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=False):
            number += 1
            if record.content_length > max_size:
                form, data = _form(record), record.reader.read(max_size + 1)
            else:
                form, data = _read_record(record)
            if form is not None and data.strip():
                yield f"{name}:{number}", form, data, _given(record)
    except (OSError, EOFError, ValueError, RuntimeError) as error:
        raise InputError(f"is no WARC archive, or a damaged one ({str(error).splitlines()[0]})") from None
    if not number:
        raise InputError("holds no pages; is it a WARC archive with responses?")


def _read_record(record: Any) -> tuple[str | None, bytes]:
    """Form and bytes of a record, the page out of its HTTP answer. Raises EOFError for one that is cut off."""
    told = record.content_length
    record.freeze()
    if record.content_length < told:
        raise EOFError(f"cut off in {record.headers.get('WARC-Target-URI')}")
    if record.is_http:
        record.parse_http(auto_decode="all")
    form = _form(record)
    return form, record.reader.read() if form else b""


def _form(record: Any) -> str | None:
    """What of a record is read: html, text, or nothing."""
    if record.is_http:
        if record.http_headers is None:  # too large to be parsed
            return "html"
        if record.http_headers.status_code != _OK:
            return None
        kind = (record.http_content_type or "").lower()
    else:
        kind = (record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    return "html" if kind in _PAGES else "text" if kind == "text/plain" else None


def _given(record: Any) -> dict[str, str]:
    told = {
        "uri": record.headers.get("WARC-Target-URI"),
        "charset": record.http_charset if record.is_http_parsed else None,
    }
    return {key: value.strip("<>") for key, value in told.items() if value}
