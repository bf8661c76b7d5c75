"""Batches as their user meets them: the same bytes however they are run, stopped and poisoned."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from batch_folders import records_of, rejects_of, stamps_of, tree
from made_articles import made_article, write_articles

SHARD = 8


def batch(*words, env=None, **options):
    """The command to its end."""
    command = [sys.executable, "-m", "newsextract", "batch", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=env, **options)


def start(*words, env=None):
    """The command in the background."""
    command = [sys.executable, "-m", "newsextract", "batch", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def extract(*words):
    """What the main command writes."""
    command = [sys.executable, "-m", "newsextract", "--format", "jsonl", *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """Forty short articles in one file."""
    return write_articles(tmp_path_factory.mktemp("made") / "news.jsonl", 40, sentences=2)


@pytest.fixture(scope="module")
def straight(lines, tmp_path_factory):
    """Their batch, by one process, without any trouble."""
    folder = tmp_path_factory.mktemp("straight") / "out"
    result = batch(lines, "--out", folder, "--shard-size", SHARD)
    assert result.returncode == 0, result.stderr
    return folder


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.02)


# ---------------------------------------------------------------------------------------------- the same bytes


def test_the_records_are_those_of_the_main_command(lines, straight):
    assert records_of(straight) == extract(lines).stdout
    manifest = json.loads((straight / "manifest.json").read_bytes())
    assert len(manifest["shards"]) == 5
    totals = manifest["totals"]
    assert (totals["articles"], totals["records"], totals["rejects"]) == (40, 40, {})
    documents = list(map(json.loads, records_of(straight).splitlines()))
    assert totals["facts"] == sum(len(document["facts"]) for document in documents) > 40
    assert totals["input_bytes"] == sum(len(line) for line in lines.read_bytes().splitlines(keepends=True))


def test_any_number_of_jobs_writes_the_same_bytes(lines, straight, tmp_path):
    assert batch(lines, "--out", tmp_path / "out", "--shard-size", SHARD, "--jobs", 3).returncode == 0
    assert tree(tmp_path / "out") == tree(straight)


def test_every_kind_of_input(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    news = tmp_path / "news"
    (news / "texts").mkdir(parents=True)
    rows = [made_article(number, 2) for number in range(12)]
    for number in range(3):
        (news / "texts" / f"{number}.txt").write_text(rows[number]["text"], "utf-8")
    (news / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows[3:8])).encode()))
    parquet.write_table(pyarrow.Table.from_pylist([{"date": None, **row} for row in rows[8:]]), news / "c.parquet")
    (news / "d.txt").write_bytes(rows[0]["text"].encode("gb18030"))
    (news / "e.txt").write_bytes(b"")
    result = batch(news, "--out", tmp_path / "out", "--shard-size", 2)
    plain = extract(news)
    assert result.returncode == 1 and records_of(tmp_path / "out") == plain.stdout
    assert plain.stdout.count(b"\n") == 13
    assert rejects_of(tmp_path / "out")["e.txt"][0] == "unreadable"
    names = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["shards"]
    assert [name.rsplit("-", 1)[0] for name in names] == [
        *("b.jsonl.gz-00000", "b.jsonl.gz-00001", "b.jsonl.gz-00002", "c.parquet-00000", "c.parquet-00001"),
        *("news-00000", "texts-00000", "texts-00001"),
    ]
    kept = [json.loads((tmp_path / "out" / "receipts" / f"{name}.json").read_bytes())["names"] for name in names]
    assert [len(names) for names in kept] == [2, 2, 1, 2, 2, 1, 2, 1]


def test_options_reach_the_records(tmp_path, project):
    path = write_articles(tmp_path / "a.jsonl", 2, sentences=1)
    options = ["--date", "2024-05-06", "--region", "HK", "--include", "text,words", "--no-tagger"]
    options += ["--lexicon", str(project / "docs" / "examples" / "lexicon.tsv")]
    assert batch(path, "--out", tmp_path / "out", *options).returncode == 0
    assert records_of(tmp_path / "out") == extract(path, *options).stdout


# ---------------------------------------------------------------------------------------------- poison


POISONED = {3: "毒药一", 5: "毒药二", 6: "毒药三", 12: "毒药四", 13: "毒药五"}


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """Twenty articles, five of them poisonous, and one too large."""
    path = tmp_path_factory.mktemp("poison") / "news.jsonl"
    rows = [made_article(number, 1) for number in range(20)]
    for number, mark in POISONED.items():
        rows[number]["text"] += mark
    rows[17]["text"] *= 100
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_poison_is_rejected_with_its_reason_and_the_others_are_as_ever(poisoned, tmp_path, poisoned_env):
    options = ["--shard-size", 5, "--timeout", 1, "--max-size", "8K"]
    results = [
        batch(poisoned, "--out", tmp_path / f"out{jobs}", "--jobs", jobs, *options, env=poisoned_env) for jobs in (1, 3)
    ]
    assert [result.returncode for result in results] == [1, 1], results
    assert tree(tmp_path / "out1") == tree(tmp_path / "out3")
    rejects = rejects_of(tmp_path / "out1")
    told = {name: reason for name, (reason, _) in rejects.items()}
    assert told == {
        **{"news.jsonl:4": "error", "news.jsonl:6": "killed", "news.jsonl:7": "timeout", "news.jsonl:13": "timeout"},
        **{"news.jsonl:14": "killed", "news.jsonl:18": "too_large"},
    }
    assert "ZeroDivisionError" in rejects["news.jsonl:4"][1] and "SIGKILL" in rejects["news.jsonl:6"][1]
    assert "exit status 7" in rejects["news.jsonl:14"][1] and "--timeout" in rejects["news.jsonl:7"][1]
    sound = [line for n, line in enumerate(poisoned.read_text("utf-8").splitlines()) if n not in {*POISONED, 17}]
    (tmp_path / "sound.jsonl").write_text("\n".join(sound), "utf-8")
    assert records_of(tmp_path / "out1") == extract(tmp_path / "sound.jsonl").stdout
    assert (
        "14 records" in results[0].stderr
        and "6 rejects (1 error, 2 killed, 2 timeout, 1 too_large" in results[0].stderr
    )


# ---------------------------------------------------------------------------------------------- stopped and resumed


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_stopped_anywhere_it_goes_on_and_does_nothing_again(tmp_path, poisoned_env, how):
    rows = [made_article(number, 1) for number in range(48)]
    for row in rows:
        row["text"] += "慢慢来"
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    out = tmp_path / "out"
    words = (path, "--out", out, "--shard-size", 6, "--jobs", 2)
    running = start(*words, env=poisoned_env)
    wait_for(lambda: len(list(out.glob("receipts/*.json"))) >= 2)
    workers = _children(running.pid)
    running.send_signal(how)
    _, complaints = running.communicate(timeout=60)
    assert running.returncode == (130 if how == signal.SIGINT else -how)
    assert how != signal.SIGINT or "the same command goes on" in complaints
    wait_for(lambda: not any(map(_runs, workers)), 30)  # they do not outlive what asked them
    assert not (out / "manifest.json").exists()
    before = stamps_of(out)
    assert 2 <= len(before) // 2 < 8, "it was stopped too late"
    again = batch(*words, env=poisoned_env)
    assert again.returncode == 0, again.stderr
    assert f"{len(before) // 2} of them finished before" in again.stderr
    after = stamps_of(out)
    assert len(after) == 16 and {path: after[path] for path in before} == before
    assert not list(out.rglob("*.part"))
    plain = batch(path, "--out", tmp_path / "plain", "--shard-size", 6, env=poisoned_env)
    assert plain.returncode == 0 and tree(tmp_path / "plain") == tree(out)


def _children(pid):
    """Worker processes of a batch."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    pids = list(map(int, found.stdout.split()))
    assert pids
    return pids


