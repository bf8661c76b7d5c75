"""A table for the terminal: East Asian characters are two columns wide, control characters are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import regex

from newsextract.record import format_decimal
from newsextract.write.rows import entity_names, exact_value

Json = Mapping[str, Any]

_GAP = "  "
_BOLD, _DIM, _CYAN, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
_STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_CLUSTER = regex.compile(r"\X")
_PICTURE = "\ufe0f"  # asks for a character to be shown as a picture
_WITHOUT_WIDTH = frozenset(("Mn", "Me", "Cc", "Cf"))
_WIDEST = 32
_SIGNS = {
    **{"about": "≈", "nearly": "≲", "over": ">", "at_least": "≥", "at_most": "≤", "under": "<"},
    **{"exact": "", "range": ""},
}


def format_table(document: Json, colour: bool = False) -> str:
    """The record for a reader: the document, facts, offices, names, times, events and what stayed open."""
    names = entity_names(document)
    sections = [
        ("", _document_rows(document)),
        ("Facts", _fact_rows(document["facts"], names)),
        ("Offices", _position_rows(document["positions"], names)),
        ("Names", _entity_rows(document["entities"])),
        ("Times", _time_rows(document["times"])),
        ("Events", _event_rows(document["events"], names)),
        ("Unresolved", [("code", "text", "reason"), *_notes(document["unresolved"])]),
        ("Warnings", [("code", "text", "reason"), *_notes(document["warnings"])]),
    ]
    return "\n".join(_section(title, rows, colour) for title, rows in sections if len(rows) > 1)


def _section(title: str, rows: Sequence[Sequence[str]], colour: bool) -> str:
    lines = format_columns(rows)
    if not title:
        return "\n".join([*lines, ""])
    rule = "-" * max(map(display_width, lines))
    head, names = f"{title} ({len(rows) - 1})", lines[0]
    if colour:
        head, names, rule = f"{_BOLD}{head}{_PLAIN}", f"{_CYAN}{names}{_PLAIN}", f"{_DIM}{rule}{_PLAIN}"
    return "\n".join([head, names, rule, *lines[1:], ""])


def _document_rows(document: Json) -> list[tuple[str, ...]]:
    info = document["document"]
    published = f"{info['published']} ({info['published_from']})" if info["published"] else ""
    rows = [
        *(("Headline", info["headline"]), ("Publisher", info["publisher"]), ("Published", published)),
        *(("Authors", "、".join(info["authors"])), ("Region", info["region"]), ("Script", info["script"])),
        ("Removed", ", ".join(f"{kind} {count}" for kind, count in info["cleaning"].items())),
        ("Key", info["key"]),
    ]
    return [(name, value) for name, value in rows if value]


def _fact_rows(facts: Iterable[Json], names: Mapping[str, str]) -> list[tuple[str, ...]]:
    header = (
        *("indicator", "kind", "value", "unit", "period", "place or subject", "basis or scope", "modality"),
        "text",
    )
    return [header, *(_fact_row(fact, names) for fact in facts)]


def _fact_row(fact: Json, names: Mapping[str, str]) -> tuple[str, ...]:
    period = fact["period"]["edtf"] if fact["period"] else ""
    whom = names.get(fact["place"] or fact["subject"] or "", "")
    modality = "" if fact["modality"] == "actual" else fact["modality"]
    what, against = fact["indicator"] or "", fact["basis"] or fact["scope"] or ""
    value, unit = format_value(fact), fact["unit"] or ""
    return what, fact["kind"], value, unit, period, whom, against, modality, fact["clean"]


def format_value(fact: Json) -> str:
    """The number as people read it: sign of the modifier, thousands apart, a range as low–high."""
    value = exact_value(fact)
    if value is not None:
        return f"{_SIGNS[fact['modifier']]}{_group(value)}"
    bounds = (bound for bound in (fact["low"], fact["high"]) if bound is not None)
    return "–".join(_group(Decimal(repr(bound))) for bound in bounds)


def _group(value: Decimal) -> str:
    whole, dot, fraction = format_decimal(abs(value)).partition(".")
    return ("-" if value < 0 else "") + f"{int(whole):,}" + dot + fraction


def _position_rows(positions: Iterable[Json], names: Mapping[str, str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("person", "title", "organization", "place", "status")]
    for position in positions:
        person, body, place = (names.get(position[k] or "", "") for k in ("person", "organization", "place"))
        rows.append((person, position["title"], body, place, position["status"]))
    return rows


def _entity_rows(entities: Iterable[Json]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("type", "subtype", "name", "identifiers", "mentions")]
    for entity in sorted(entities, key=lambda e: str(e["type"])):
        codes = ", ".join(f"{scheme} {code}" for scheme, code in entity["identifiers"].items())
        count = str(len(entity["mentions"]))
        rows.append((entity["type"], entity["subtype"] or "", entity["name"], codes, count))
    return rows


def _time_rows(times: Iterable[Json]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("text", "edtf", "clock", "inferred")]
    rows += [(t["clean"], t["edtf"], t["clock"] or "", "yes" if t["inferred"] else "") for t in times]
    return rows


def _event_rows(events: Iterable[Json], names: Mapping[str, str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("type", "name", "place", "participants")]
    for event in events:
        who = "、".join(names.get(p["entity"], "") for p in event["participants"])
        rows.append((event["type"], event["name"], names.get(event["place"] or "", ""), who))
    return rows


def _notes(notes: Iterable[Json]) -> list[tuple[str, ...]]:
    return [(note["code"], note["text"] or "", note["message"]) for note in notes]


def format_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines of equal columns; a long cell is cut with …, the last column is not padded."""
    cells = [[_cut(_visible(cell)) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    padded = ([_pad(cell, width) for cell, width in zip(row, widths, strict=True)] for row in cells)
    return [_GAP.join(row).rstrip() for row in padded]


def display_width(text: str) -> int:
    """Columns that the text takes on a terminal: two for a wide character and for a picture, none for a bare mark."""
    return len(text) if text.isascii() else sum(map(_cluster_width, _CLUSTER.findall(text)))


def _cluster_width(cluster: str) -> int:
    """Of a character with the marks on it."""
    if _PICTURE in cluster or any(unicodedata.east_asian_width(c) in "WF" for c in cluster):
        return 2
    return int(any(unicodedata.category(c) not in _WITHOUT_WIDTH for c in cluster))


def _pad(cell: str, width: int) -> str:
    return cell + " " * (width - display_width(cell))


def _cut(cell: str) -> str:
    if display_width(cell) <= _WIDEST:
        return cell
    out, width = "", 0
    for cluster in _CLUSTER.findall(cell):
        width += _cluster_width(cluster)
        if width > _WIDEST - 1:
            break
        out += cluster
    return out + "…"


def _visible(cell: str) -> str:
    """Line breaks and tabs as spaces; what may steer a terminal (Cc, Cf) as U+FFFD."""
    if cell.isprintable():
        return cell
    spaced = (" " if c in "\t\r\n\u3000" else c for c in cell)
    return "".join("\ufffd" if unicodedata.category(c) in _STEERING else c for c in spaced)
