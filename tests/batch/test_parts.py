"""The parts of batches: shards, guarded processes, progress."""

import io
import os
import signal
import time
from pathlib import Path

import pytest
from batch_folders import tree
from made_articles import made_article, write_articles

from newsextract.batch.folder import Job, open_folder, write_shard
from newsextract.batch.guard import Guard, close_guards
from newsextract.batch.local import run_local
from newsextract.batch.process import Extracted, process_batch, process_item
from newsextract.batch.progress import Progress
from newsextract.batch.recipe import Recipe
from newsextract.batch.shards import Shard, cut_shards
from newsextract.errors import BatchError
from newsextract.pipeline import Config
from newsextract.read import Failure, Item, Reading

# ---------------------------------------------------------------------------------------------- shards


def names(path, articles=10):
    return [(shard.name, shard.digest) for shard in cut_shards([str(path)], Reading(), articles)]


def test_made_articles_are_varied_and_always_the_same():
    texts = [made_article(number)["text"] for number in range(200)]
    assert texts == [made_article(number)["text"] for number in range(200)]
    assert len(set(texts)) == 200
    bodies = [text.partition("\n")[2] for text in texts]
    assert bodies[19] in bodies[:19] and bodies[39].rstrip() in "".join(bodies[:39])


def test_an_article_more_changes_the_last_shard_alone(tmp_path):
    path = write_articles(tmp_path / "a.jsonl", 25)
    before = names(path)
    assert [name for name, _ in before] == ["a.jsonl-00000", "a.jsonl-00001", "a.jsonl-00002"]
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"text": "再来一篇。"}\n')
    after = names(path)
    assert after[:2] == before[:2] and after[2] != before[2]


def test_a_file_more_leaves_the_shards_of_other_files_and_folders(tmp_path):
    for place in ("b", "c"):
        (tmp_path / place).mkdir()
        for number in range(5):
            (tmp_path / place / f"{number}.txt").write_text(f"{place}{number}", "utf-8")
    write_articles(tmp_path / "d.jsonl", 5)
    before = set(names(tmp_path, 3))
    (tmp_path / "b" / "2a.txt").write_text("新", "utf-8")
    write_articles(tmp_path / "a.jsonl", 5)
    kept = before & set(names(tmp_path, 3))
    assert {name for name, _ in before - kept} == {"b-00001"}


