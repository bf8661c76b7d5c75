"""What the database holds, with filters, portion by portion."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from newsextract.serve.charts import format_charts
from newsextract.serve.models import Document, Figure, Indicator, Office, Page, Point, SeriesPage
from newsextract.store.reading import (
    DOCUMENTS,
    FACTS,
    OFFICES,
    SERIES,
    Filter,
    Listing,
    read_indicators,
    read_texts,
)

router = APIRouter(tags=["lists"])

Limit = Annotated[int, Query(ge=1, le=500, description="Most items of a portion.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many items come before it.")]
Text = Annotated[str | None, Query(min_length=1, max_length=200)]
Day = Annotated[datetime.date | None, Query()]
Read = Callable[[Filter, int, int], list[dict[str, Any]]]


@router.get("/documents", summary="Articles, the newest first")
def documents(
    request: Request,
    words: Annotated[str | None, Query(max_length=200, description="Words of the headline.")] = None,
    publisher: Text = None,
    since: Annotated[datetime.date | None, Query(description="Published on that day or later.")] = None,
    until: Annotated[datetime.date | None, Query(description="Published on that day or earlier.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Document]:
    """Articles of the database."""

    def conditions(chosen: Filter) -> None:
        chosen.holds("d.headline", words)
        chosen.equal("d.publisher", publisher)
        chosen.least("d.published", since and since.isoformat())
        chosen.most("d.published", until and until.isoformat())

    return Page[Document].model_validate(_read(request, DOCUMENTS, conditions, limit, offset))


@router.get("/facts", summary="Facts of all articles")
def facts(
    request: Request,
    indicator: Annotated[str | None, Query(max_length=200, description="Its key, as /indicators gives it.")] = None,
    place: Text = None,
    subject: Text = None,
    unit: Text = None,
    kind: Text = None,
    document: Annotated[str | None, Query(max_length=600, description="Key of an article.")] = None,
    since: Annotated[datetime.date | None, Query(description="Of periods that end on that day or later.")] = None,
    until: Annotated[datetime.date | None, Query(description="Of periods that end on that day or earlier.")] = None,
    confidence: Annotated[float | None, Query(ge=0, le=1, description="This sure or surer.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Figure]:
    """Facts with names instead of ids."""

    def conditions(chosen: Filter) -> None:
        for column, value in (
            *(("q.indicator_key", indicator), ("q.place", place), ("q.subject", subject), ("q.unit", unit)),
            *(("q.kind", kind), ("q.document_key", document)),
        ):
            chosen.equal(column, value)
        chosen.least("q.period_end", since and since.isoformat())
        chosen.most("q.period_end", until and until.isoformat())
        chosen.least("q.confidence", confidence)

    return Page[Figure].model_validate(_read(request, FACTS, conditions, limit, offset))


@router.get("/offices", summary="Who holds which office")
def offices(
    request: Request,
    person: Text = None,
    title: Text = None,
    body: Text = None,
    place: Text = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Office]:
    """Offices by the last article that tells; those last told as former are left out. Names are in Simplified."""

    def conditions(chosen: Filter) -> None:
        for column, value in (("person", person), ("title", title), ("body", body), ("place", place)):
            chosen.holds(column, value)

    return Page[Office].model_validate(_read(request, OFFICES, conditions, limit, offset))


@router.get("/indicators", summary="The series that there are")
def indicators(
    request: Request,
    words: Annotated[str | None, Query(max_length=200, description="Words of the indicator.")] = None,
    place: Text = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[Indicator]:
    """Indicators by place, subject and unit, those with most points first."""

    def conditions(chosen: Filter) -> None:
        chosen.holds("indicator_key", words)
        chosen.equal("place", place)

    return Page[Indicator].model_validate(_read(request, read_indicators, conditions, limit, offset))


@router.get("/series", summary="How an indicator developed")
def series(
    request: Request,
    indicator: Annotated[str, Query(min_length=1, max_length=200, description="Its key.")],
    place: Text = None,
    subject: Text = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> SeriesPage:
    """The points of an indicator, each with the sentences that tell it; reprints count once."""

    def conditions(chosen: Filter) -> None:
        chosen.equal("indicator_key", indicator)
        chosen.equal("place", place)
        chosen.equal("subject", subject)

    page = _read(request, SERIES, conditions, limit, offset)
    said = _find_said(request, indicator, place, subject) if page["items"] else {}
    points = [
        Point.model_validate({**_without(row, "subject_thing", "place_thing"), "said": said.get(_own(row), [])})
        for row in page["items"]
    ]
    return SeriesPage(items=points, next=page["next"], charts=format_charts(page["items"]))


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _read(
    request: Request, listing: Listing | Read, conditions: Callable[[Filter], None], limit: int, offset: int
) -> dict[str, Any]:
    """A portion of a list, and where the next one begins."""
    read = listing.read if isinstance(listing, Listing) else listing
    with request.app.state.service.store() as store:
        if store is None:
            return {"items": [], "next": None}
        chosen = Filter(store.engine)
        conditions(chosen)
        rows = read(chosen, limit + 1, offset)
    return {"items": rows[:limit], "next": offset + limit if len(rows) > limit else None}


_MOST_SAID = 2_000


def _find_said(
    request: Request, indicator: str, place: str | None, subject: str | None
) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """Where the values of an indicator are told, by place, subject, period and value."""
    columns = (*FACTS.columns, "q.base_value", "q.base_unit")
    service = request.app.state.service
    with service.store() as store:
        chosen = Filter(store.engine)
        chosen.equal("q.indicator_key", indicator)
        chosen.equal("q.place", place)
        chosen.equal("q.subject", subject)
        rows = Listing(columns, FACTS.source, FACTS.order).read(chosen, _MOST_SAID, 0)
        texts = read_texts(store.engine, {row["document_key"] for row in rows})
    sentences = _sentences(service, rows, texts)
    found = defaultdict(list)
    for number, row in enumerate(rows):
        own = (
            row["place"],
            row["subject"],
            row["period_start"],
            row["period_end"],
            row["base_unit"],
            row["base_value"],
        )
        names = ("document_key", "fact_id", "published", "text")
        found[own].append({**{name: row[name] for name in names}, "sentence": sentences.get(number)})
    return found


def _own(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["place"], row["subject"], row["period_start"], row["period_end"], row["unit"], row["value"])


def _sentences(service: Any, rows: list[dict[str, Any]], texts: dict[str, str]) -> dict[int, str]:
    """The sentences of facts whose text was kept, as they read after cleaning."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row["document_key"] in texts:
            places[row["document_key"]].append(number)
    if not places:
        return {}
    pieces = [
        (texts[key], [(rows[n]["sentence_start"], rows[n]["sentence_end"]) for n in numbers])
        for key, numbers in places.items()
    ]
    found = service.run("clean_passages", pieces)
    return {n: words for numbers, passages in zip(places.values(), found, strict=True)
            for n, words in zip(numbers, passages, strict=True)}  # fmt: skip
