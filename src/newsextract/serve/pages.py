"""The pages themselves, and what tells whether the server is well."""

from __future__ import annotations

from functools import cache
from string import Template
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from newsextract import __version__
from newsextract.resources import page_part, served_part
from newsextract.serve.models import Health
from newsextract.store.urls import parse_url
from newsextract.write.words import LANGUAGES, translate, word_table, words

router = APIRouter(tags=["server"])

_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@router.get("/health", summary="Whether the server lives")
def health(request: Request) -> Health:
    """Answers without a token."""
    service = request.app.state.service
    with service.store() as store:
        shown = None if store is None else parse_url(service.settings.url).shown
    return Health(status="ok", version=__version__, database=shown)


@router.get("/metrics", summary="Counts for Prometheus", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """In Prometheus' text format."""
    return Response(generate_latest(request.app.state.service.meters.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/", include_in_schema=False)
def page(request: Request) -> HTMLResponse:
    """The page that everything else is shown in, in the reader's language."""
    language = choose_language(request.cookies.get("language"), request.headers.get("accept-language", ""))
    headers = {"Content-Language": language, "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(format_app(language), headers=headers)


@cache
def format_app(language: str) -> str:
    """The page in a language, with the words that its scripts show."""
    told = translate(served_part("app.html"), language)
    return Template(told).substitute(lang=language, words=word_table(words()))


@router.get("/static/{name}.{kind}", include_in_schema=False)
def part(name: Literal["app", "page"], kind: Literal["css", "js"]) -> Response:
    """Styles and scripts of the page."""
    read = served_part if name == "app" else page_part
    return Response(read(f"{name}.{kind}"), media_type=_KINDS[kind])


def choose_language(chosen: str | None, header: str) -> str:
    """The language that the reader chose, else the one of ours that the browser likes best, else English."""
    if chosen in LANGUAGES:
        return str(chosen)
    told = ((_quality(part), _language(part)) for part in header.split(","))
    liked = [(quality, language) for quality, language in told if language and quality > 0]
    return max(liked, key=lambda one: one[0])[1] if liked else "en"


def _language(part: str) -> str | None:
    """Which of ours a range of Accept-Language means."""
    first, *others = part.partition(";")[0].strip().lower().split("-")
    if first == "zh":
        traditional = "hant" in others or ("hans" not in others and {"tw", "hk", "mo"} & set(others))
        return "zh-Hant" if traditional else "zh-Hans"
    return "en" if first == "en" else None


def _quality(part: str) -> float:
    told = part.partition(";")[2].replace(" ", "").removeprefix("q=")
    try:
        return float(told or 1)
    except ValueError:
        return 0.0