def test_large_articles_fill_a_shard_by_themselves(tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes(b"x" * (5 << 20))
    assert [len(shard.items) for shard in cut_shards([str(tmp_path)], Reading(), 100)] == [2, 2]


def test_weights_add_up_to_the_bytes_on_disk(tmp_path):
    path = write_articles(tmp_path / "a.jsonl", 300)
    assert sum(shard.weight for shard in cut_shards([str(path)], Reading(), 50)) == path.stat().st_size


def test_shards_are_read_as_they_are_needed(tmp_path):
    """The queue is bounded: however slow the work, only one shard more than there are jobs is read ahead."""
    taken = []

    def shards():
        for number in range(50):
            taken.append(number)
            yield Shard(f"s-{number}", (Failure(f"{number}", "nothing"),))

    with open_folder(tmp_path):
        engine = run_local(shards(), Job(tmp_path, Recipe()), Progress(0, io.StringIO()), jobs=2)
        for done, _ in enumerate(engine, 1):
            assert len(taken) <= done + 3


def test_a_recipe_knows_what_it_is_made_of(monkeypatch):
    digests = {
        recipe.digest
        for recipe in (
            *(Recipe(), Recipe(Config(date="2024-01-01")), Recipe(Config(region="TW")), Recipe(encoding="gbk")),
            *(Recipe(Config(include=frozenset({"text", "words"}))), Recipe(Config(tagger=False)), Recipe(seconds=5)),
        )
    }
    assert len(digests) == 7
    assert Recipe().digest in digests
    for part in ("code_digest", "data_digest"):
        with monkeypatch.context() as patch:
            patch.setattr(f"newsextract.batch.recipe.{part}", lambda: "another")
            assert Recipe().digest not in digests


# ---------------------------------------------------------------------------------------------- processes


@pytest.fixture
def poison(monkeypatch):
    """Poison in the processes that this one starts."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "poison"))


@pytest.fixture
def guard():
    made = Guard(Recipe(seconds=1))
    yield made
    made.close()


def item(text, name="a"):
    return Item(name, "text", text.encode())


def test_a_process_is_kept_until_an_article_kills_it(poison, guard):
    first = guard.ask(item("云岭市去年粮食产量120.5万吨。"))
    assert isinstance(first, Extracted) and first == process_item(
        item("云岭市去年粮食产量120.5万吨。"), Recipe(seconds=1)
    )
    pid = guard.pid
    assert guard.ask(item("毒药一")).reason == "error"
    assert guard.ask(item("")).reason == "unreadable"
    assert guard.pid == pid
    begun = time.monotonic()
    assert guard.ask(item("毒药三")).reason == "timeout"
    assert time.monotonic() - begun < 60
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert guard.ask(item("云岭市去年粮食产量120.5万吨。")) == first
    assert guard.pid not in (None, pid)


def test_one_that_is_killed_from_outside_does_not_cost_an_article(poison, guard):
    expected = guard.ask(item("云岭市去年粮食产量120.5万吨。"))
    os.kill(guard.pid, signal.SIGKILL)
    assert guard.ask(item("云岭市去年粮食产量120.5万吨。")) == expected


def test_a_machine_with_another_version_is_refused(monkeypatch, guard):
    monkeypatch.setattr(Recipe, "digest", "another")
    with pytest.raises(BatchError, match="another version of newsextract"):
        guard.ask(item("云岭市去年粮食产量120.5万吨。"))


def test_process_batch_is_a_pure_function_of_shard_and_recipe(tmp_path):
    path = write_articles(tmp_path / "a.jsonl", 3, sentences=1)
    (shard,) = cut_shards([str(path)], Reading(), 10)
    recipe = Recipe(Config(tagger=False))
    once, twice = list(process_batch(shard, recipe)), list(process_batch(shard, recipe))
    close_guards()
    assert once == twice == [process_item(one, recipe) for one in shard.items]


def test_a_shard_is_written_alike_by_whoever_does_it_twice(tmp_path):
    (shard,) = cut_shards([str(write_articles(tmp_path / "a.jsonl", 2, sentences=1))], Reading(), 10)
    job = Job(tmp_path / "out", Recipe(Config(tagger=False)))
    with open_folder(job.folder):
        receipt = write_shard(shard, job)
        before = tree(job.folder)
        assert write_shard(shard, job) == receipt
    close_guards()
    assert tree(job.folder) == before and len(before) == 2


# ---------------------------------------------------------------------------------------------- progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


SHARD = Shard("s", tuple(Item(str(n), "text", b"x" * 1000) for n in range(10)), 10_000)


def progress(stream, total=100_000):
    """A progress whose clock is set by hand."""
    times = [0.0]
    made = Progress(total, stream, lambda: times[0])
    return made, times


def test_a_line_a_minute_where_nobody_watches():
    stream = io.StringIO()
    shown, times = progress(stream)
    for second in range(0, 181):
        times[0] = second
        if second % 2 == 0:
            shown.add(SHARD, Extracted(b"{}", 3))
        shown.tick()
    assert stream.getvalue().splitlines() == [
        "newsextract:  31 % 31 articles  0.5/s  0.5 kB/s  93 facts  0 rejects  2:14 left",
        "newsextract:  61 % 61 articles  0.5/s  0.5 kB/s  183 facts  0 rejects  1:17 left",
        "newsextract:  91 % 91 articles  0.5/s  0.5 kB/s  273 facts  0 rejects  0:18 left",
    ]


def test_a_bar_on_a_terminal_within_its_width(monkeypatch):
    for columns in (40, 80, 120, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        stream = Terminal()
        shown, times = progress(stream)
        shown.add_found(SHARD)
        for second in range(1, 20):
            times[0] = second * 0.5
            shown.add(SHARD, Failure("a", "b") if second == 3 else Extracted(b"{}", 1000))
            shown.tick()
        *_, last = stream.getvalue().split("\r")
        assert last.endswith("\x1b[K") and len(last) - 3 < columns
        assert last.startswith(" 29 % ")
        if columns > 100:
            assert "▕" in last and "19 articles  2.0/s  2.0 kB/s  18,000 facts  1 rejects  0:36 left" in last


def test_without_a_size_there_is_no_time_left():
    shown, times = progress(io.StringIO(), total=0)
    shown.add(SHARD, Extracted(b"{}", 1))
    times[0] = 100
    assert shown.line(0) == "1 articles  0.0/s  0.0 kB/s  1 facts  0 rejects"


def test_rates_are_told_in_what_suits_them():
    shown, times = progress(io.StringIO())
    times[0] = 10
    assert shown.line(0) == "  0 % 0 articles  0 facts  0 rejects"
    for _ in range(2000):
        shown.add(SHARD, Extracted(b"{}", 1))
    assert "200.0/s  0.20 MB/s" in shown.line(0)


def test_long_times_left():
    shown, times = progress(io.StringIO(), total=10**9)
    times[0] = 10
    for _ in range(10):
        shown.add(SHARD, Extracted(b"{}", 1))
    assert shown.line(0).endswith("11 d 13:46 left")
