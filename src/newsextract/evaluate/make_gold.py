"""Annotation in the corpus's format, made of a record that a person has looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsextract.clean.cleaned import CleanText
from newsextract.write.files import encode_json, encode_text
from newsextract.write.rows import entity_names

Json = Mapping[str, Any]

_OUTSIDE = ("argument", "option")  # the day of publication was told beside the text
# Kinds of EDTF that the annotation uses; other times stay out of it.
_DAY = r"[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2}(?:T\d\d:\d\d)?)?)?|\d{4}-W\d\d|\.\.|"
_EDTF = re.compile(rf"(?:{_DAY})(?:/(?:{_DAY}))?")


def make_gold(record: Json, clean: CleanText) -> dict[str, Any]:
    """The annotation that says of the article what the record says. ``clean`` is the cleaned article."""
    info, names = record["document"], entity_names(record)
    entities = [_entity(entity, clean.text) for entity in record["entities"] if entity["mentions"]]
    texts = {fact["id"]: fact["clean"] for fact in record["facts"]}
    published = info["published"]
    return {
        "genre": "reviewed",
        "script": info["script"],
        "noise": sorted(info["cleaning"]),
        "encoding": "utf-8",
        "date": published if info["published_from"] in _OUTSIDE else None,
        "published": published,
        "publisher": info["publisher"],
        "authors": [author for author in info["authors"] if author in clean.text],
        "persons": [item for kind, item in entities if kind == "person"],
        "positions": [_position(position, names) for position in record["positions"]],
        "places": [item for kind, item in entities if kind == "place"],
        "companies": [item for kind, item in entities if kind == "company"],
        "organizations": [item for kind, item in entities if kind == "organization"],
        "facts": [_fact(fact, names, texts) for fact in record["facts"]],
        "not_facts": [],
        "times": list(_times(record["times"])),
        "events": [_event(event, names) for event in record["events"]],
    }


def _entity(entity: Json, text: str) -> tuple[str, dict[str, Any]]:
    kind = "company" if entity["subtype"] == "company" else entity["type"]
    item: dict[str, Any] = {"name": entity["name"]}
    if kind == "person":
        known = entity["subtype"] in ("official", "executive", "reporter")
        item["subtype"] = entity["subtype"] if known else None
    if kind == "place":
        item["gb2260"] = entity["identifiers"].get("gb2260")
    aliases = dict.fromkeys(m["clean"] for m in entity["mentions"] if m["clean"] != entity["name"])
    item |= {"aliases": list(aliases)} if aliases else {}
    return kind, item if entity["name"] in text or aliases else {**item, "optional": True}


def _position(position: Json, names: Mapping[str, str]) -> dict[str, Any]:
    body = position["organization"] or position["place"]
    item = {"person": names[position["person"]], "title": position["title"], "organization": names.get(body or "")}
    return {**item, "status": position["status"], "former": position["status"] == "former"}


def _fact(fact: Json, names: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, Any]:
    period = fact["period"]
    dated = period is not None and period["start"] and period["end"]
    item = {
        **{key: fact[key] for key in ("kind", "indicator", "value", "low", "high", "modifier", "unit")},
        "period": [period["start"], period["end"]] if dated else None,
        "place": names.get(fact["place"] or ""),
        "subject": names.get(fact["subject"] or ""),
        **{key: fact[key] for key in ("basis", "scope")},
        "text": fact["clean"],
        "of": texts.get(fact["of"] or ""),
        "modality": fact["modality"],
        "speaker": names.get(fact["speaker"] or ""),
        "price_basis": fact["price_basis"],
    }
    item |= {"repeats": len(fact["mentions"])} if fact["mentions"] else {}
    item |= {"cumulative": period["cumulative"]} if dated else {}
    times = fact["unit"] == "times" and fact["kind"] == "change"
    return {**item, "increment": bool(fact["increment"])} if times or fact["increment"] is not None else item


def is_annotated(edtf: str) -> bool:
    """Whether a date is of the kinds that the annotation uses."""
    return bool(_EDTF.fullmatch(edtf))


def _times(times: Iterable[Json]) -> Iterator[dict[str, Any]]:
    """Each surface once, with the first of its dates."""
    seen: set[str] = set()
    for time in times:
        if time["clean"] not in seen and time["edtf"] and is_annotated(time["edtf"]):
            seen.add(time["clean"])
            same = {other["edtf"] for other in times if other["clean"] == time["clean"]} - {time["edtf"], ""}
            yield {"text": time["clean"], "edtf": time["edtf"], **({"edtf_alt": sorted(same)} if same else {})}


def _event(event: Json, names: Mapping[str, str]) -> dict[str, Any]:
    people = [{"name": names[p["entity"]], "role": p["role"]} for p in event["participants"]]
    place = names.get(event["place"] or "")
    return {
        "type": event["type"],
        "name": event["name"] or None,
        "text": event["clean"],
        "place": place,
        "participants": people,
    }


def gold_files(name: str, gold: Json, clean: CleanText) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of the files of one annotated article."""
    yield f"{name}.txt", encode_text(clean.original)
    yield f"{name}.gold.json", encode_json(json.dumps(gold, ensure_ascii=False, indent=1) + "\n")
    yield f"clean/{name}.txt", encode_text(clean.text)