def _runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def test_only_what_changed_is_done_again(lines, tmp_path):
    path, out = tmp_path / "news.jsonl", tmp_path / "out"
    rows = lines.read_text("utf-8").splitlines()
    path.write_text("\n".join(rows), "utf-8")
    assert batch(path, "--out", out, "--shard-size", SHARD).returncode == 0
    before = stamps_of(out)
    rows[20] = json.dumps(made_article(99, 1))
    path.write_text("\n".join(rows), "utf-8")
    again = batch(path, "--out", out, "--shard-size", SHARD)
    assert "5 shards, 4 of them finished before" in again.stderr
    assert {path: stamp for path, stamp in stamps_of(out).items() if path in before} == before
    assert records_of(out) == extract(path).stdout
    other = batch(path, "--out", out, "--shard-size", SHARD, "--date", "2024-01-01")
    assert "finished before" not in other.stderr
    assert records_of(out) == extract(path, "--date", "2024-01-01").stdout


def test_a_shard_whose_records_have_gone_is_done_again(lines, straight, tmp_path):
    out = tmp_path / "out"
    assert batch(lines, "--out", out, "--shard-size", SHARD).returncode == 0
    next(iter((out / "records").iterdir())).unlink()
    (out / "records" / ".newsextract-left.part").write_bytes(b"half")
    again = batch(lines, "--out", out, "--shard-size", SHARD)
    assert "4 of them finished before" in again.stderr and tree(out) == tree(straight)


# ---------------------------------------------------------------------------------------------- use


def test_two_batches_do_not_share_a_folder(lines, tmp_path):
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / ".lock").open("wb") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        result = batch(lines, "--out", tmp_path / "out")
    assert result.returncode == 1 and "another batch writes there" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["a.txt"], "required: --out"),
        (["a.txt", "--out", "x", "--jobs", "0"], "not a whole number"),
        (["a.txt", "--out", "x", "--address", "auto"], "--address is that of a cluster"),
        (["a.txt", "--out", "sqlite:///x.db", "--to", "sqlite:///y.db"], "are two databases"),
        (["a.txt", "--out", "x", "--engine", "dask"], "invalid choice"),
    ],
)
def test_wrong_usage(words, says, tmp_path):
    result = batch(*words, cwd=tmp_path)
    assert result.returncode == 2 and says in result.stderr and not list(tmp_path.iterdir())


def test_standard_input_and_nothing_on_standard_output(lines, straight, tmp_path):
    words = ("-", "--input-format", "jsonl", "--out", tmp_path / "out", "--shard-size", SHARD)
    result = batch(*words, stdin=lines.open("rb"))
    assert result.returncode == 0 and result.stdout == ""
    assert records_of(tmp_path / "out") == records_of(straight)
    assert "5 of them finished before" in batch(*words, stdin=lines.open("rb")).stderr


def test_missing_engines_say_what_to_install(lines, tmp_path):
    for engine in ("ray", "spark"):
        package = {"ray": "ray", "spark": "pyspark"}[engine]
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise ImportError('not here')")
        env = {**os.environ, "PYTHONPATH": str(tmp_path)}
        result = batch(lines, "--out", tmp_path / "out", "--engine", engine, env=env)
        assert result.returncode == 1 and f"newsextract[{engine}]" in result.stderr
