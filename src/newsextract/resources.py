"""The only door to ``data/``: loads, checks and caches what is known.

A bad row is refused with file and line. Nothing is read before it is asked for.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from newsextract.errors import DataError


def data_file(path: str) -> Traversable:
    """A file of the package's data folder, e.g. ``lexicons/surnames.tsv``."""
    return files("newsextract").joinpath("data", *path.split("/"))


def read_data(path: str) -> bytes:
    """The content of a data file, held against its hash in MANIFEST.toml.

    Raises DataError for a file that is missing, not listed, or not the one that was listed.
    """
    try:
        content = data_file(path).read_bytes()
    except OSError as error:
        raise DataError(f"data/{path} cannot be read ({error.strerror}); {_DAMAGED}") from error
    if path != _MANIFEST and hashlib.sha256(content).hexdigest() != _listed_hashes().get(path):
        raise DataError(f"data/{path} is not the file that {_MANIFEST} lists; {_DAMAGED}")
    return content


_MANIFEST = "MANIFEST.toml"
_DAMAGED = "this installation is damaged, install newsextract again (in a source tree: scripts/update_manifest.py)"


@cache
def _listed_hashes() -> dict[str, str]:
    return {str(entry["path"]): str(entry["sha256"]) for entry in read_toml(_MANIFEST).get("file", [])}


def read_text(path: str) -> str:
    """A data file as text."""
    return read_data(path).decode("utf-8")


def read_rows(path: str, columns: int) -> Iterator[tuple[str, ...]]:
    """The rows of a TSV file; blank lines and lines that begin with ``#`` are skipped, short rows padded with ''.

    Raises DataError, naming file and line, for a row with more than ``columns`` cells or an empty first cell.
    """
    missing = [("",) * count for count in range(columns + 1)]
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = tuple(line.rstrip("\r").split("\t"))
        if len(cells) > columns or not cells[0]:
            raise DataError(f"{path}:{number}: at most {columns} cells and a first cell wanted, got {line!r}")
        yield cells if len(cells) == columns else cells + missing[columns - len(cells)]


@cache
def read_table(path: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """``read_rows`` as a cached tuple."""
    return tuple(read_rows(path, columns))


@cache
def read_toml(path: str) -> dict[str, Any]:
    """A TOML file of the data folder; raises DataError with the place of a syntax error."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error


@cache
def schema_text(version: str = "1.0") -> str:
    """The JSON Schema of the record as text: from the wheel, or from ``schemas/`` of a source tree."""
    name = f"article-{version}.json"
    shipped = data_file(f"schemas/{name}")
    if shipped.is_file():
        return shipped.read_text("utf-8")
    source = Path(__file__).resolve().parents[2] / "schemas" / name
    if not source.is_file():
        raise DataError(f"schemas/{name} is missing: this installation is damaged, install newsextract again")
    return source.read_text("utf-8")


@cache
def read_schema(version: str = "1.0") -> dict[str, Any]:
    """The JSON Schema of the record, parsed. Do not change what you get: it is shared."""
    schema: dict[str, Any] = json.loads(schema_text(version))
    return schema


def data_manifest() -> dict[str, dict[str, Any]]:
    """What MANIFEST.toml says of each data file, by path: source, licence, date, rows, hash."""
    files_listed = read_toml(_MANIFEST).get("file", [])
    return {str(entry["path"]): {k: v for k, v in entry.items() if k != "path"} for entry in files_listed}


def model_summary() -> dict[str, Any]:
    """What the tagger's model card says of it: what it finds, and its scores row by row."""
    shipped = data_file("tagger/MODEL_CARD.md")
    source = Path(__file__).resolve().parents[2] / "training" / "MODEL_CARD.md"
    card = (shipped if shipped.is_file() else source).read_text("utf-8")
    about = card.partition("\n\n")[2].partition("\n\n")[0].replace("\n", " ")
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in card.partition("## Scores")[2].partition("\n## ")[0].split("\n")
        if line.startswith("|")
    ]
    header, rows = table[0], table[2:]
    scores = {row[0]: {k: v for k, v in zip(header[1:], row[1:], strict=True) if v} for row in rows}
    return {"about": about, "scores": scores}


@cache
def data_digest() -> str:
    """Hex digits that tell the data files from those of any other version."""
    listed = sorted((path, entry["sha256"]) for path, entry in data_manifest().items())
    return hashlib.sha256(json.dumps([listed, schema_text()]).encode()).hexdigest()[:16]


@cache
def code_digest() -> str:
    """The same for the program: a version that is being worked on changes without a new number."""
    total = hashlib.sha256()
    for name, source in sorted(_sources(files("newsextract"), "")):
        total.update(f"{name}\0".encode() + source.read_bytes())
    return total.hexdigest()[:16]


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name.endswith(".py"):
            yield path + entry.name, entry
        elif entry.is_dir() and entry.name not in ("data", "__pycache__"):
            yield from _sources(entry, f"{path}{entry.name}/")


def installed_versions() -> dict[str, str]:
    """The versions of the packages that newsextract requires, as installed."""
    from importlib.metadata import PackageNotFoundError, requires, version

    found = {}
    for requirement in requires("newsextract") or ():
        name = requirement.replace("<", " ").replace(">", " ").replace("=", " ").replace(";", " ").split()[0]
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def page_part(name: str) -> str:
    """A part of the HTML page: ``page.html``, ``page.css`` or ``page.js``."""
    return read_text(f"page/{name}")


@cache
def served_part(name: str) -> str:
    """A part of the server's pages: ``app.html``, ``app.css`` or ``app.js``."""
    return read_text(f"serve/{name}")
