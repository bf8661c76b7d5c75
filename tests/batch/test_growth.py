"""A long batch stays as it was: memory of its processes, time for an article, time to link and load it.

NEWSEXTRACT_SOAK says how many articles (``make soak``: 100,000); each has three sentences.
"""

import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass

import psutil
import pytest
from made_articles import write_articles

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("NEWSEXTRACT_SOAK", "10000"))
SHARD, FIRST = 250, 1000  # what follows is held against the first thousand articles
MEMORY, TIME = 1.05, 1.15
ROUNDS = 10


@dataclass(frozen=True)
class Moment:
    """After so many articles: seconds of the worker's processor, bytes of worker and driver."""

    articles: int
    seconds: float
    worker: int
    driver: int


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """The folder of a batch by one process, and how it went."""
    place = tmp_path_factory.mktemp("growth")
    path = write_articles(place / "news.jsonl", COUNT, sentences=3)
    command = [sys.executable, "-m", "newsextract", "batch", str(path), "--out", str(place / "out")]
    with subprocess.Popen([*command, "--shard-size", str(SHARD)], stderr=subprocess.DEVNULL) as program:
        moments = list(_watch(program, place / "out"))
    assert program.returncode == 0
    return place / "out", moments


def _watch(program, out):
    """A moment for each finished shard; the last one may be missed."""
    driver, seen = psutil.Process(program.pid), 0
    while program.poll() is None:
        finished = len(list(out.glob("receipts/*.json")))
        if finished > seen:
            seen = finished
            try:
                (worker,) = driver.children()
                times = worker.cpu_times()
                memory = worker.memory_info().rss, driver.memory_info().rss
            except (ValueError, psutil.NoSuchProcess):
                return
            if memory[0]:  # else it has just ended
                yield Moment(finished * SHARD, times.user + times.system, *memory)
        time.sleep(0.02)


def test_memory_stays_as_it_was_after_a_thousand_articles(batch):
    _, moments = batch
    first = next(moment for moment in moments if moment.articles >= FIRST)
    last = moments[-1]
    assert last.articles >= COUNT - 2 * SHARD
    print(f"\nmemory after {first.articles:,} and {last.articles:,} articles, in MB:", end=" ")
    print(*(f"{size / 1e6:.1f}" for size in (first.worker, last.worker, first.driver, last.driver)))
    assert last.worker <= MEMORY * first.worker
    assert last.driver <= MEMORY * first.driver + (4 << 20)  # of the driver, which has little


def test_time_grows_with_the_articles_alone(batch):
    """The best shard of the last two thousand articles costs no more than the best of the first thousand does.

    The best: whoever else is on the machine makes a shard dearer, never cheaper. Cheaper is no fault: one that was
    busy at the beginning and is quiet at the end makes it so.
    """
    _, moments = batch
    costs = [
        (after.seconds - before.seconds) / (after.articles - before.articles)
        for before, after in itertools.pairwise(moments)  # what was loaded before the first is not counted
    ]
    count = FIRST // SHARD
    points = {FIRST: min(costs[:count])}
    for size in (10_000, 100_000):
        if size <= COUNT:
            end = min(range(len(costs)), key=lambda place: abs(moments[place + 1].articles - size))
            points[size] = min(costs[end + 1 - 2 * count : end + 1])
    print("\nmilliseconds for an article:", {size: round(1000 * each, 2) for size, each in points.items()})
    assert len(points) > 1
    for size, each in points.items():
        assert each <= points[FIRST] * TIME, f"{size} articles"


def test_linking_by_shard_and_merge_grows_with_the_articles_alone(batch, tmp_path):
    """The second half of the batch costs what the first one did, each at its best of some runs."""
    parts = {size: _part(batch[0], tmp_path / str(size), size) for size in (SHARD, COUNT // 2, COUNT)}
    seconds = dict.fromkeys(parts, float("inf"))
    for _ in range(ROUNDS):
        seconds = {size: min(seconds[size], _link_seconds(part)) for size, part in parts.items()}
        first = (seconds[COUNT // 2] - seconds[SHARD]) / (COUNT // 2 - SHARD)
        second = (seconds[COUNT] - seconds[COUNT // 2]) / (COUNT - COUNT // 2)
        print(f"\nmilliseconds to link an article: {1000 * first:.2f}, in the second half {1000 * second:.2f}")
        if 0 < second <= TIME * first:
            return
    pytest.fail(f"the second half still cost more after {ROUNDS} rounds")


def test_loading_grows_slowly(batch, tmp_path):
    """With the database: keys are hashes, so that each row goes to another page of an index that grows."""
    points = {}
    for size in (FIRST, 10_000, 100_000):
        if size <= COUNT:
            part, database = _part(batch[0], tmp_path / str(size), size), tmp_path / f"{size}.db"
            points[size] = _seconds("load", part, "--to", f"sqlite:///{database}") / size
            print(f"\n{size:,} articles: {database.stat().st_size / size / 1e3:.1f} kB each", end="")
    print("\nmilliseconds to load an article:", {size: round(1000 * each, 2) for size, each in points.items()})
    assert max(points.values()) <= 2 * points[FIRST]


def _part(out, part, size):
    """The first so many articles of the batch, as a batch of their own."""
    shutil.copytree(out, part, copy_function=os.link)
    manifest = json.loads((out / "manifest.json").read_bytes())
    (part / "manifest.json").unlink()
    manifest["shards"] = manifest["shards"][: size // SHARD]
    (part / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return part


def _link_seconds(part):
    shutil.rmtree(part / "across", ignore_errors=True)
    return _seconds("link", part)


def _seconds(*words):
    """Seconds of the processor that a command takes."""
    before = _children_seconds()
    subprocess.run([sys.executable, "-m", "newsextract", *map(str, words)], check=True, stderr=subprocess.DEVNULL)
    return _children_seconds() - before


def _children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
