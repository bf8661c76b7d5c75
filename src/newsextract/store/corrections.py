"""What people corrected, stored beside the extraction, which stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from newsextract.record import content_id
from newsextract.store.engines import Engine
from newsextract.store.layout import layout
from newsextract.store.rows import UNSTORABLE, document_id
from newsextract.store.statements import Tables

Target = Literal["fact", "entity", "position", "time", "event", "document"]
Action = Literal["change", "delete", "add", "undo", "accept"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person says of an article: how a fact, name, office, time or event should be,
    or that all is right.

    ``fields`` are values by name; places, persons and bodies are told by their names. ``undo`` takes back what was
    said of the target before; ``accept`` says that the article as it now stands is right.
    """

    key: str
    content_id: str
    target: Target
    action: Action
    target_id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    reviewer: str = ""
    made_at: str = ""
    id: str = ""


_COLUMNS = (
    *("correction_id", "document_key", "content_id", "made_at", "reviewer", "target", "target_id", "action", "fields"),
)


def add_correction(engine: Engine, correction: Correction) -> Correction:
    """Store a correction; returns it with its id and moment."""
    now = datetime.now(UTC)
    told = json.dumps(dict(correction.fields), ensure_ascii=False, sort_keys=True).translate(UNSTORABLE)
    who, own = correction.reviewer.translate(UNSTORABLE), document_id(correction.key)
    what = (correction.target, correction.target_id.translate(UNSTORABLE), correction.action)
    identity = content_id("k", now.isoformat(), own, *what, told, who)
    key = correction.key.translate(UNSTORABLE)
    row = {
        **{"correction_id": identity, "document_id": own, "document_key": key, "reviewer": who},
        **{"content_id": correction.content_id, "made_at": engine.stamp(now), "fields": told},
        **dict(zip(("target", "target_id", "action"), what, strict=True)),
    }
    with engine.begin():
        Tables(engine).insert("corrections", [tuple(row[name] for name in layout()["corrections"].names)])
    return Correction(
        correction.key, correction.content_id, correction.target, correction.action, correction.target_id,
        json.loads(told), who, now.isoformat(), identity,
    )  # fmt: skip


def read_corrections(engine: Engine, key: str) -> list[Correction]:
    """The corrections of an article, the oldest first."""
    rows = Tables(engine).select("corrections", _COLUMNS, "document_id", [document_id(key)])
    return sorted(_corrections(rows), key=lambda correction: (correction.made_at, correction.id))


def corrected_keys(engine: Engine) -> list[str]:
    """The keys of all articles that someone has looked at, in order."""
    rows = engine.query(f"SELECT DISTINCT document_key FROM {engine.dialect.table('corrections')}")
    return sorted(row[0] for row in rows)


def _corrections(rows: Iterable[tuple[Any, ...]]) -> Iterator[Correction]:
    for identity, key, content, made, reviewer, target, target_id, action, fields in rows:
        moment = made.isoformat() if isinstance(made, datetime) else str(made)
        yield Correction(key, content, target, action, target_id, json.loads(fields), reviewer, moment, identity)
