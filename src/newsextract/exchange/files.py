"""The files of an export, whole or not there, and those of an import."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from newsextract.clean import clean_article
from newsextract.errors import InputError
from newsextract.exchange.brat import brat_config, format_brat
from newsextract.exchange.conll import format_conll
from newsextract.exchange.labelstudio import format_task, labelling_config
from newsextract.exchange.marks import Marked
from newsextract.exchange.unmark import gold_of, unknown_labels
from newsextract.exchange.webannotation import format_annotations
from newsextract.read import article_from_text
from newsextract.write.files import encode_json, encode_text, open_atomic, safe_name


def read_records(path: Path) -> dict[str, Any]:
    """Records of a JSON Lines file by the id of their text. Raises InputError for a line that is none."""
    found = {}
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                record = json.loads(line)
                found[record["document"]["id"]] = record
            except (ValueError, KeyError, TypeError):
                raise InputError(f"{path}, line {number}: is no record; name what newsextract wrote as jsonl") from None
    return found


def write_export(to: str, articles: Iterable[Marked], output: Path | None) -> None:
    """All articles in one of the formats; ``output`` is the folder of brat and labelstudio."""
    if to == "brat" and output is not None:
        _write_brat(articles, output)
    elif to == "labelstudio" and output is not None:
        _write_tasks(articles, output)
    else:
        with _open(output) as stream:
            for marked in articles:
                stream.write(_format_one(to, marked))


def _format_one(to: str, marked: Marked) -> bytes:
    if to == "conll":
        return encode_text(format_conll(marked, clean_article(article_from_text(marked.text))))
    return encode_json(json.dumps(format_annotations(marked), ensure_ascii=False) + "\n")


@contextmanager
def _open(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with open_atomic(path) as stream:
            yield stream


def _write_brat(articles: Iterable[Marked], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    relations: set[str] = set()
    for marked in articles:
        relations |= {link.label for link in marked.links}
        for name, content in format_brat(marked):
            _write(folder / name, encode_text(content))
    _write(folder / "annotation.conf", encode_text(brat_config(relations)))


def _write_tasks(articles: Iterable[Marked], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    relations: set[str] = set()
    with open_atomic(folder / "tasks.json") as stream:
        before = b"[\n"
        for marked in articles:
            relations |= {link.label for link in marked.links}
            stream.write(before + encode_json(json.dumps(format_task(marked), ensure_ascii=False)))
            before = b",\n"
        stream.write(b"[]\n" if before == b"[\n" else b"\n]\n")
    _write(folder / "config.xml", encode_text(labelling_config(relations)))


def write_gold(marked: Marked, folder: Path) -> Iterator[str]:
    """The annotated article's files; yields what was left out. Raises InputError for what cannot be understood."""
    for label, count in sorted(unknown_labels(marked).items()):
        yield f"{marked.name}: {count} marks of {label!r} left out: newsextract has no such label"
    named = Marked(safe_name(marked.name, "", set()), marked.text, marked.marks, marked.links, marked.info)
    for path, data in gold_of(named):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, data)


def _write(path: Path, data: bytes) -> None:
    with open_atomic(path) as stream:
        stream.write(data)
