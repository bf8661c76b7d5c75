"""What is written: JSON, CSV, terminal table, HTML page, and files that are whole or not there."""

import csv
import html
import io
import json
import re
import stat
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_record import ARTICLE, RECORD, TEXT

from newsextract.write.chart import Point, Series, find_series, find_ticks, format_chart, format_period, format_short
from newsextract.write.csv import format_cell, format_rows
from newsextract.write.files import encode_json, encode_text, open_atomic, safe_name
from newsextract.write.html import format_page
from newsextract.write.json import format_json, format_jsonl
from newsextract.write.marks import KINDS, Removed, Span, mark_text, safe
from newsextract.write.output import open_output
from newsextract.write.rows import COLUMNS, record_rows
from newsextract.write.table import display_width, format_columns, format_table

DOCUMENT = RECORD.to_dict()


def test_json_is_indented_and_jsonl_is_one_line():
    assert json.loads(format_json(DOCUMENT)) == DOCUMENT == json.loads(format_jsonl(DOCUMENT))
    assert "\n  " in format_json(DOCUMENT)
    assert format_jsonl(DOCUMENT).count("\n") == 1
    assert "云岭" in format_jsonl(DOCUMENT)


@given(st.text())
def test_any_string_comes_back_from_a_line(text: str):
    line = encode_json(format_jsonl({"text": text}))
    assert json.loads(line.decode("utf-8")) == {"text": text}
    assert len(line.decode("utf-8").splitlines()) == 1


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_string_has_bytes(text: str):
    encode_text(text).decode("utf-8")


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_formulas_are_defused_unless_raw(bad: str):
    assert format_cell(bad) == "'" + bad
    assert format_cell(bad, raw=True) == bad


def test_numbers_stay_numbers():
    rows = {row[1]: dict(zip(COLUMNS["facts"], row, strict=True)) for row in record_rows(DOCUMENT)["facts"]}
    assert format_cell(rows["f_area"]["value"]) == "1205000"
    assert format_cell(rows["f_change"]["high"]) == "4.5"
    assert format_cell(rows["f_change"]["value"]) == ""
    assert format_cell(-5) == "-5"
    assert format_cell(True) == "true"


def test_every_field_of_the_record_has_its_column():
    skipped = {
        "documents": {"text", "clean_text"},
        "entities": {"mentions", "candidates"},
        "facts": {"value_text", "period", "sentence", "mentions"},
        "events": {"times", "participants"},
    }
    for table in ("entities", "positions", "facts", "times", "events", "unresolved", "warnings"):
        keys = set(DOCUMENT[table][0]) - skipped.get(table, set())
        assert keys <= set(COLUMNS[table]), table
    assert set(DOCUMENT["document"]) - skipped["documents"] == set(COLUMNS["documents"])
    rows = record_rows(DOCUMENT)
    assert set(rows) == set(COLUMNS)
    assert all(rows.values())
    for table, columns in COLUMNS.items():
        assert all(len(row) == len(columns) for row in rows[table])


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_raw_csv_comes_back(rows: list[list[str]]):
    text = format_rows(rows, raw=True)
    found = list(csv.reader(io.StringIO(text, newline="")))
    kept = [[cell.replace("\0", "\ufffd") for cell in row] for row in rows]
    assert [row or [""] for row in found] == kept


def test_columns_align_in_east_asian_widths():
    lines = format_columns([("a", "b"), ("农业总产值", "x"), ("ｆｕｌｌ", "y"), ("e\u0301", "z")])
    assert {display_width(line[: line.rindex(end)]) for line, end in zip(lines, "bxyz", strict=True)} == {12}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        *(("", 0), ("abc", 3), ("农业", 4), ("ＡＢ", 4), ("，", 2), ("…", 1), ("ｱ", 1), ("か\u3099", 2)),
        *(("e\u0301", 1), ("\u0301", 0), ("\u200b", 0), ("한국", 4), ("\u1112\u1161\u11ab", 2)),
        *(("👍🏽", 2), ("👨\u200d👩\u200d👧", 2), ("❤\ufe0f", 2)),
    ],
)
def test_columns_that_a_text_takes(text, columns):
    assert display_width(text) == columns


def test_a_terminal_is_not_steered():
    lines = format_columns([("\x1b[31mred\x07", "\u202eabc", "a\nb")])
    assert not re.search(r"[\x00-\x1f\u202e]", "".join(lines))


