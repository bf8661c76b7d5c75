"""``load``, ``db`` and ``--to`` as their user meets them."""

import gzip
import json
import sqlite3
import subprocess
import sys
from decimal import Decimal

import pytest
from made_records import make_record, make_records

from newsextract.cli import main
from newsextract.resources import read_table, read_toml
from newsextract.store.layout import LATEST, layout
from newsextract.store.views import harmonized_units, view_names
from newsextract.write.json import format_jsonl

ARTICLE = "新华社北京3月5日电 云岭市市长林知远3月4日说，去年全市粮食产量120.5万吨，同比增长3.2%。"


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{format_jsonl(record)}" for record in make_records(5)), "utf-8")
    return path


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/news.db"


def rows(url, sql):
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        found = connection.execute(sql).fetchall()
    connection.close()
    return found


def run(capsys, *words):
    status = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def test_load(records, url, capsys):
    assert run(capsys, "load", records, "--to", url) == (0, "", f"{url}: 5 added, 0 changed, 0 unchanged\n")
    assert run(capsys, "load", records, "--to", url) == (0, "", f"{url}: 0 added, 0 changed, 5 unchanged\n")


def test_load_what_else_records_come_in(records, tmp_path, url, capsys):
    packed, indented = tmp_path / "r.jsonl.gz", tmp_path / "r.json"
    packed.write_bytes(gzip.compress(records.read_bytes()))
    indented.write_text(json.dumps(make_record(9), indent=2), "utf-8")
    assert run(capsys, "load", packed, indented, "--to", url)[2].endswith("6 added, 0 changed, 0 unchanged\n")
    indented.write_text(json.dumps(make_records(7), indent=2), "utf-8")
    assert run(capsys, "load", indented, "--to", url)[2].endswith(" unchanged\n")


def test_two_versions_of_an_article_in_one_file(tmp_path, url, capsys):
    """The later one stays, however often the file is loaded."""
    new = make_record(1)
    new["document"]["publisher"] = "青禾晚报"
    path = tmp_path / "both.jsonl"
    path.write_text("".join(format_jsonl(record) for record in (make_record(1), make_record(2), new)), "utf-8")
    for _ in range(3):
        run(capsys, "load", path, "--to", url)
        assert rows(url, "SELECT publisher FROM documents ORDER BY document_key") == [("青禾晚报",), ("云岭日报",)]


def test_load_from_standard_input(records, url):
    words = [sys.executable, "-m", "newsextract", "load", "-", "--to", url]
    done = subprocess.run(words, input=records.read_bytes(), capture_output=True, check=True)
    assert done.stderr.decode() == f"{url}: 5 added, 0 changed, 0 unchanged\n"


def test_bad_lines_are_named_and_the_rest_is_loaded(records, url, capsys):
    bad = make_record(8)
    bad["facts"][0]["place"] = "nowhere"
    lines = ["{broken", '{"schema_version": "9.9"}', "[]", json.dumps(bad), ""]
    records.write_text(records.read_text("utf-8") + "\n".join(lines), "utf-8")
    status, out, err = run(capsys, "load", records, "--to", url)
    assert (status, out) == (1, "")
    assert [line.split(":")[1].strip() for line in err.splitlines()[:-1]] == [str(records)] * 4
    for number, words in (
        (6, "is not JSON"),
        (7, "a record of schema '9.9'"),
        (8, "is no record"),
        (9, "does not resolve"),
    ):
        assert f"{records}:{number}: " in err
        assert words in err
    assert err.endswith("5 added, 0 changed, 0 unchanged\n")


def test_a_damaged_gzip_file(records, tmp_path, url, capsys):
    packed = tmp_path / "r.jsonl.gz"
    packed.write_bytes(gzip.compress(records.read_bytes())[:-300])
    status, _, err = run(capsys, "load", packed, "--to", url)
    assert status == 1
    assert "is no whole gzip file" in err


def test_a_file_that_is_not_there(url, capsys):
    status, _, err = run(capsys, "load", "nowhere.jsonl", "--to", url)
    assert status == 1
    assert "nowhere.jsonl: No such file" in err


def test_if_exists_fail(records, url, capsys):
    run(capsys, "load", records, "--to", url)
    status, _, err = run(capsys, "load", records, "--to", url, "--extractor", "other 2", "--if-exists", "fail")
    assert status == 1
    assert "holds other versions of 5 articles" in err


