"""Things and reprints of a batch, found by shard and merged: the same that a database finds one by one."""

import json
import sqlite3
import subprocess
import sys

import pytest
from made_articles import made_article

pytest.importorskip("duckdb")
parquet = pytest.importorskip("pyarrow.parquet")


def newsextract(*words):
    command = [sys.executable, "-m", "newsextract", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """120 articles with reprints, and three that are told again otherwise; the folder of their batch."""
    place = tmp_path_factory.mktemp("across")
    rows = [made_article(number, 5) for number in range(120)]
    rows += [{**rows[number], "text": made_article(900 + number, 4)["text"]} for number in (3, 20, 50)]
    (place / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = newsextract("batch", place / "news.jsonl", "--out", place / "out", "--shard-size", 20, "--no-tagger")
    assert result.returncode == 0, result.stderr
    return place / "out"


def linked(folder):
    """What ``link`` wrote, as sets of rows."""
    return {
        name: {tuple(row.values()) for row in parquet.read_table(folder / "across" / f"{name}.parquet").to_pylist()}
        for name in ("articles", "entities", "things")
    }


def test_it_finds_what_a_database_finds(batch, tmp_path, monkeypatch):
    assert newsextract("load", batch, "--to", f"sqlite:///{tmp_path}/news.db").returncode == 0
    result = newsextract("link", batch)
    assert result.returncode == 0, result.stderr
    found = linked(batch)
    with sqlite3.connect(tmp_path / "news.db") as database:
        articles = database.execute(
            "SELECT document_key, signature_id, group_id FROM documents JOIN signatures USING (signature_id)"
        )
        assert found["articles"] == set(articles)
        entities = database.execute(
            "SELECT document_key, entity_id, thing_id FROM entities JOIN documents USING (document_id) "
            "JOIN links ON links.link_id = entities.link_id"
        )
        assert found["entities"] == set(entities)
        things = database.execute(
            "SELECT thing_id, t.thing_type, t.name_hans, t.anchor, count(DISTINCT document_id) FROM things t "
            "JOIN links USING (thing_id) JOIN entities USING (link_id) GROUP BY thing_id"
        )
        assert found["things"] == set(things)
    stories = {story for _, _, story in found["articles"]}
    signatures = {signature for _, signature, _ in found["articles"]}
    assert len(found["articles"]) == 120 > len(signatures) > len(stories), "the articles hold no reprints"
    joined = [row for row in found["things"] if row[4] > 1]
    assert len(joined) > 10, "no thing is in several articles"
    assert f"120 articles, {len(stories)} stories, {len(found['things'])} things" in result.stderr


def test_any_cut_into_sketches_gives_the_same_bytes(batch, tmp_path, monkeypatch):
    from newsextract.batch import across

    expected = across.link_batch(batch)
    before = {path.name: path.read_bytes() for path in (batch / "across").glob("*.parquet")}
    monkeypatch.setattr(across, "_ARTICLES", 40)
    assert across.link_batch(batch, jobs=2) == expected
    assert len(list((batch / "across" / "sketches").glob("*.bands.parquet"))) > 3
    assert {path.name: path.read_bytes() for path in (batch / "across").glob("*.parquet")} == before
    assert len(before) == 3 and not (batch / "across" / "work").exists()


def test_a_batch_that_is_not_finished(tmp_path):
    result = newsextract("link", tmp_path)
    assert result.returncode == 1 and "the batch is not finished" in result.stderr
