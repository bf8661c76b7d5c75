"""Articles in, records out; and into the database."""

from __future__ import annotations

import datetime
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError as BadModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from newsextract.errors import InputError, NewsextractError
from newsextract.serve.jobs import Form, Source
from newsextract.serve.models import Key, Region, Sent, Stored

router = APIRouter(tags=["articles"])

_TYPES: dict[str, Form] = {"text/plain": "text", "text/html": "html", "application/json": "jsonl"}
_STREAMS = ("application/x-ndjson", "application/jsonl")
_MEDIA = {
    **{"json": "application/json", "html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8"},
    **{"table": "text/plain; charset=utf-8"},
}
_RECORD = {"$ref": "#/components/schemas/Record"}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "text/plain": {"schema": {"type": "string", "minLength": 1}},
            "text/html": {"schema": {"type": "string", "minLength": 1}},
            "application/json": {"schema": Sent.model_json_schema()},
        },
    }
}
_LINES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            **_BODY["requestBody"]["content"],
            "application/x-ndjson": {"schema": {"type": "string", "description": "One article as JSON a line."}},
        },
    }
}

Given = tuple[str | None, str | None, frozenset[str]]
DateQuery = Annotated[datetime.date | None, Query(description="Day of publication, when the text does not give it.")]
RegionQuery = Annotated[Region | None, Query(description="Where it was published, when the text does not tell.")]
IncludeQuery = Annotated[list[Literal["text", "sentences", "words"]], Query(description="Additions to the record.")]


@router.post(
    "/extract",
    summary="Read an article, or a stream of them",
    openapi_extra=_LINES,
    responses={
        200: {
            "description": "The record; of a stream one line for each article, `error` where it could not be read.",
            "content": {
                "application/json": {"schema": _RECORD},
                "application/x-ndjson": {"schema": {"type": "string"}},
                **{kind: {"schema": {"type": "string"}} for kind in ("text/html", "text/csv", "text/plain")},
            },
        },
        415: {"description": "Another content type.", "content": {"application/json": {}}},
    },
    response_class=Response,
)
async def extract(
    request: Request,
    date: DateQuery = None,
    region: RegionQuery = None,
    include: IncludeQuery = [],  # noqa: B006 - FastAPI copies it
    format: Annotated[Literal["json", "html", "csv", "table"], Query()] = "json",
) -> Response:
    """What an article says, in one of the formats of the command line. A stream of JSON lines gives JSON lines."""
    given = _given(date, region, include)
    if _content_type(request) in _STREAMS:
        return _Answers(_records(request, given))
    source = await read_source(request, given)
    body = await run_in_threadpool(request.app.state.service.run, "write_record", source, format)
    return Response(body, media_type=_MEDIA[format])


@router.post("/view", summary="An article as the pieces of a page", openapi_extra=_BODY)
async def view(request: Request, date: DateQuery = None, region: RegionQuery = None) -> dict[str, Any]:
    """HTML of the text with everything marked, of charts and tables; and the record."""
    source = await read_source(request, _given(date, region))
    found: dict[str, Any] = await run_in_threadpool(request.app.state.service.run, "view_article", source)
    return found


@router.post("/documents", summary="Read an article and store it with its text", openapi_extra=_BODY)
async def store(
    request: Request,
    date: DateQuery = None,
    region: RegionQuery = None,
    key: Annotated[Key | None, Query(description="What replaces an earlier version of the article.")] = None,
) -> Stored:
    """The article is stored as the command line does with --to; its text is kept, so that it can be corrected."""
    source = await read_source(request, _given(date, region), key)
    service = request.app.state.service
    made = await run_in_threadpool(service.run, "prepare_article", source)
    return await run_in_threadpool(_store, service, made)


def _store(service: Any, made: dict[str, Any]) -> Stored:
    with service.store(made["extractor"], create=True) as store:
        store.add(made["record"], None, made["input_hash"], None, made["text"])
        store.flush()
        counts = store.counts
    outcome: Literal["added", "changed", "unchanged"] = "unchanged"
    if counts.added or counts.changed:
        outcome = "added" if counts.added else "changed"
    return Stored(key=made["record"]["document"]["key"], outcome=outcome)


# ---------------------------------------------------------------------------------------------- reading requests


def _given(date: datetime.date | None, region: str | None, include: Iterable[str] = ()) -> Given:
    return None if date is None else date.isoformat(), region, frozenset(include)


async def read_source(request: Request, given: Given, key: str | None = None) -> Source:
    """The article of a request by its content type; what the query tells comes before what JSON tells."""
    kind = _content_type(request)
    if kind not in _TYPES:
        raise HTTPException(415, f"send {', '.join(_TYPES)} or, to /extract, {_STREAMS[0]}")
    body = await request.body()
    own = {"source_id": key} if key else {}
    if kind == "application/json":
        return parse_sent(body, given, own)
    charset = _parameters(request).get("charset")
    return Source(body, _TYPES[kind], charset, own, *given)


def parse_sent(body: bytes, given: Given, own: dict[str, str] | None = None) -> Source:
    """The article of a JSON object. Raises InputError for what does not keep the description."""
    try:
        sent = Sent.model_validate_json(body)
    except BadModel as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise InputError("; ".join(faults)) from None
    if (sent.text is None) == (sent.html is None):
        raise InputError('give either "text" or "html"')
    told = {"source_id": sent.id, "uri": sent.uri, "title": sent.title, "publisher": sent.publisher}
    known = {name: value for name, value in told.items() if value and value.strip()} | (own or {})
    date, region, include = given
    data, form = (sent.text, "text") if sent.text is not None else (sent.html or "", "html")
    return Source(
        data.encode("utf-8", "surrogatepass"), "text" if form == "text" else "html", "utf-8", known,
        date or sent.date, region or sent.region, include | frozenset(sent.include),
    )  # fmt: skip


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def _parameters(request: Request) -> dict[str, str]:
    parts = (part.partition("=") for part in request.headers.get("content-type", "").split(";")[1:])
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in parts}


class _Answers(Response):
    """Sends parts as they come while the request is still being read.

    Starlette's StreamingResponse watches for the client's leaving by reading the request, which is ours to read.
    """

    media_type = "application/x-ndjson"

    def __init__(self, parts: AsyncIterator[bytes]) -> None:
        super().__init__()
        self._parts = parts
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        with suppress(ClientDisconnect):
            async for part in self._parts:
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


async def _records(request: Request, given: Given) -> AsyncIterator[bytes]:
    """One line for each line that comes, in order; a line that cannot be read is answered with why."""
    service, number = request.app.state.service, 0
    async for line in _lines(request, service.settings.max_size):
        number += 1
        try:
            if line is None:
                raise InputError(f"larger than {service.settings.max_size} bytes; cut the article")
            if not line.strip():
                continue
            source = parse_sent(line, given)
            record: bytes = await run_in_threadpool(service.run, "write_line", source)
            yield record
        except (NewsextractError, RuntimeError) as error:
            yield json.dumps({"line": number, "error": str(error)}, ensure_ascii=False).encode() + b"\n"


async def _lines(request: Request, most: int) -> AsyncIterator[bytes | None]:
    """The lines of a body as they come; None for one that is too long, of which nothing is kept."""
    held, lost = b"", False
    async for part in request.stream():
        *whole, held = (held + part).split(b"\n")
        for line in whole:
            yield None if lost or len(line) > most else line
            lost = False
        if len(held) > most:
            held, lost = b"", True
    if held or lost:
        yield None if lost else held