def test_info_check_changes_delete(records, url, capsys):
    run(capsys, "load", records, "--to", url)
    status, out, _ = run(capsys, "db", "info", url)
    assert status == 0
    assert "documents: 5\n" in out
    assert run(capsys, "db", "check", url)[:2] == (0, f"{url}: layout {LATEST}, no faults\n")
    assert run(capsys, "db", "delete", "made-7-3", url) == (
        0,
        "",
        f"{url}: 0 added, 0 changed, 0 unchanged, 1 deleted\n",
    )
    status, _, err = run(capsys, "db", "delete", "made-7-3", url)
    assert status == 1
    assert "holds no article with key 'made-7-3'" in err
    lines = run(capsys, "db", "changes", url)[1].splitlines()
    assert [line.split("\t")[1:3] for line in lines][-1] == ["deleted", "made-7-3"]
    assert len(lines) == 6
    moment = lines[-2].split("\t")[0]
    assert run(capsys, "db", "changes", "--since", moment, url)[1].splitlines() == lines[-1:]
    assert run(capsys, "db", "changes", "--since", "2999-01-01", url)[1] == ""


def test_check_tells_what_is_lost(records, url, capsys):
    run(capsys, "load", records, "--to", url)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("DELETE FROM things WHERE thing_type = 'place'")
    connection.close()
    status, _, err = run(capsys, "db", "check", url)
    assert status == 1
    assert "links.thing_id" in err


@pytest.mark.parametrize(
    "words", [["db"], ["db", "eat", "x"], ["load", "x"], ["db", "changes", "--since", "soon", "x"]]
)
def test_wrong_usage(words):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2


# ---------------------------------------------------------------------------------------------- --to


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_extract_to_a_database(article, url, capsys):
    status, out, err = run(capsys, article, "--to", url)
    assert status == 0
    assert err == f"{url}: 1 added, 0 changed, 0 unchanged\n"
    record = json.loads(out)
    assert rows(url, "SELECT document_key FROM documents") == [(record["document"]["key"],)]
    assert rows(url, "SELECT count(*) FROM facts") == [(len(record["facts"]),)]
    assert rows(url, "SELECT extractor FROM documents")[0][0].startswith("newsextract ")


def test_what_was_written_loads_as_the_same(article, tmp_path, url, capsys):
    """Extracted into the database, or written and loaded: one content."""
    lines = tmp_path / "r.jsonl"
    run(capsys, article, "--to", url, "-o", lines, "--format", "jsonl")
    ((extractor,),) = rows(url, "SELECT extractor FROM documents")
    err = run(capsys, "load", lines, "--to", url, "--extractor", extractor)[2]
    assert err == f"{url}: 0 added, 0 changed, 1 unchanged\n"


def test_no_output_does_not_extract_again(article, url, capsys, monkeypatch):
    assert run(capsys, article, "--to", url, "--no-output") == (0, "", f"{url}: 1 added, 0 changed, 0 unchanged\n")

    def fail(*_):
        raise AssertionError("extracted again")

    monkeypatch.setattr("newsextract.batch.parallel.extract_one", fail)
    assert run(capsys, article, "--to", url, "--no-output") == (0, "", f"{url}: 0 added, 0 changed, 1 unchanged\n")
    with pytest.raises(AssertionError):  # another option, another record
        main([str(article), "--to", url, "--no-output", "--date", "2024-05-06"])


def test_an_article_that_changed_under_its_id(tmp_path, url, capsys):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x", "text": ARTICLE}), "utf-8")
    run(capsys, path, "--to", url, "--no-output")
    path.write_text(json.dumps({"id": "x", "text": ARTICLE.replace("120.5", "120.6")}), "utf-8")
    assert run(capsys, path, "--to", url, "--no-output")[2] == f"{url}: 0 added, 1 changed, 0 unchanged\n"
    assert rows(url, "SELECT count(*) FROM documents") == [(1,)]
    assert rows(url, "SELECT count(*) FROM changes WHERE action = 'changed'") == [(1,)]


