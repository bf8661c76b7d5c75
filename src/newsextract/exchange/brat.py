"""brat's standoff format: NAME.txt beside NAME.ann, offsets in code points.

brat reads texts line by line and takes ``\\r\\n`` for one character, and its files cannot hold the end of a line within
an annotation. So every other line end, and a tab, becomes a space of the same length in NAME.txt, and a span over
several lines has a part for each. Offsets stay those of the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsextract.errors import InputError
from newsextract.exchange.marks import LABELS, Link, Mark, Marked

# Where Python and brat end a line, but for \n; and what has no bytes in UTF-8.
_ENDS = re.compile("[\t\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_LONE = re.compile("[\ud800-\udfff]")
_PART = re.compile(r"[^\n]+")
_SPAN_LINE = re.compile(r"^(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_LINK_LINE = re.compile(r"^R\S+\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_NOTE_LINE = re.compile(r"^#\S+\tAnnotatorNotes (\S+)\t(.*)")
_RELATIONS = ("person", "organization", "place", "subject", "speaker", "of", "repeats", "time")
_ROLES = (
    "host",
    "chair",
    "attendee",
    "visitor",
    "party",
    "court",
    "judge",
    "defendant",
    "acquirer",
    "target",
    "seller",
)


def brat_text(text: str) -> str:
    """The text as brat can hold it, character for character."""
    return _LONE.sub("\ufffd", _ENDS.sub(" ", text))


def format_brat(marked: Marked) -> Iterator[tuple[str, str]]:
    """Names and contents of the files of one article: text, annotation, and what is known of the document."""
    text = brat_text(marked.text)
    yield f"{marked.name}.txt", text
    yield f"{marked.name}.ann", "".join(f"{line}\n" for line in _lines(marked, text))
    if marked.info is not None:
        yield f"{marked.name}.json", json.dumps(marked.info, ensure_ascii=False, indent=1) + "\n"


def _lines(marked: Marked, text: str) -> Iterator[str]:
    for mark in marked.marks:
        parts = [match.span() for match in _PART.finditer(text, mark.start, mark.end)]
        spans = ";".join(f"{start} {end}" for start, end in parts)
        yield f"T{mark.id}\t{mark.label} {spans}\t{' '.join(text[start:end] for start, end in parts)}"
    for number, link in enumerate(marked.links, 1):
        yield f"R{number}\t{link.label} Arg1:T{link.source} Arg2:T{link.target}"
    noted = [mark for mark in marked.marks if mark.note]
    for number, mark in enumerate(noted, 1):
        yield f"#{number}\tAnnotatorNotes T{mark.id}\t{json.dumps(mark.note, ensure_ascii=False)}"


def brat_config(relations: set[str]) -> str:
    """annotation.conf for a folder: every label, every relation between any two."""
    names = sorted({*_RELATIONS, *_ROLES, *relations})
    links = "".join(f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>\n" for name in names)
    labels = "\n".join(LABELS)
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
    return f"[entities]\n{labels}\n\n[relations]\n{overlap}{links}\n[events]\n\n[attributes]\n"


def read_brat(folder: Path) -> Iterator[Marked | InputError]:
    """The annotated articles of a folder in order of name; an error for one that cannot be read."""
    for path in sorted(folder.glob("*.ann")):
        try:
            yield _read_article(path)
        except InputError as error:
            yield error


def _read_article(path: Path) -> Marked:
    source, beside = path.with_suffix(".txt"), path.with_suffix(".json")
    if not source.is_file():
        raise InputError(f"{path}: has no {source.name} beside it")
    text = source.read_bytes().decode("utf-8", "replace")
    info = json.loads(beside.read_bytes()) if beside.is_file() else None
    return parse_brat(path.stem, text, path.read_bytes().decode("utf-8", "replace"), info)


def parse_brat(name: str, text: str, annotation: str, info: dict[str, Any] | None = None) -> Marked:
    """Text and annotation as marks and links; raises InputError where they do not belong together."""
    marks: dict[str, Mark] = {}
    links: list[Link] = []
    notes: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(annotation.split("\n"), 1):
        if found := _SPAN_LINE.fullmatch(line.rstrip("\r")):
            mark = _parse_mark(*found.groups(), text=text, where=f"{name}.ann, line {number}")
            marks[mark.id] = mark
        elif found := _LINK_LINE.fullmatch(line):
            links.append(Link(*found.groups()))
        elif found := _NOTE_LINE.fullmatch(line.rstrip("\r")):
            notes[found[1]] = parse_note(found[2], f"{name}.ann, line {number}")
        elif line.startswith("T"):
            raise InputError(f"{name}.ann, line {number}: is no text-bound annotation of brat")
    noted = (Mark(mark.id, mark.label, mark.start, mark.end, notes.get(mark.id, {})) for mark in marks.values())
    return Marked(name, text, tuple(noted), tuple(links), info)


def _parse_mark(own: str, label: str, spans: str, words: str, *, text: str, where: str) -> Mark:
    parts = [tuple(map(int, part.split())) for part in spans.split(";")]
    if " ".join(text[start:end] for start, end in parts) != words:
        raise InputError(f"{where}: {words!r} does not stand at {spans} in the text; were both files changed?")
    return Mark(own, label, parts[0][0], parts[-1][1])


def parse_note(note: str, where: str) -> dict[str, Any]:
    """A note as fields; none of words for people. Raises InputError for what begins like JSON and is none."""
    if not note.lstrip().startswith("{"):
        return {}
    try:
        fields = json.loads(note)
    except ValueError as error:
        raise InputError(f"{where}: the note {note!r} is no JSON ({error})") from None
    return dict(fields)
