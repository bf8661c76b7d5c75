"""One self-contained page for an article: its text with everything found marked at its place, and tables beside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from string import Template
from typing import Any

import regex

from newsextract.resources import page_part
from newsextract.write.rows import entity_names
from newsextract.write.table import format_value

Json = Mapping[str, Any]
Cells = tuple[str, ...]

_KINDS = ("person", "place", "organization", "position", "fact", "time", "event", "unresolved")
_SPANNED = (("positions", "position"), ("times", "time"), ("events", "event"), ("unresolved", "unresolved"))
# HTML has no place for these; a browser would drop or misread them.
_CONTROLS = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def format_page(document: Json, text: str) -> str:
    """The page of one record; ``text`` is the original text that its offsets refer to."""
    info = document["document"]
    style, script = page_part("page.css"), page_part("page.js")
    return Template(page_part("page.html")).substitute(
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'",
        lang="zh-Hant" if info["script"] == "Hant" else "zh-Hans",
        title=_safe(info["headline"] or info["publisher"] or info["key"]),
        about="".join(f"<div><dt>{name}</dt><dd>{_safe(value)}</dd></div>" for name, value in _about(info)),
        legend="".join(f'<mark class="{kind}">{kind}</mark>' for kind in _KINDS),
        article=mark_text(text, document),
        tables="\n".join(_format_table(table) for table in _tables(document) if table.rows),
        style=style,
        script=script,
    )


def _digest(part: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(part.encode("utf-8")).digest()).decode("ascii")


def _safe(value: object) -> str:
    return escape(_CONTROLS.sub("\ufffd", str(value)))


def _about(info: Json) -> Iterator[tuple[str, object]]:
    rows = (
        ("Publisher", info["publisher"]),
        ("Published", info["published"]),
        ("Authors", "、".join(info["authors"])),
        ("Region", info["region"]),
        ("Removed", ", ".join(f"{kind} {count}" for kind, count in info["cleaning"].items())),
        ("Key", info["key"]),
    )
    return ((name, value) for name, value in rows if value)


# ---------------------------------------------------------------------------------------------- the text


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: str
    id: str


def _spans(document: Json) -> Iterator[_Span]:
    for entity in document["entities"]:
        for mention in entity["mentions"]:
            yield _Span(mention["start"], mention["end"], entity["type"], entity["id"])
    for fact in document["facts"]:
        for mention in (fact, *fact["mentions"]):
            yield _Span(mention["start"], mention["end"], "fact", fact["id"])
    for table, kind in (
        ("positions", "position"),
        ("times", "time"),
        ("events", "event"),
        ("unresolved", "unresolved"),
    ):
        for number, item in enumerate(document[table]):
            yield _Span(item["start"], item["end"], kind, item.get("id", f"{kind}-{number}"))


def mark_text(text: str, document: Json) -> str:
    """The text as HTML, each stretch that something was found in as one mark with the kinds and ids of all of it.

    Joined and without its tags it is the text again: marks are never nested, whatever overlaps.
    """
    changes = sorted(
        [(span.start, True, span) for span in _spans(document)]
        + [(span.end, False, span) for span in _spans(document)],
        key=lambda change: change[0],
    )
    out: list[str] = []
    at = 0
    active: dict[_Span, int] = {}
    for position, group in groupby(changes, key=lambda change: change[0]):
        out.append(_stretch(text[at:position], active))
        at = position
        for _, opens, span in group:
            active[span] = active.get(span, 0) + (1 if opens else -1)
        active = {span: depth for span, depth in active.items() if depth}
    out.append(_stretch(text[at:], {}))
    return "".join(out)


def _stretch(text: str, active: Mapping[_Span, int]) -> str:
    if not text or not active:
        return _safe(text)
    kinds = [kind for kind in _KINDS if any(span.kind == kind for span in active)]
    ids = dict.fromkeys(span.id for span in active)
    return f'<mark class="{" ".join(kinds)}" data-ids="{_safe(" ".join(ids))}">{_safe(text)}</mark>'


# ---------------------------------------------------------------------------------------------- the tables


@dataclass(frozen=True, slots=True)
class _Table:
    title: str
    header: Cells
    rows: Sequence[tuple[str, Cells]]  # the id that each row shows, and its cells
    number: int = -1  # the column that holds numbers


def _tables(document: Json) -> Iterator[_Table]:
    names = entity_names(document)
    facts = ("Indicator", "Kind", "Value", "Unit", "Period", "Place or subject", "Basis or scope", "Text")
    yield _Table("Facts", facts, [(fact["id"], _fact(fact, names)) for fact in document["facts"]], number=2)
    offices = [(f"position-{n}", _position(p, names)) for n, p in enumerate(document["positions"])]
    yield _Table("Offices", ("Person", "Title", "Organization", "Place", "Status"), offices)
    entities = [(entity["id"], _entity(entity)) for entity in document["entities"]]
    yield _Table("Names", ("Type", "Name", "Identifiers", "Mentions"), entities)
    yield _Table("Events", ("Type", "Name", "Place", "Participants"), _events(document["events"], names))
    times = [(time["id"], (time["clean"], time["edtf"], time["clock"] or "")) for time in document["times"]]
    yield _Table("Times", ("Text", "EDTF", "Clock"), times)
    for title, table in (("Unresolved", "unresolved"), ("Warnings", "warnings")):
        notes = [
            (f"{table}-{n}", (note["code"], note["text"] or "", note["message"]))
            for n, note in enumerate(document[table])
        ]
        yield _Table(title, ("Code", "Text", "Reason"), notes)


def _fact(fact: Json, names: Mapping[str, str]) -> Cells:
    period = fact["period"]["edtf"] if fact["period"] else ""
    whom = names.get(fact["place"] or fact["subject"] or "", "")
    what, against = fact["indicator"] or "", fact["basis"] or fact["scope"] or ""
    return what, fact["kind"], format_value(fact), fact["unit"] or "", period, whom, against, fact["clean"]


def _position(position: Json, names: Mapping[str, str]) -> Cells:
    person, body, place = (names.get(position[key] or "", "") for key in ("person", "organization", "place"))
    return person, position["title"], body, place, position["status"]


def _entity(entity: Json) -> Cells:
    kind = " / ".join(filter(None, (entity["type"], entity["subtype"])))
    codes = ", ".join(f"{scheme} {code}" for scheme, code in entity["identifiers"].items())
    return kind, entity["name"], codes, str(len(entity["mentions"]))


def _events(events: Iterable[Json], names: Mapping[str, str]) -> list[tuple[str, Cells]]:
    return [
        (
            event["id"],
            (
                event["type"],
                event["name"],
                names.get(event["place"] or "", ""),
                "、".join(f"{names.get(p['entity'], '')} ({p['role']})" for p in event["participants"]),
            ),
        )
        for event in events
    ]


def _format_table(table: _Table) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in table.header)
    body = "\n".join(_format_row(id_, cells, table.number) for id_, cells in table.rows)
    title = f"{table.title} ({len(table.rows)})"
    return (
        f'<h2>{title}</h2>\n<div class="scroll" role="region" aria-label="{table.title}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _format_row(id_: str, cells: Cells, number: int) -> str:
    inner = "".join(
        f'<td class="number">{_safe(cell)}</td>' if n == number else f'<td lang="zh">{_safe(cell)}</td>'
        for n, cell in enumerate(cells)
    )
    return f'<tr data-ids="{_safe(id_)}" tabindex="0">{inner}</tr>'