def test_inputs_that_fail_become_rejects(article, tmp_path, url, capsys):
    (tmp_path / "b.txt").write_bytes(b"")
    status, _, err = run(capsys, article, tmp_path / "b.txt", "--to", url, "--no-output")
    assert status == 1
    assert err.endswith("1 added, 0 changed, 0 unchanged\n")
    ((name,),) = rows(url, "SELECT input FROM rejects WHERE kind = 'input'")
    assert name.endswith("b.txt")


@pytest.mark.parametrize("words", [["--no-output"], ["--no-output", "--to", "sqlite:///x.db", "--format", "json"]])
def test_no_output_needs_a_database(article, words):
    with pytest.raises(SystemExit) as caught:
        main([str(article), *words])
    assert caught.value.code == 2


def test_a_database_that_cannot_be_opened(article, capsys):
    status, out, err = run(capsys, article, "--to", "sqlite:////nowhere/news.db")
    assert (status, out) == (1, "")
    assert "does its folder exist" in err


# ---------------------------------------------------------------------------------------------- query, datasette


def test_query_prints_a_table(records, url, capsys):
    run(capsys, "load", records, "--to", url)
    sql = "SELECT document_key AS key, text_length, NULL AS none, 2.50 AS real, char(97, 9, 98) AS tab FROM documents"
    status, out, _ = run(capsys, "db", "query", f"{sql} ORDER BY 1 LIMIT 1", url)
    assert status == 0
    assert out.splitlines()[0] == "key\ttext_length\tnone\treal\ttab"
    assert out.splitlines()[1].split("\t")[2:] == ["", "2.5", "a b"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "mysql", "duckdb"])
def test_query_changes_nothing(kind, url_of, records, capsys):
    url = url_of(kind)
    run(capsys, "load", records, "--to", url)
    for sql in ("DELETE FROM rejects", "DROP TABLE rejects", "SELECT nothing FROM nowhere"):
        assert run(capsys, "db", "query", sql, url)[0] == 1
    assert run(capsys, "db", "query", "SELECT count(*) AS n FROM rejects", url)[1] == "n\n5\n"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "mysql", "duckdb"])
def test_every_database_answers_the_questions(kind, url_of, project, capsys):
    """The same rows from every database, whatever their order."""
    url = url_of(kind)
    run(capsys, project / "docs" / "examples" / "news", "--to", url, "--no-output")
    plain = url_of("sqlite")
    run(capsys, project / "docs" / "examples" / "news", "--to", plain, "--no-output")
    for question in read_toml("store/questions.toml")["question"]:
        found, wanted = (run(capsys, "db", "query", question["sql"], one)[1].splitlines() for one in (url, plain))
        assert len(found) > 1, question["name"]
        assert sorted(found) == sorted(wanted), question["name"]


def test_datasette_metadata_names_what_is_there(records, url, capsys):
    run(capsys, "load", records, "--to", url)
    metadata = json.loads(run(capsys, "db", "datasette", url)[1])
    about = metadata["databases"]["news"]
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        assert set(about["tables"]) == {name for (name,) in rows}
        for name, table in about["tables"].items():
            columns = {column for (column,) in connection.execute(f"SELECT name FROM pragma_table_info('{name}')")}
            assert set(table.get("columns", columns)) == columns
            assert set(table.get("facets", ())) <= columns
        for query in about["queries"].values():
            connection.execute(query["sql"])
    connection.close()


def test_datasette_is_for_sqlite(capsys):
    status, _, err = run(capsys, "db", "datasette", "duckdb:///x.duckdb")
    assert status == 1
    assert "opens SQLite files only" in err


def test_units_agree_with_those_that_are_read():
    rows = sorted(read_table("units/units.tsv", 8), key=lambda row: bool(row[5]))  # counters have no factor: one is one
    factors = {row[4]: (row[3], Decimal(row[5] or 1)) for row in rows}
    for unit, (base, factor) in harmonized_units().items():
        (kind, one), (other, two) = factors[unit], factors[base]
        if {unit, base} & {"m3"}:  # cubic metres are kept under volume as litres are
            continue
        assert (kind, one / two) == (other, factor), unit


def test_the_page_on_databases_names_every_table_and_view(project):
    page = (project / "docs" / "databases.md").read_text("utf-8")
    for name in (*layout(), *view_names()):
        assert f"`{name}`" in page, name
    for question in read_toml("store/questions.toml")["question"]:
        assert question["title"] in page
