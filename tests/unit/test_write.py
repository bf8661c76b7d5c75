"""What is written: JSON, CSV, terminal table, HTML page, and files that are whole or not there."""

import csv
import io
import json
import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_record import ARTICLE, RECORD, TEXT

from newsextract.write.csv import format_cell, format_rows
from newsextract.write.files import encode_json, encode_text, open_atomic, safe_name
from newsextract.write.html import format_page, mark_text
from newsextract.write.json import format_json, format_jsonl
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
        if tag == "mark":
            self.depth += 1
            assert self.depth == 1

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "div"
        self.depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def test_page_holds_the_text_and_nothing_from_outside():
    page = format_page(DOCUMENT, TEXT)
    reader = _Reader()
    reader.feed(page)
    assert reader.text == TEXT
    assert "default-src 'none'" in page
    assert "=云岭&lt;b&gt;大棚" in page
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    for words in ("1,205,000", "代市长", "青禾种业公司", "几十 has no certain value"):
        assert words in page


def test_page_marks_overlapping_spans_at_their_place():
    marked = mark_text(TEXT, DOCUMENT)
    mark = '<mark class="fact" data-ids="f_change">'
    assert f"{mark}3%至</mark>{mark}4%</mark>" in marked
    assert '<mark class="place" data-ids="e_place">云岭市</mark>' in marked


@given(st.text())
def test_no_text_becomes_markup(text: str):
    document = {**DOCUMENT, "document": {**DOCUMENT["document"], "headline": text, "length": len(text)}}
    empty = {table: [] for table in ("entities", "positions", "facts", "times", "events", "unresolved")}
    page = format_page({**document, **empty}, text)
    assert page.count("<script>") == 1
    assert page.count("<mark") == 8  # the legend's


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
