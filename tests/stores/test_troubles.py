"""Programs that are killed, race, starve or lose their connection: a clear error, and nothing doubled or lost."""

import os
import random
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy
from loading import BATCH, load
from made_records import make_records

from newsextract.errors import StoreError
from newsextract.store import open_store
from newsextract.store.database import open_engine
from newsextract.store.inspect import content_hash, count_rows, find_faults

PROGRAM = Path(__file__).parent / "loading.py"
# 50 kills of a load of 2,000 articles: NEWSEXTRACT_TEST_KILLS=50 NEWSEXTRACT_TEST_ARTICLES=2000
KILLS = int(os.environ.get("NEWSEXTRACT_TEST_KILLS", "4"))
ARTICLES = int(os.environ.get("NEWSEXTRACT_TEST_ARTICLES", "120"))
SEED, FACTS = 5, 6


def start(url, count=ARTICLES, first=0, **options):
    words = [sys.executable, str(PROGRAM), url, *map(str, (count, SEED, FACTS, first))]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def digest(url):
    """The hash of the content, once all is well."""
    engine = open_engine(url)
    try:
        assert list(find_faults(engine)) == []
        return content_hash(engine)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The content of an undisturbed load, and how long it took."""
    url = f"sqlite:///{tmp_path_factory.mktemp('wanted')}/news.db"
    begun = time.monotonic()
    program = start(url)
    _, err = program.communicate()
    assert program.returncode == 0, err
    return digest(url), time.monotonic() - begun


@pytest.fixture
def wanted(undisturbed):
    """The content of an undisturbed load."""
    return undisturbed[0]


def kill(program, seconds, batches=0):
    """Kill a program that loads, so long after it has stored (or found to be stored) so many batches."""
    for _ in range(batches):
        program.stdout.readline()
    time.sleep(seconds)
    program.kill()
    program.communicate()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "mysql", "duckdb", "parquet"])
def test_killed_at_any_moment(kind, url_of, undisturbed):
    """kill -9 at random moments, each time in the same database and a little further on; then one run to the end."""
    url, (content, whole) = url_of(kind), undisturbed
    chance = random.Random(11)
    batches = ARTICLES // BATCH
    for number in range(KILLS):
        kill(start(url), chance.uniform(0, 2 * whole / batches), batches * number // KILLS)
    load(url, ARTICLES, SEED, FACTS)
    assert digest(url) == content


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_each_kill_in_a_database_of_its_own(kind, url_of, undisturbed):
    """The same, but always from the beginning: the first statements of a new database are killed too."""
    content, whole = undisturbed
    chance = random.Random(12)
    for number in range(KILLS):
        url = url_of(kind)
        url += f"{'&' if '?' in url else '?'}prefix=n{number}_"
        kill(start(url), chance.uniform(0.1, whole))
        load(url, ARTICLES, SEED, FACTS)
        assert digest(url) == content


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "mysql", "duckdb"])
def test_four_writers_at_once(kind, url_of, wanted):
    """Four programs load overlapping parts of the records into one new database."""
    url = url_of(kind)
    part = ARTICLES // 2
    programs = [start(url, part, first) for first in (0, ARTICLES // 6, ARTICLES // 3, ARTICLES - part)]
    for program in programs:
        _, err = program.communicate(timeout=300)
        assert program.returncode == 0, err
    assert digest(url) == wanted


def test_a_duckdb_file_is_whole_from_the_first(tmp_path):
    """Nobody, also none who comes after a kill, may find a file without its head (three blocks of 4,096 bytes)."""
    path = tmp_path / "news.duckdb"
    program = start(f"duckdb:///{path}", 1)
    while not path.exists() and program.poll() is None:
        pass
    assert path.stat().st_size >= 3 * 4096
    _, err = program.communicate(timeout=300)
    assert program.returncode == 0, err
    assert list(tmp_path.iterdir()) == [path]


def test_disk_full(tmp_path, wanted):
    """The file may not grow beyond a limit: what was stored stays, and the load goes on when there is room."""
    url = f"sqlite:///{tmp_path}/news.db"

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

    program = start(url, preexec_fn=limit)
    _, err = program.communicate()
    assert program.returncode == 1
    assert "StoreError" in err
    assert "run the same command again" in err
    engine = open_engine(url)
    assert list(find_faults(engine)) == []
    assert 0 < count_rows(engine)["documents"] < ARTICLES
    engine.close()
    load(url, ARTICLES, SEED, FACTS)
    assert digest(url) == wanted


def test_database_full(tmp_path):
    """SQLite's own limit."""
    url = f"sqlite:///{tmp_path}/news.db"
    with (
        pytest.raises(StoreError, match=r"full; free some space .* run the same command again"),
        open_store(url) as store,
    ):
        store.engine.execute("PRAGMA max_page_count = 120")
        for record in make_records(200, facts=20):
            store.add(record)
        store.flush()
    digest(url)