def test_table_shows_what_was_found():
    table = format_table(DOCUMENT)
    for words in ("云岭日报", "1,205,000", "亩", "3–4.5", "代市长", "林知远", "gb2260 539900", "座谈会", "几十人"):
        assert words in table


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.text = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or ("id", "text") in attrs
        if self.inside and tag == "a":
            self.depth += 1
            assert self.depth == 1

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "div"
        self.depth -= self.inside and tag == "a"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def read(page):
    reader = _Reader()
    reader.feed(page)
    return reader.text


def test_page_holds_the_text_and_nothing_from_outside():
    page = format_page(DOCUMENT, ARTICLE)
    assert read(page) == TEXT
    assert "default-src 'none'" in page
    assert "=云岭&lt;b&gt;大棚" in page
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    for words in ("1,205,000", "代市长", "青禾种业公司", "几十 has no certain value"):
        assert words in page


def test_every_link_of_the_page_leads_somewhere():
    page = format_page(DOCUMENT, ARTICLE)
    targets = set(re.findall(r' id="([^"]+)"', page))
    assert len(re.findall(r' id="', page)) == len(targets)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_overlapping_spans_are_marked_at_their_place():
    spans = [Span(0, 3, "place", "e0"), Span(0, 6, "event", "v0"), Span(4, 6, "fact", "f0"), Span(2, 2, "time", "t0")]
    marked, anchors = mark_text("云岭市座谈会", spans, titles={"e0": "city", "v0": '"talk"'})
    pieces = re.findall(
        r'<a class="mark ([^"]+)" id="(\w+)" href="#(\w+)" data-rows="([^"]+)"[^>]*>([^<]+)</a>', marked
    )
    assert [(kinds, href, rows, text) for kinds, _, href, rows, text in pieces] == [
        *(("place event", "e0", "e0 v0", "云岭市"), ("event", "v0", "v0", "座"), ("fact event", "f0", "f0 v0", "谈会")),
    ]
    assert 'title="city\n&quot;talk&quot;"' in marked
    assert [anchors[row] for row in ("e0", "v0", "f0")] == [[pieces[0][1]], [pieces[0][1]], [pieces[2][1]]]
    assert "t0" not in anchors


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))), st.lists(st.integers(0, 40)))
def test_marks_and_strokes_never_change_the_text(text, pairs, cuts):
    spans = [Span(min(p), min(max(p), len(text)), KINDS[n % len(KINDS)], f"r{n}") for n, p in enumerate(pairs)]
    edges = sorted({min(cut, len(text)) for cut in cuts})
    removed = [Removed(a, b, "<") for a, b in zip(edges[::2], edges[1::2], strict=False)]
    marked, _ = mark_text(text, [span for span in spans if span.start < span.end], removed)
    plain = html.unescape(re.sub(r"<[^>]*>", "", marked))
    assert plain == html.unescape(safe(text))
    assert marked.count("<del") >= len(removed)


def test_what_was_removed_stands_inside_the_marks():
    marked, _ = mark_text("产(chǎn)量120万吨", [Span(0, 8, "organization", "e0")], [Removed(1, 7, "")])
    assert "产<del>(chǎn)</del>量</a>120万吨" in marked
    assert '<del data-now="&amp;">&amp;amp;</del>' in mark_text("&amp;", [], [Removed(0, 5, "&")])[0]


@given(st.text())
def test_no_text_becomes_markup(text: str):
    document = {**DOCUMENT, "document": {**DOCUMENT["document"], "headline": text, "length": len(text)}}
    empty = {table: [] for table in ("entities", "positions", "facts", "times", "events", "unresolved")}
    page = format_page({**document, **empty}, replace(ARTICLE, text=text))
    assert page.count("<script>") == 1
    assert page.count('<a class="mark') == 0


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("5430000000", "54.3亿"),
        ("-12345.678", "-1.235万"),
        ("0.5", "0.5"),
        ("0", "0"),
        ("7e13", "70万亿"),
        ("42.51", "42.51"),
    ],
)
def test_numbers_on_charts_are_short(value, short):
    assert format_short(Decimal(value)) == short


@given(st.decimals("-1e13", "1e13", places=3), st.decimals("-1e13", "1e13", places=3))
def test_ticks_hold_the_range(one, other):
    low, high = min(one, other), max(one, other)
    ticks = find_ticks(low, high)
    assert ticks[0] <= low <= high <= ticks[-1]
    assert 2 <= len(ticks) <= 8
    assert len({b - a for a, b in pairwise(ticks)}) == 1


