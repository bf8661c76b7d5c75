"""The pages themselves, and what tells whether the server is well."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from newsextract import __version__
from newsextract.resources import page_part, served_part
from newsextract.serve.models import Health
from newsextract.store.urls import parse_url

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
def page() -> HTMLResponse:
    """The page that everything else is shown in."""
    return HTMLResponse(served_part("app.html"))


@router.get("/static/{name}.{kind}", include_in_schema=False)
def part(name: Literal["app", "page"], kind: Literal["css", "js"]) -> Response:
    """Styles and scripts of the page."""
    read = served_part if name == "app" else page_part
    return Response(read(f"{name}.{kind}"), media_type=_KINDS[kind])
