"""Batches in databases: the same as if their articles had been stored one by one; what fails and what heals."""

import json
import sqlite3
import subprocess
import sys

import pytest
from made_articles import made_article, write_articles

from newsextract.cli import main


def newsextract(*words, **options):
    command = [sys.executable, "-m", "newsextract", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **options)


def rows(database, sql):
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchall()


def content(database):
    """The hash of all rows that tell of articles."""
    return newsextract("db", "info", f"sqlite:///{database}").stdout.splitlines()[-1]


def test_a_batch_in_a_database_is_what_its_articles_are_there(tmp_path, capfd):
    path = write_articles(tmp_path / "news.jsonl", 30, sentences=2)
    one = newsextract(path, "--to", f"sqlite:///{tmp_path}/one.db", "--no-output")
    words = ["batch", str(path), "--out", f"sqlite:///{tmp_path}/two.db", "--shard-size", "8", "--jobs", "2"]
    assert one.returncode == main(words) == 0
    assert (tmp_path / "two.db.batch" / "manifest.json").is_file()
    assert "30 added" in capfd.readouterr().err
    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")
    again = newsextract("batch", path, "--out", f"sqlite:///{tmp_path}/two.db", "--shard-size", 8)
    assert "4 of them finished before" in again.stderr and "30 unchanged" in again.stderr
    other = newsextract("load", tmp_path / "two.db.batch", "--to", f"sqlite:///{tmp_path}/one.db")
    assert "0 added, 0 changed, 30 unchanged" in other.stderr


def test_rejects_are_in_the_database_until_they_heal(tmp_path, capfd):
    path, database = tmp_path / "news.jsonl", tmp_path / "news.db"
    lines = [json.dumps(made_article(number, 1)) for number in range(4)]
    words = ["batch", str(path), "--out", str(tmp_path / "out"), "--to", f"sqlite:///{database}", "--shard-size", "2"]
    path.write_text("\n".join([lines[0], "no json", *lines[2:]]), "utf-8")
    assert main(words) == 1
    assert "4 articles, 3 records" in capfd.readouterr().err
    sql = "SELECT input, message FROM rejects WHERE kind = 'input'"
    ((name, message),) = rows(database, sql)
    assert name == f"{path}:2" and message.startswith("unreadable: is not JSON")
    path.write_text("\n".join(lines), "utf-8")
    assert main(words) == 0
    assert rows(database, sql) == [] and rows(database, "SELECT count(*) FROM documents") == [(4,)]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda out: (out / "manifest.json").unlink(), "the batch is not finished"),
        (lambda out: next((out / "receipts").iterdir()).unlink(), "has gone"),
        (lambda out: next((out / "records").iterdir()).unlink(), "has gone"),
        (lambda out: next((out / "records").iterdir()).write_bytes(b"other"), "is damaged"),
    ],
)
def test_a_folder_that_is_not_as_it_was_written(tmp_path, spoil, says):
    path = write_articles(tmp_path / "news.jsonl", 2, sentences=1)
    assert newsextract("batch", path, "--out", tmp_path / "out", "--no-tagger").returncode == 0
    spoil(tmp_path / "out")
    result = newsextract("load", tmp_path / "out", "--to", f"sqlite:///{tmp_path}/news.db")
    assert result.returncode == 1 and says in result.stderr
