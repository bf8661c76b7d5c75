"""What stands before every request: who may ask, how much may be sent, what browsers are told, what is counted."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.exceptions import HTTPException

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_OPEN = frozenset({"/", "/health", "/static/app.css", "/static/app.js", "/static/page.css", "/static/page.js"})
_STREAMS = ("application/x-ndjson", "application/jsonl")
_PATIENCE = 8  # times the largest body, of which no more than a part is held
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cache-control", b"no-store"),
)


class Meters:
    """What /metrics tells."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("newsextract_requests", "Requests answered.", names, registry=self.registry)
        self.seconds = Histogram(
            "newsextract_request_seconds", "Time to the last byte of an answer.", ["route"], registry=self.registry
        )
        self.active = Gauge("newsextract_requests_active", "Requests being answered.", registry=self.registry)
        self.articles = Counter("newsextract_articles", "Articles read.", ["outcome"], registry=self.registry)
        self.restarts = Gauge("newsextract_worker_restarts", "Processes ended and begun anew.", registry=self.registry)


@dataclass(frozen=True, slots=True)
class Guard:
    """The application with what guards it. ``token`` None: only this machine is answered."""

    app: App
    token: str | None
    max_size: int
    meters: Meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (or the server's own start and end)."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._measured(scope, receive, send)

    async def _measured(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, status = time.perf_counter(), 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        with self.meters.active.track_inprogress():
            try:
                headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
                refused = self._refusal(scope, headers)
                if refused:
                    await _drain(receive, _PATIENCE * self.max_size if refused[0] == 413 else 0)
                    await _refuse(answer, *refused)
                else:
                    await self.app(scope, self._bounded(headers, receive), answer)
            finally:
                route = getattr(scope.get("route"), "path", "other")
                self.meters.requests.labels(scope["method"], route, status).inc()
                self.meters.seconds.labels(route).observe(time.perf_counter() - begun)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """Status and reason for a request that is not answered."""
        host = _host(f"//{headers.get('host', '')}")
        if self.token is None and host not in LOCAL:
            return 403, "this server answers its own machine only; start it with --token to let others in"
        origin = headers.get("origin")
        if origin and scope["method"] not in ("GET", "HEAD") and urlsplit(origin).netloc != headers.get("host"):
            return 403, "requests from other sites' pages are not answered"
        if self.token is not None and scope["path"] not in _OPEN and not self._knows(headers.get("authorization", "")):
            return 401, "give the server's token: Authorization: Bearer TOKEN"
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self.max_size and not _is_stream(headers):
            return 413, self._too_large
        return None

    def _knows(self, authorization: str) -> bool:
        scheme, _, told = authorization.partition(" ")
        assert self.token is not None
        return scheme.lower() == "bearer" and hmac.compare_digest(told.strip().encode(), self.token.encode())

    @property
    def _too_large(self) -> str:
        return f"larger than {self.max_size} bytes; cut the article, or raise --max-size"

    def _bounded(self, headers: dict[str, str], receive: Receive) -> Receive:
        """Hands the body on, no more than is allowed; a stream of lines has a limit for each line instead."""
        if _is_stream(headers):
            return receive
        total = 0

        async def bounded() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            if total > self.max_size:
                await _drain(receive, _PATIENCE * self.max_size, message)
                raise HTTPException(413, self._too_large)
            return message

        return bounded


def _is_stream(headers: dict[str, str]) -> bool:
    return headers.get("content-type", "").split(";")[0].strip().lower() in _STREAMS


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


async def _drain(receive: Receive, most: int, last: Message | None = None) -> None:
    """Take what is still being sent, within reason: who is cut off while sending does not see the answer."""
    message = last or {"more_body": most > 0}
    while most > 0 and message.get("more_body"):
        message = await receive()
        most -= len(message.get("body", b""))


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = json.dumps({"detail": reason}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(b"www-authenticate", b"Bearer")] if status == 401 else []
    headers += [(b"connection", b"close")] if status == 413 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
