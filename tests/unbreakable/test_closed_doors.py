"""Nothing is fetched, nothing is written but what was asked for, and nothing but what we shipped is read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from programs import run

ARTICLE = "新华社北京3月5日电 桂林市市长林知远说，去年全市粮食产量120.5万吨，同比增长3.2%。"
HEAD = '<html><head><base href="http://127.0.0.1:1/"><title>粮食</title></head>'
PAGE = f'{HEAD}<body><img src="a.png"><p>{ARTICLE * 9}</p>'

WITHOUT_SOCKETS = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("a socket was asked for")
socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refuse
from newsextract.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("form", ["json", "html", "table", "csv"])
def test_no_socket_is_asked_for(form, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    words = [sys.executable, "-c", WITHOUT_SOCKETS, "--format", form, str(tmp_path / "a.txt")]
    done = subprocess.run(words, capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "120.5" in done.stdout.decode("utf-8")


def test_no_page_fetches_what_it_names(tmp_path):
    pytest.importorskip("trafilatura", reason="the html extra is not installed")
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    words = [sys.executable, "-c", WITHOUT_SOCKETS, str(tmp_path / "a.html"), "--to", f"sqlite:///{tmp_path}/a.db"]
    done = subprocess.run(words, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["facts"]


NAMES = [
    "../../outside",
    "/etc/outside",
    "..",
    "a/b/c",
    "a\x00b",
    "C:\\outside",
    "con",
    "-o",
    ".hidden",
    "名" * 300,
    "x" * 255,
    "a\nb",
    "\udcff",
    "",
]


@pytest.mark.parametrize("form", ["html", "csv", "table"])
def test_names_of_articles_do_not_lead_out_of_the_folder(form, tmp_path):
    source, out = tmp_path / "articles.jsonl", tmp_path / "deep" / "out"
    out.mkdir(parents=True)
    rows = [{"id": name, "uri": name, "title": name, "text": ARTICLE} for name in NAMES]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    before = {path for path in tmp_path.rglob("*") if not path.is_relative_to(out)}
    done = run(tmp_path, "--format", form, source, "-o", out)
    assert done.status == 0, done.err
    after = {path for path in tmp_path.rglob("*") if not path.is_relative_to(out)}
    assert after - before <= {tmp_path / "used"}
    assert all(len(os.fsencode(path.name)) <= 255 for path in out.rglob("*"))
    if form != "csv":
        assert len(list(out.iterdir())) == len(NAMES)


def test_files_of_odd_names_are_read_and_links_do_not_lead_out(tmp_path):
    source, out, secret = tmp_path / "in", tmp_path / "out", tmp_path / "secret.html"
    source.mkdir()
    out.mkdir()
    secret.write_text("mine", "utf-8")
    for name in ("x" * 251 + ".txt", "a b.txt", "中文.txt", "-o.txt", "b\nc.txt"):
        (source / name).write_text(ARTICLE, "utf-8")
    (source / "loop").symlink_to(source)  # a folder in itself
    done = run(tmp_path, "--format", "html", source, "-o", out)
    assert done.status == 0, done.err
    assert len(list(out.iterdir())) == 5
    assert secret.read_text("utf-8") == "mine"


def test_nothing_is_written_that_was_not_asked_for(tmp_path):
    """An empty home, an empty current folder: both stay as they are, but for the private cache."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "newsextract", tmp_path / "a.txt", "--include", "words"]
    subprocess.run(command, check=True, capture_output=True, cwd=here, env=env, timeout=120)
    assert list(here.iterdir()) == []
    written = [path for path in home.rglob("*") if path.is_file()]
    assert all(path.parent == home / ".cache" / "newsextract" for path in written)
    assert all(Path(path.parent).stat().st_mode & 0o077 == 0 for path in written)
