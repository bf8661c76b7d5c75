"""Databases of earlier layouts come forward, and end as one that was made new."""

import sqlite3
from pathlib import Path

import pytest
from made_records import make_records

from newsextract.cli import main
from newsextract.errors import StoreError
from newsextract.store import Counts, open_store
from newsextract.store.database import open_engine
from newsextract.store.inspect import content_hash, find_faults
from newsextract.store.layout import LATEST, layout

STORED = sorted(Path(__file__).parent.joinpath("layouts").glob("*.sql"))


@pytest.fixture(params=STORED, ids=lambda path: path.stem)
def stored(request):
    """The dump of an earlier layout."""
    return request.param


@pytest.fixture
def old(stored, tmp_path):
    """A database of an earlier layout, with the records of ``make_records(4, seed=3, facts=4)``."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(stored.read_text("utf-8"))
    connection.close()
    return path


@pytest.fixture
def new(tmp_path):
    """The same records in a new database."""
    path = tmp_path / "new.db"
    with open_store(f"sqlite:///{path}", extractor="made 1") as store:
        for record in make_records(4, seed=3, facts=4):
            store.add(record)
    return path


def hash_of(path):
    engine = open_engine(f"sqlite:///{path}")
    try:
        assert list(find_faults(engine)) == []
        return content_hash(engine)
    finally:
        engine.close()


def shape(path):
    """Tables with their columns, indexes and views of a database."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
        tables = [name for type_, name, _ in rows if type_ == "table"]
        columns = {
            name: connection.execute(f"SELECT name, type, pk FROM pragma_table_info('{name}')").fetchall()
            for name in tables
        }
    connection.close()
    return sorted(rows), columns


def test_every_released_layout_is_stored():
    assert [int(path.stem) for path in STORED] == list(range(1, LATEST))


def test_an_old_database_comes_forward(stored, old, new, capsys):
    assert main(["db", "upgrade", f"sqlite:///{old}"]) == 0
    assert f"layout {int(stored.stem)} -> {LATEST}" in capsys.readouterr().out
    assert shape(old) == shape(new)
    assert hash_of(old) == hash_of(new)
    assert main(["db", "upgrade", f"sqlite:///{old}"]) == 0
    assert f"layout {LATEST} -> {LATEST}" in capsys.readouterr().out


def test_loading_brings_it_forward_by_itself(old, new):
    with open_store(f"sqlite:///{old}", extractor="made 1") as store:
        for record in make_records(4, seed=3, facts=4):
            store.add(record)
    assert store.counts == Counts(unchanged=4)
    assert hash_of(old) == hash_of(new)


def test_reading_does_not_change_an_old_database(old, capsys):
    before = old.read_bytes()
    assert main(["db", "info", f"sqlite:///{old}"]) == 1
    assert "newsextract db upgrade" in capsys.readouterr().err
    assert old.read_bytes() == before


def test_a_later_layout_is_refused(new):
    with sqlite3.connect(new) as connection:
        connection.execute("UPDATE store_info SET value = '99' WHERE name = 'layout'")
    connection.close()
    with pytest.raises(StoreError, match="upgrade newsextract"):
        open_store(f"sqlite:///{new}")


def test_views_are_renewed_when_their_definitions_change(new):
    with sqlite3.connect(new) as connection:
        connection.execute("DROP VIEW conflicts")
        connection.execute("UPDATE store_info SET value = 'other' WHERE name = 'views'")
    connection.close()
    open_store(f"sqlite:///{new}").engine.close()
    with sqlite3.connect(new) as connection:
        assert connection.execute("SELECT count(*) FROM conflicts").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("kind", ["postgresql", "mysql"])
def test_servers_come_forward_too(kind, url_of):
    """A database of layout 1 on a server: made by the statements of that layout."""
    url = url_of(kind)
    made = make_records(4, seed=3, facts=4)
    open_engine(url).close()
    engine = open_engine(url)
    with engine.begin():
        for table in layout(1).values():
            for statement in engine.dialect.create(table, layout(1)):
                engine.execute(statement)
        engine.insert("store_info", ("name", "value"), [("layout", "1")])
    from newsextract.store.rows import prepare

    with engine.begin():
        for record in made:
            for table, rows in prepare(record, "made 1", engine.number).tables.items():
                names = layout(1)[table].names
                if rows:
                    engine.insert(table, names, [row[: len(names)] for row in rows])
    engine.close()
    with open_store(url, extractor="made 1") as store:
        for record in made:
            store.add(record)
    assert store.counts == Counts(unchanged=4)
    engine = open_engine(url)
    assert list(find_faults(engine)) == []
    linked = engine.query(f"SELECT count(*) FROM {engine.dialect.table('entities')} WHERE link_id IS NOT NULL")
    assert linked[0][0] > 0
    engine.close()


def test_what_is_no_database_of_ours(tmp_path, capsys):
    assert main(["db", "check", f"sqlite:///{tmp_path}/nothing.db"]) == 1
    assert "unable to open" in capsys.readouterr().err
    (tmp_path / "text.db").write_text("no database, but a text that is long enough to be looked at")
    assert main(["db", "check", f"sqlite:///{tmp_path}/text.db"]) == 1
    assert "not a database" in capsys.readouterr().err
    sqlite3.connect(tmp_path / "empty.db").execute("CREATE TABLE x (y)")
    assert main(["db", "info", f"sqlite:///{tmp_path}/empty.db"]) == 1
    assert "is not a database of newsextract" in capsys.readouterr().err
