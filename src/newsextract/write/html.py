"""One self-contained page for an article: its text with everything found marked at its place, and tables beside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import Template
from typing import Any

from newsextract.clean import clean_article
from newsextract.clean.offsets import Edit
from newsextract.read.article import Article
from newsextract.resources import page_part
from newsextract.write.chart import Series, find_series, format_chart, format_period
from newsextract.write.marks import KINDS, Removed, Span, mark_text, safe
from newsextract.write.rows import entity_names
from newsextract.write.table import format_value
from newsextract.write.words import Cell, Word, find_keys, joined, markup, named, plain, word_table, words

Json = Mapping[str, Any]

_MOST_LINKS = 12  # to the mentions of one name
_OF_SCRIPT = ("page.in-table",)  # words that only the script shows


def format_page(document: Json, article: Article) -> str:
    """The page of one record; its offsets refer to the text of the article."""
    info = document["document"]
    style, script = page_part("page.css"), page_part("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = format_parts(document, article.text, clean_article(article).edits)
    template = page_part("page.html")
    notice = _notice(info)
    ours = "".join((template, notice, parts.about, parts.legend, parts.charts, parts.tables))
    return Template(template).substitute(
        policy=policy, title=parts.title, lang=parts.lang, about=parts.about, notice=notice, legend=parts.legend,
        article=parts.article, charts=parts.charts, tables=parts.tables, style=style, script=script,
        words=word_table((*find_keys(ours), *_OF_SCRIPT)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of a page about one article, each HTML that is safe to put in place."""

    title: str
    lang: str
    about: str
    legend: str
    article: str
    charts: str
    tables: str


def format_parts(document: Json, text: str | None, edits: Iterable[Edit] = ()) -> Parts:
    """The pieces that show a record; ``edits`` are those of cleaning, in the coordinates of ``text``.

    Where the text is not known (None) the tables show the words of each row, without links.
    """
    info = document["document"]
    tables = [table for table in _tables(document) if table.rows]
    names = entity_names(document)
    titles = {row.own: row.title for table in tables for row in table.rows}
    shrunk = (Removed(edit.a, edit.b, edit.replacement) for edit in edits if len(edit.replacement) < edit.b - edit.a)
    removed = list(shrunk)
    spans = [] if text is None else [span for table in tables for span in table.spans()]
    marked, anchors = mark_text(text or "", spans, removed, titles)
    links = {row.id: f"#{row.own}" for table in tables for row in table.rows if row.id}
    return Parts(
        title=safe(info["headline"] or info["publisher"] or info["key"]),
        lang="zh-Hant" if info["script"] == "Hant" else "zh-Hans",
        about="".join(
            f"<div><dt>{markup(Word(f'about.{name}'))}</dt><dd>{markup(value)}</dd></div>"
            for name, value in _about(info)
        ),
        legend="" if text is None else _legend([table.kinds for table in tables], bool(removed)),
        article=marked,
        charts="\n".join(map(format_figure, find_series(document["facts"], names, links))),
        tables="\n".join(_format_table(table, anchors) for table in tables),
    )


def format_figure(series: Series) -> str:
    """A chart with its caption."""
    unit = f" <small>({safe(series.unit)})</small>" if series.unit else ""
    basis = f" · {markup(named('basis', series.basis))}" if series.basis else ""
    caption = f'<span lang="zh">{safe(series.name)}</span>{basis}{unit}'
    return f"<figure><figcaption>{caption}</figcaption>{format_chart(series)}</figure>"


def _digest(part: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(part.encode("utf-8")).digest()).decode("ascii")


def _about(info: Json) -> Iterator[tuple[str, Cell]]:
    removed = (joined(" ", (named("removed", kind), str(count))) for kind, count in info["cleaning"].items())
    rows: tuple[tuple[str, Cell | None], ...] = (
        ("publisher", info["publisher"]),
        ("published", info["published"]),
        ("authors", "、".join(info["authors"])),
        ("region", named("region", info["region"])),
        ("script", named("script", info["script"])),
        ("removed", joined(", ", removed)),
        ("key", info["key"]),
    )
    return ((name, value) for name, value in rows if value)