def test_a_series_has_one_unit_one_place_and_one_length_of_period():
    def fact(number, **fields):
        period = {"start": f"{2020 + number}-01-01", "end": f"{2020 + number}-12-31", "edtf": str(2020 + number)}
        return {
            **DOCUMENT["facts"][0],
            "id": f"f{number}",
            "period": {**DOCUMENT["facts"][0]["period"], **period},
            **fields,
        }

    month = {**DOCUMENT["facts"][0]["period"], "start": "2023-05-01", "end": "2023-05-31", "edtf": "2023-05"}
    facts = [
        fact(2),
        fact(1),
        fact(3, unit="har"),
        fact(4, period=month),
        fact(5, place=None),
        fact(6, modality="planned"),
    ]
    [series] = find_series(facts, {"e_place": "云岭市"}, {f["id"]: f"#{f['id']}" for f in facts})
    assert [(p.label, p.link, p.firm) for p in series.points] == [
        *(("2021", "#f1", True), ("2022", "#f2", True), ("2026", "#f6", False)),
    ]
    assert series.name == "云岭市 · 大棚"


def test_a_chart_holds_every_point_and_no_markup_of_others():
    points = tuple(Point(date(2020 + n, 1, 1), "<b>", Decimal(n), f'#"{n}') for n in range(3))
    svg = format_chart(Series("<script>", "<i>", points))
    root = ElementTree.fromstring(svg)
    assert len(root.findall("a")) == 3
    assert not root.findall(".//b") + root.findall(".//script") + root.findall(".//i")
    assert format_chart(Series("x", "", points[:1]))


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2023", "2023"),
        ("2023-01/2023-06", "2023-01–06"),
        ("2022/2024", "2022–2024"),
        ("2022-01-01/2022-12-31", "2022"),
    ],
)
def test_periods_are_short(edtf, shown):
    assert format_period({"edtf": edtf}) == shown


def test_an_interrupted_file_leaves_the_earlier_one(tmp_path):
    path = tmp_path / "out.json"
    path.write_text("earlier")
    with pytest.raises(KeyboardInterrupt), open_atomic(path) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert path.read_text() == "earlier"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_a_file_follows_its_link_and_keeps_its_mode(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("earlier")
    real.chmod(0o640)
    link.symlink_to(real)
    with open_atomic(link) as stream:
        stream.write(b"now")
    assert link.is_symlink()
    assert real.read_text() == "now"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c.txt", "", "..", "x" * 300, "字" * 200, "a\0b", "CON:1"])
def test_names_stay_in_their_folder(name: str):
    found = safe_name(name, ".html", set())
    assert found == Path(found).name
    assert found not in (".", "..")
    assert len(found.encode()) <= 255
    assert not re.search(r"[\0/\\:]", found)


def test_equal_names_are_kept_apart():
    taken: set[str] = set()
    assert [safe_name(n, ".txt", taken) for n in ("a", "A", "b/a")] == ["a.txt", "A-2.txt", "a-3.txt"]


@pytest.mark.parametrize(("to", "several", "files"), [
    ("json", False, ["out"]),
    ("json", True, ["out"]),
    ("jsonl", True, ["out"]),
    ("table", False, ["out"]),
    ("html", True, ["out/云岭.txt-2.html", "out/云岭.txt.html"]),
    ("csv", True, [f"out/{table}.csv" for table in sorted(COLUMNS)]),
])  # fmt: skip
def test_output_goes_where_it_should(tmp_path, to, several, files):
    with open_output(to, tmp_path / "out", several) as write:
        for _ in range(2 if several else 1):
            write(ARTICLE, DOCUMENT)
    found = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file())
    assert found == files
    if to == "json":
        expected = [DOCUMENT, DOCUMENT] if several else DOCUMENT
        assert json.loads((tmp_path / "out").read_text("utf-8")) == expected
    if to == "csv":
        rows = list(csv.DictReader((tmp_path / "out/facts.csv").open(encoding="utf-8", newline="")))
        assert [row["id"] for row in rows] == ["f_area", "f_change", "f_rank"] * 2
        assert rows[0]["document"] == "news-7"


def test_an_array_of_none_is_valid(tmp_path):
    with open_output("json", tmp_path / "out.json", several=True):
        pass
    assert json.loads((tmp_path / "out.json").read_text()) == []