def test_disk_full_for_parquet(tmp_path):
    """The files stay as they were."""
    url = f"parquet:///{tmp_path}/news"
    load(url, 20, SEED, FACTS)
    before = {path.name: path.read_bytes() for path in (tmp_path / "news").glob("*.parquet")}

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    program = start(url, preexec_fn=limit)
    _, err = program.communicate()
    assert program.returncode == 1
    assert "StoreError" in err
    assert {path.name: path.read_bytes() for path in (tmp_path / "news").glob("*.parquet")} == before
    load(url, 40, SEED, FACTS)
    digest(url)


def _server(url):
    made = sqlalchemy.make_url(url)
    drivers = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}
    return sqlalchemy.create_engine(made.set(drivername=drivers[made.drivername]), isolation_level="AUTOCOMMIT")


KILL_OTHERS = {
    "postgresql": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "mysql": "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
}


@pytest.mark.parametrize("kind", ["postgresql", "mysql"])
def test_connection_lost_in_the_middle(kind, url_of, wanted):
    url = url_of(kind)
    program = start(url)
    for line in program.stdout:
        if line.strip().isdecimal():  # a batch is stored, another is on its way
            break
    with _server(url).connect() as connection:
        rows = connection.exec_driver_sql(KILL_OTHERS[kind]).fetchall()
        for row in rows if kind == "mysql" else ():
            connection.exec_driver_sql(f"KILL {int(row[0])}")
    _, err = program.communicate()
    assert rows
    assert program.returncode == 1
    assert "StoreError" in err
    assert "run the same command again" in err
    assert "Traceback" not in err
    load(url, ARTICLES, SEED, FACTS)
    assert digest(url) == wanted


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "mysql", "duckdb", "parquet"])
def test_lock_timeout(kind, url_of):
    """Another writer holds the database for longer than we wait."""
    url = url_of(kind)
    load(url, 3, SEED, FACTS)
    mark = "&" if "?" in url else "?"
    held, let_go = threading.Event(), threading.Event()

    def hold():
        engine = open_engine(url)
        with engine.begin():
            held.set()
            let_go.wait(30)
        engine.close()

    other = threading.Thread(target=hold)
    if kind == "duckdb":  # one process may open the file twice; another may not
        other = _Elsewhere(url, held, let_go)
    other.start()
    assert held.wait(30)
    begun = time.monotonic()
    try:
        with pytest.raises(StoreError, match=r"another program holds it; try again, or wait longer with \?timeout"):
            load(f"{url}{mark}timeout=1", 9, SEED, FACTS)
        assert 0.5 < time.monotonic() - begun < 15
    finally:
        let_go.set()
        other.join()
    load(url, 9, SEED, FACTS)
    engine = open_engine(url)
    assert count_rows(engine)["documents"] == 9
    engine.close()


class _Elsewhere(threading.Thread):
    """Holds a DuckDB file in another process."""

    def __init__(self, url, held, let_go):
        super().__init__()
        self.url, self.held, self.let_go = url, held, let_go

    def run(self):
        words = "import sys; from newsextract.store.database import open_engine as o; e = o(sys.argv[1]); "
        program = subprocess.Popen(
            [sys.executable, "-c", f"{words}print(1, flush=True); sys.stdin.read()", self.url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        program.stdout.readline()
        self.held.set()
        self.let_go.wait(30)
        program.communicate("")


def test_readers_are_not_kept_waiting(tmp_path):
    """While someone writes, SQLite's readers see what was there before."""
    url = f"sqlite:///{tmp_path}/news.db"
    load(url, 3, SEED, FACTS)
    writer, reader = open_engine(url), open_engine(url)
    with writer.begin():
        writer.execute("DELETE FROM rejects")
        assert reader.query("SELECT count(*) FROM documents") == [(3,)]
        assert reader.query("SELECT count(*) > 0 FROM rejects") == [(1,)]
    assert reader.query("SELECT count(*) FROM rejects") == [(0,)]
    for engine in (writer, reader):
        engine.close()
