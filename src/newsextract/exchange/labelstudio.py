"""Label Studio's tasks: offsets in code points, ``\\r\\n`` two characters, the text kept as it is in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from newsextract import __version__
from newsextract.errors import InputError
from newsextract.exchange.brat import parse_note
from newsextract.exchange.marks import ENTITY_LABELS, FACT_LABELS, LABELS, Link, Mark, Marked

Json = Mapping[str, Any]

_COLOURS = {
    **dict.fromkeys(ENTITY_LABELS.values(), "#2f6fb3"),
    **dict.fromkeys(FACT_LABELS.values(), "#b3541e"),
    **{"Title": "#7a4fa3", "Time": "#3d7d47", "Event": "#a33d5d"},
}


def format_task(marked: Marked) -> dict[str, Any]:
    """One article as a task with its marks as prediction: an annotator starts from them."""
    result: list[dict[str, Any]] = []
    for mark in marked.marks:
        result += _region(mark, marked.text)
    result += [_relation(link) for link in marked.links]
    data = {"text": marked.text, "name": marked.name, "document": marked.info}
    return {"data": data, "predictions": [{"model_version": f"newsextract {__version__}", "result": result}]}


def _region(mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    span = {"start": mark.start, "end": mark.end}
    common = {"id": f"m{mark.id}", "to_name": "text"}
    value = {**span, "text": text[mark.start : mark.end], "labels": [mark.label]}
    yield {**common, "from_name": "label", "type": "labels", "value": value}
    if mark.note:
        note = {**span, "text": [json.dumps(mark.note, ensure_ascii=False)]}
        yield {**common, "from_name": "note", "type": "textarea", "value": note}


def _relation(link: Link) -> dict[str, Any]:
    ends = {"from_id": f"m{link.source}", "to_id": f"m{link.target}"}
    return {**ends, "type": "relation", "direction": "right", "labels": [link.label]}


def labelling_config(relations: Iterable[str]) -> str:
    """The labelling interface that the tasks go with."""
    labels = "".join(f'    <Label value="{label}" background="{_COLOURS[label]}"/>\n' for label in LABELS)
    links = "".join(f'    <Relation value="{escape(name)}"/>\n' for name in sorted(set(relations)))
    return (
        f'<View>\n  <Relations>\n{links}  </Relations>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        "  <Style>.htx-text { white-space: pre-wrap; }</Style>\n"
        '  <Text name="text" value="$text" granularity="symbol"/>\n'
        '  <TextArea name="note" toName="text" perRegion="true" editable="true" maxSubmissions="1"/>\n</View>\n'
    )


def read_tasks(data: bytes, source: str) -> Iterator[Marked | InputError]:
    """The articles of an export in Label Studio's full JSON; an error for one that cannot be read."""
    try:
        tasks = json.loads(data)
    except ValueError as error:
        raise InputError(f"{source}: is not JSON ({error})") from None
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        try:
            yield parse_task(task, f"{source}, task {number}")
        except InputError as error:
            yield error


def parse_task(task: Json, where: str) -> Marked:
    """One task: its newest annotation, or the prediction where nobody has annotated it."""
    if not isinstance(task, dict) or not isinstance(task.get("data"), dict) or "text" not in task["data"]:
        raise InputError(f"{where}: has no data.text; export it from Label Studio as JSON, not JSON-MIN")
    data = task["data"]
    done = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
    chosen = (done or task.get("predictions", []) or [{"result": []}])[-1]
    name = str(data.get("name") or f"task-{task.get('id', 0)}")
    marks, links = _parse_result(chosen["result"], len(data["text"]), where)
    return Marked(name, data["text"], marks, links, data.get("document"))


def _parse_result(result: Iterable[Json], length: int, where: str) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    labels: dict[str, tuple[str, int, int]] = {}
    notes: dict[str, dict[str, Any]] = {}
    links: list[Link] = []
    for item in result:
        if item["type"] == "labels" and item["value"].get("labels"):
            start, end = int(item["value"]["start"]), int(item["value"]["end"])
            if not 0 <= start < end <= length:
                raise InputError(f"{where}: the region {start} to {end} does not lie in its text")
            labels[item["id"]] = (item["value"]["labels"][0], start, end)
        elif item["type"] == "textarea":
            notes[item["id"]] = parse_note(" ".join(item["value"]["text"]), where)
        elif item["type"] == "relation":
            names = item.get("labels") or []
            links += [Link(name, item["from_id"], item["to_id"]) for name in names[:1]]
    marks = tuple(Mark(own, *span, notes.get(own, {})) for own, span in labels.items())
    return marks, tuple(links)
