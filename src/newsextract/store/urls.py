"""URLs of databases: what they name, and how they are shown without a password."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from newsextract.errors import StoreError

Kind = Literal["sqlite", "postgresql", "mysql", "duckdb", "parquet"]
_KINDS: Mapping[str, Kind] = {
    "sqlite": "sqlite",
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "duckdb": "duckdb",
    "parquet": "parquet",
}
# Names that need no quoting in any of the databases, and cannot end a quoted one.
_ALLOWED = re.compile(r"[a-z][a-z0-9_]{0,29}")
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Target:
    """What a URL names. ``address`` is the URL for the driver, with our own options taken out; ``path`` of a file."""

    kind: Kind
    address: str
    path: str
    shown: str
    password: str | None
    schema: str
    prefix: str
    timeout: float


def parse_url(url: str) -> Target:
    """The database that a URL names; raises StoreError for what cannot be one. Options of ours are ``schema``,
    ``prefix`` and ``timeout`` (seconds to wait for another writer); all others are left to the driver (TLS and so on).
    """
    scheme, separator, rest = url.partition("://")
    kind = _KINDS.get(scheme.split("+")[0].lower())
    if not separator or kind is None:
        raise StoreError(f"{_show(url)!r} is no database; write e.g. sqlite:///news.db or postgresql://user@host/news")
    try:
        parts = urlsplit(f"//{rest}")
        password = parts.password
    except ValueError as error:
        advice = "escape special characters of a password as %XX"
        raise StoreError(f"{_show(url)!r} is no URL ({error}); {advice}") from None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    schema, prefix = (_allowed(name, options.pop(name, "")) for name in ("schema", "prefix"))
    timeout = _seconds(options.pop("timeout", ""))
    if schema and kind != "postgresql":
        raise StoreError(f"schema={schema}: only PostgreSQL has schemas here; use prefix=")
    path = unquote(parts.path)[1:]
    if kind in ("sqlite", "duckdb", "parquet"):
        _check_file_url(url, kind, parts.netloc, path, options)
    address = urlunsplit((scheme, parts.netloc, parts.path, urlencode(options, quote_via=quote), ""))
    secret = unquote(password) if password else options.get("password")
    return Target(kind, address, path, _show(url), secret, schema, prefix, timeout)


def _check_file_url(url: str, kind: str, host: str, path: str, options: Mapping[str, str]) -> None:
    if host or not path:
        raise StoreError(f"{_show(url)!r}: write {kind}:///FILE, or {kind}:////FOLDER/FILE with the path from the root")
    if options:
        raise StoreError(f"{_show(url)!r}: unknown option {min(options)!r}; {kind} takes prefix and timeout")


def _allowed(name: str, value: str) -> str:
    if value and not _ALLOWED.fullmatch(value):
        raise StoreError(f"{name}={value!r}: only a-z, 0-9 and _ are allowed, a letter first, 30 characters at most")
    return value


def _seconds(word: str) -> float:
    if not word:
        return _TIMEOUT
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", word):
        raise StoreError(f"timeout={word!r} is not a number of seconds")
    return float(word)


def redact(text: str, password: str | None) -> str:
    """A message without the password, plain or escaped."""
    for secret in {password, quote(password, safe="")} if password else ():
        text = text.replace(secret, "***")
    return text


def _show(url: str) -> str:
    """The URL without password, and without values of options that are secret."""
    url = re.sub(r"(?<=://)([^/@:]*):.*@(?=[^@]*$)", r"\1:***@", url)
    return re.sub(r"([?&][^=&]*(?:password|passwd|secret|token)[^=&]*=)[^&]*", r"\1***", url, flags=re.I)