def _notice(info: Json) -> str:
    """What every figure on the page depends on, where it could not be known."""
    if info["published"]:
        return ""
    return f'<p class="notice" lang="en" data-ui>{markup(Word("page.undated"))}</p>'


def _legend(kinds: Iterable[Sequence[str]], struck: bool) -> str:
    found = {kind for group in kinds for kind in group}
    boxes = [
        f'<label class="{kind}"><input type="checkbox" id="show-{kind}" checked> {markup(Word(f"mark.{kind}"))}</label>'
        for kind in KINDS
        if kind in found
    ]
    if struck:
        what = markup(Word("page.removed"))
        boxes.append(f'<label class="struck"><input type="checkbox" id="show-removed"> {what}</label>')
    return "".join(boxes)


# ---------------------------------------------------------------------------------------------- the tables


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its id on the page, its cells, its spans in the text, what it says in short."""

    own: str
    cells: tuple[Cell, ...]
    spans: tuple[tuple[int, int], ...]
    kind: str
    title: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    header: tuple[str, ...]  # keys of words; the last column holds the links into the text
    rows: Sequence[_Row]
    numbers: frozenset[int] = field(default_factory=frozenset)  # columns that hold numbers
    english: frozenset[int] = field(default_factory=frozenset)  # columns that hold words of ours

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of marks that its rows have."""
        return tuple({row.kind for row in self.rows if row.spans})

    def spans(self) -> Iterator[Span]:
        """Where its rows stand in the text."""
        return (Span(start, end, row.kind, row.own) for row in self.rows for start, end in row.spans)


def _tables(document: Json) -> Iterator[_Table]:
    names = entity_names(document)
    yield _Table(
        "facts",
        ("indicator", "kind", "value", "unit", "period", "whom", "basis-scope", "text"),
        [_fact(n, fact, names) for n, fact in enumerate(document["facts"])],
        *(frozenset({2}), frozenset({1, 6})),
    )
    offices = [_position(n, position, names) for n, position in enumerate(document["positions"])]
    held = ("person", "office", "body", "place", "status", "text")
    yield _Table("offices", held, offices, english=frozenset({4}))
    happenings = [_event(n, event, names) for n, event in enumerate(document["events"])]
    header = ("type", "event", "place", "participants", "text")
    yield _Table("events", header, happenings, english=frozenset({0}))
    entities = [_entity(n, entity) for n, entity in enumerate(document["entities"])]
    yield _Table("names", ("name", "type", "codes", "text"), entities, english=frozenset({1}))
    times = [_time(n, time) for n, time in enumerate(document["times"])]
    yield _Table("times", ("edtf", "clock", "text"), times)
    for table in ("unresolved", "warnings"):
        notes = [_note(table[0], n, note) for n, note in enumerate(document[table])]
        yield _Table(table, ("reason", "code", "text"), notes, english=frozenset({0, 1}))


def _span(item: Json) -> tuple[int, int]:
    return item["start"], item["end"]


def _fact(number: int, fact: Json, names: Mapping[str, str]) -> _Row:
    period, unit, value = format_period(fact["period"]), fact["unit"] or "", format_value(fact)
    whom = "、".join(filter(None, (names.get(fact[key] or "") for key in ("subject", "place"))))
    notes = [named("basis", fact["basis"]), fact["scope"] or ""]
    notes += ["" if fact["modality"] == "actual" else named("modality", fact["modality"])]
    notes += [named("prices", fact["price_basis"]), named("release", fact["release_status"])]
    notes += [Word("fact.said-by", names.get(fact["speaker"], "")) if fact["speaker"] else ""]
    against = joined(", ", notes)
    what = fact["indicator"] or ""
    cells = (what, named("kind", fact["kind"]), value, unit, period, whom, against, fact["clean"])
    told = (f"{what} {value} {unit}".strip(), f"({period})" if period else "", whom, plain(against))
    title = " ".join(filter(None, told))
    spans = (_span(fact), *map(_span, fact["mentions"]))
    return _Row(f"f{number}", cells, spans, "fact", title, fact["id"])


