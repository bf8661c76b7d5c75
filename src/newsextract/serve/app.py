"""The server's application: what it is made of, and how its parts hang together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from newsextract import __version__
from newsextract.errors import InputError, StoreError, TimeLimitError, ValidationError
from newsextract.read.lexicons import Lexicon
from newsextract.resources import read_schema
from newsextract.serve import articles, lists, pages, reviews
from newsextract.serve.guards import Guard, Meters
from newsextract.serve.workers import WorkerLostError, Workers
from newsextract.store import open_store
from newsextract.store.database import Store
from newsextract.store.urls import parse_url

_ABOUT = """Chinese news articles in, validated structured data out; lists of what a database of them holds; corrections
of what was found, exported as annotation. Nothing is ever fetched: `uri` is kept as it was told."""


@dataclass(slots=True)
class Settings:
    """How the server was started.

    ``url`` is the database, which is made when something is first stored; ``seconds`` the time limit of an article,
    ``max_size`` the most bytes of one; ``token`` None answers this machine only.
    """

    url: str
    token: str | None = None
    jobs: int = 1
    seconds: float = 30.0
    max_size: int = 8 << 20
    lexicon: Lexicon | None = None


@dataclass(slots=True)
class Service:
    """What requests share."""

    settings: Settings
    workers: Workers
    meters: Meters = field(default_factory=Meters)

    @contextmanager
    def store(self, extractor: str = "", create: bool = False) -> Iterator[Store | None]:
        """The database, opened for one request; None where nothing was stored yet. ``extractor`` makes the records."""
        target = parse_url(self.settings.url)
        if not create and target.kind in ("sqlite", "duckdb") and not Path(target.path).is_file():
            yield None
            return
        with open_store(self.settings.url, extractor=extractor, create=create) as store:
            yield store

    def run(self, job: str, *values: Any) -> Any:
        """Have a worker do something, and count how it went."""
        outcome = "failed"
        try:
            answer = self.workers.run(job, *values)
            outcome = "done"
            return answer
        except (TimeLimitError, WorkerLostError):
            outcome = "stopped"
            raise
        except InputError:
            outcome = "refused"
            raise
        finally:
            self.meters.articles.labels(outcome).inc()
            self.meters.restarts.set(self.workers.restarts)


def make_app(settings: Settings) -> Guard:
    """The guarded application. Its processes run from start to shutdown (ASGI lifespan)."""
    meters = Meters()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        workers = Workers(settings.jobs, settings.seconds, settings.lexicon)
        app.state.service = Service(settings, workers, meters)
        try:
            yield
        finally:
            workers.close()

    app = FastAPI(
        title="newsextract", version=__version__, description=_ABOUT, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    for router in (articles.router, lists.router, reviews.router, pages.router):
        app.include_router(router)
    _add_handlers(app)
    app.openapi_schema = _describe(app)
    return Guard(app, settings.token, settings.max_size, meters)


def _add_handlers(app: FastAPI) -> None:
    """Our errors as answers."""
    statuses = {InputError: 422, ValidationError: 422, TimeLimitError: 503, WorkerLostError: 503, StoreError: 503}

    async def answer(_: Request, error: Exception) -> JSONResponse:
        status = next(status for kind, status in statuses.items() if isinstance(error, kind))
        headers = {"Retry-After": "5"} if status == 503 else None
        return JSONResponse({"detail": str(error)}, status, headers)

    for kind in statuses:
        app.add_exception_handler(kind, answer)
    app.add_exception_handler(RequestValidationError, _invalid)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    """What is wrong with a request, in one line; what was sent is not sent back."""
    assert isinstance(error, RequestValidationError)
    faults = [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()]
    return JSONResponse({"detail": "; ".join(faults)}, 422)


def _describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the record's own schema and with what any request may meet."""
    described = app.openapi()
    schemas = described["components"]["schemas"]
    schemas["Record"] = _relocated({key: value for key, value in read_schema().items() if not key.startswith("$i")})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path in described["paths"].values():
        for operation in path.values():
            _add_problems(operation)
    return described


def _add_problems(operation: dict[str, Any]) -> None:
    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers = operation["responses"]
    for status, words in (
        ("401", "The token is missing or wrong."),
        ("403", "Sent from another machine or another site's page."),
        ("413", "Larger than the server takes."),
        ("422", "Something in the request cannot be used."),
        ("503", "The time limit, too many requests, or the database; try again."),
    ):
        answers[status] = {"description": words, "content": problem}
    operation["security"] = [{}, {"token": []}]


def _relocated(schema: Any) -> Any:
    """The schema with references that lead to where it stands in the document."""
    if isinstance(schema, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/Record/$defs/") if key == "$ref" else _relocated(value)
            for key, value in schema.items()
            if key != "$schema"
        }
    return [_relocated(item) for item in schema] if isinstance(schema, list) else schema
