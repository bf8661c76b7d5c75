"""What the tests of clusters share: a slow batch, what its shards did where, and programs that do not outlive them."""

import json
import os
import subprocess
import sys
import time
from collections import Counter

from made_articles import made_article

SHARDS, ARTICLES = 24, 6
SECONDS = 240  # for anything that is waited for


def slow_articles(path):
    """As many articles as fill 24 shards, each of which takes a while."""
    rows = [made_article(number, 1) for number in range(SHARDS * ARTICLES)]
    path.write_text("".join(json.dumps({**row, "text": row["text"] + "慢慢来"}) + "\n" for row in rows), "utf-8")
    return path


def start(path, out, *words, env=None):
    """The command in the background; its complaints go to a file beside the folder."""
    command = [sys.executable, "-m", "newsextract", "batch", path, "--out", out, "--shard-size", ARTICLES, *words]
    with out.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, env={**os.environ, **(env or {})})


def finish(program, out):
    """Wait for its end; it must be well."""
    assert program.wait(SECONDS) == 0, out.with_suffix(".log").read_text("utf-8")[-3000:]


def wait_for(condition, program=None):
    """The first value of a condition that is true; a program that ends before that has failed."""
    end = time.monotonic() + SECONDS
    while not (value := condition()):
        assert time.monotonic() < end, "it did not come to that in time"
        assert program is None or program.poll() is None, "the batch ended before it came to that"
        time.sleep(0.02)
    return value


def trace_of(path):
    """Of each node: shards that were begun, shards that were done there."""
    begun, done = {}, {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        what, shard, node = line.split()
        (begun if what == "begin" else done).setdefault(node, []).append(shard)
    return {node: (set(shards), set(done.get(node, []))) for node, shards in begun.items()}


def busy_node(path, nodes=None):
    """A node that has finished a shard and has one that runs."""
    for node, (begun, done) in trace_of(path).items():
        if done and begun - done and (nodes is None or node in nodes):
            return node
    return None


def runs_of(path):
    """How many times each shard was begun."""
    lines = path.read_text("utf-8").splitlines()
    return Counter(line.split()[1] for line in lines if line.startswith("begin"))


def receipts(out):
    return list(out.glob("receipts/*.json"))