def _position(number: int, position: Json, names: Mapping[str, str]) -> _Row:
    person, body, place = (names.get(position[key] or "", "") for key in ("person", "organization", "place"))
    cells = (person, position["title"], body, place, named("status", position["status"]), position["clean"])
    title = f"{person}: {body or place}{position['title']} ({position['status']})"
    return _Row(f"p{number}", cells, (_span(position),), "position", title)


def _event(number: int, event: Json, names: Mapping[str, str]) -> _Row:
    who = joined(
        "、", ((names.get(p["entity"], ""), " (", named("role", p["role"]), ")") for p in event["participants"])
    )
    cells = (named("event", event["type"]), event["name"], names.get(event["place"] or "", ""), who, event["clean"])
    return _Row(f"v{number}", cells, (_span(event),), "event", f"{event['type']}: {event['name']}", event["id"])


def _entity(number: int, entity: Json) -> _Row:
    kind = joined(" / ", (named("type", entity["type"]), named("subtype", entity["subtype"])))
    codes = ", ".join(f"{scheme} {code}" for scheme, code in entity["identifiers"].items())
    mentions = entity["mentions"]
    cells = (entity["name"], kind, codes, mentions[0]["clean"] if mentions else "")
    return _Row(f"e{number}", cells, tuple(map(_span, mentions)), entity["type"], f"{plain(kind)}: {entity['name']}")


def _time(number: int, time: Json) -> _Row:
    title = " ".join(filter(None, (time["edtf"], time["clock"])))
    return _Row(f"t{number}", (time["edtf"], time["clock"] or "", time["clean"]), (_span(time),), "time", title)


def _note(letter: str, number: int, note: Json) -> _Row:
    spans = () if letter == "w" or note["start"] is None else (_span(note),)
    reason = named("reason", note["code"])
    known = isinstance(reason, Word) and reason.text == note["message"]  # others are told as they come
    cells = (reason if known else note["message"], note["code"], note["text"] or "")
    return _Row(f"{letter}{number}", cells, spans, "unresolved", f"unresolved: {note['message']}")


def _format_table(table: _Table, anchors: Mapping[str, Sequence[str]]) -> str:
    used = [n for n, name in enumerate(table.header) if n == 0 or any(row.cells[n] for row in table.rows)]
    labels = [words()[f"column.{name}"][0] for name in table.header]
    heads = (markup(Word(f"column.{table.header[n]}")) for n in used)
    head = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in heads)
    body = "\n".join(_format_row(table, row, labels, used, anchors.get(row.own, ())) for row in table.rows)
    kind, title = table.name, markup(Word(f"table.{table.name}"))
    # Phones show rows as cards, which takes the meaning of a table away; the roles give it back.
    return (
        f'<section class="of-{kind}"><h2 id="h-{kind}">{title} <small>{len(table.rows)}</small></h2>\n'
        f'<div class="scroll"><table role="table" aria-labelledby="h-{kind}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}\n</tbody></table></div></section>'
    )


def _format_row(table: _Table, row: _Row, labels: Sequence[str], used: Sequence[int], anchors: Sequence[str]) -> str:
    last = len(table.header) - 1
    cells = []
    for n in used:
        inner = _links(plain(row.cells[n]), anchors) if n == last else markup(row.cells[n])
        inner = f"<div>{inner}</div>" if "<" in inner else inner  # one thing beside its label on phones
        kind = ' class="number"' if n in table.numbers else ""
        lang = "" if n in table.english or n in table.numbers else ' lang="zh"'
        cells.append(f'<td role="cell"{kind}{lang} data-label="{labels[n]}">{inner}</td>')
    return f'<tr role="row" id="{row.own}" data-rows="{row.own}" tabindex="-1">{"".join(cells)}</tr>'


def _links(said: str, anchors: Sequence[str]) -> str:
    """The row's words as a link to where they stand, and numbers for the further places."""
    if not anchors:
        return safe(said)
    places = list(dict.fromkeys(anchors))
    first = f'<a href="#{places[0]}">{safe(said)}</a>'
    more = "".join(
        f' <a class="more" href="#{place}" aria-label="{safe(said)}, {n}">{n}</a>'
        for n, place in enumerate(places[1:_MOST_LINKS], 2)
    )
    return first + more + (f" <small>… {len(places)}</small>" if len(places) > _MOST_LINKS else "")
