"""A long batch stays as it was: memory of its processes, time for an article, time to load and link it.

NEWSEXTRACT_SOAK says how many articles (``make soak``: 100,000); each has three sentences.
"""

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
    _, moments = batch
    begin = moments[0]  # what was loaded is not counted
    points = {}
    for size in (FIRST, 10_000, 100_000):
        if size <= COUNT:
            end = min(moments, key=lambda moment: abs(moment.articles - begin.articles - size))
            points[size] = (end.seconds - begin.seconds) / (end.articles - begin.articles)
    print("\nmilliseconds for an article:", {size: round(1000 * each, 2) for size, each in points.items()})
    assert len(points) > 1
    for size, each in points.items():
        assert points[FIRST] / TIME <= each <= points[FIRST] * TIME, f"{size} articles"


def test_loading_and_linking_grow_with_the_articles_alone(batch, tmp_path):
    """The same with the database: things and reprints over all articles are part of it."""
    out, _ = batch
    manifest = json.loads((out / "manifest.json").read_bytes())
    points = {}
    for size in (FIRST, 10_000, 100_000):
        if size <= COUNT:
            part = tmp_path / str(size)
            shutil.copytree(out, part, copy_function=os.link)
            (part / "manifest.json").unlink()
            shards = manifest["shards"][: size // SHARD]
            (part / "manifest.json").write_text(json.dumps({**manifest, "shards": shards}), "utf-8")
            points[size] = _load_seconds(part, tmp_path / f"{size}.db") / size
            print(f"\n{size:,} articles: {(tmp_path / f'{size}.db').stat().st_size / size / 1e3:.1f} kB each", end="")
    print("\nmilliseconds to load an article:", {size: round(1000 * each, 2) for size, each in points.items()})
    for size, each in points.items():
        assert each <= points[FIRST] * TIME, f"{size} articles"


def _load_seconds(folder, database):
    """Seconds of the processor that loading takes."""
    before = _children_seconds()
    command = [sys.executable, "-m", "newsextract", "load", str(folder), "--to", f"sqlite:///{database}"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return _children_seconds() - before


def _children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
