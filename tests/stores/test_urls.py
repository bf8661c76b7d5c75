"""URLs of databases: what they name, what is refused, and that passwords are never shown."""

import builtins
import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy
from made_records import make_records

from newsextract.cli import main
from newsextract.errors import StoreError
from newsextract.store import open_store
from newsextract.store.database import open_engine
from newsextract.store.urls import parse_url, redact

LINES = Path(__file__).parents[1].joinpath("cases", "database_urls.tsv").read_text("utf-8").splitlines()
CASES = [(line.split("\t") + [""] * 4)[:4] for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("url", "kind", "path", "shown"), CASES, ids=[case[0] for case in CASES])
def test_urls(url, kind, path, shown):
    if shown:
        target = parse_url(url)
        assert (target.kind, target.path, target.shown) == (kind, path, shown)
        assert "schema=" not in target.address
        assert "prefix=" not in target.address
    else:
        with pytest.raises(StoreError) as caught:
            parse_url(url)
        assert kind in str(caught.value)
        assert "secret" not in str(caught.value)


def test_options_of_the_driver_are_passed_on():
    address = parse_url("postgresql://me@db/news?sslmode=require&schema=press&sslrootcert=%2Fetc%2Fca.pem").address
    assert sqlalchemy.make_url(address).query == {"sslmode": "require", "sslrootcert": "/etc/ca.pem"}


def test_a_password_in_a_message_is_hidden():
    assert redact("cannot reach me:se@cret and se%40cret", "se@cret") == "cannot reach me:*** and ***"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:hush-hush@127.0.0.1:1/news",
        "mysql://me:hush-hush@127.0.0.1:1/news",
        "postgresql://me:hush-hush@127.0.0.1:1/news?sslmode=hush-hush",
        "postgresql://127.0.0.1:1/news?user=me&password=hush-hush",
    ],
)
def test_passwords_are_never_printed(url, capsys):
    assert main(["db", "info", url]) == 1
    out, err = capsys.readouterr()
    assert err
    assert "hush-hush" not in (out + err).replace("sslmode=hush-hush", "").replace('sslmode value: "hush-hush"', "")


def test_tls_is_asked_for():
    """What arrives at a server of PostgreSQL first, with sslmode=require: the request of TLS, and nothing in clear."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        got = []

        def answer():
            connection, _ = server.accept()
            with connection:
                got.append(connection.recv(1024))
                connection.sendall(b"N")  # no TLS here
                connection.settimeout(2)  # older drivers leave the connection open
                with suppress(TimeoutError):
                    got.append(connection.recv(1024))

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(StoreError, match="SSL"):
            open_engine(f"postgresql://me:hush-hush@127.0.0.1:{server.getsockname()[1]}/news?sslmode=require")
        thread.join()
    request = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
    assert b"".join(got) == request


def test_the_certificate_of_mysql_is_passed_on(tmp_path):
    with pytest.raises(StoreError, match="No such file"):
        open_engine(f"mysql://me@127.0.0.1:1/news?ssl_ca={tmp_path}/missing.pem")


@pytest.mark.parametrize("missing", ["sqlalchemy", "psycopg", "pymysql", "duckdb", "pyarrow"])
def test_a_missing_driver_is_named_with_its_extra(missing, monkeypatch, tmp_path):
    real = builtins.__import__

    def absent(name, *rest, **options):
        if name.split(".")[0] == missing:
            raise ImportError(f"No module named {missing!r}", name=missing)
        return real(name, *rest, **options)

    url = {
        "pymysql": "mysql://x@127.0.0.1:1/x",
        "duckdb": f"duckdb:///{tmp_path}/x",
        "pyarrow": f"duckdb:///{tmp_path}/x",
    }
    monkeypatch.setattr(builtins, "__import__", absent)
    extra = "duckdb" if missing in ("duckdb", "pyarrow") else "db"
    with pytest.raises(StoreError, match=rf"needs {missing}; install it with: pip install 'newsextract\[{extra}\]'"):
        open_engine(url.get(missing, "postgresql://x@127.0.0.1:1/x"))


def test_prefix_and_schema(postgresql_url):
    """Two stores in one database, apart from each other and from what others keep there."""
    mark = "&" if "?" in postgresql_url else "?"
    one, other = f"{postgresql_url}{mark}schema=press&prefix=ne_", f"{postgresql_url}{mark}prefix=ne_"
    for url, count in ((one, 3), (other, 1)):
        with open_store(url) as store:
            for record in make_records(count):
                store.add(record)
    engine = open_engine(postgresql_url)
    assert engine.query("SELECT count(*) FROM press.ne_documents") == [(3,)]
    assert engine.query("SELECT count(*) FROM ne_documents") == [(1,)]
    assert engine.query("SELECT count(*) FROM press.ne_series")[0][0] > 0
    assert not engine.has_table("documents")
    engine.close()


@pytest.mark.parametrize("kind", ["postgresql", "duckdb", "mysql"])
def test_every_table_and_column_has_a_comment(kind, url_of):
    url = url_of(kind)
    open_store(url).engine.close()
    engine = open_engine(url)
    bare = {
        "postgresql": "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 "
        "AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)",
        "duckdb": "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() t USING (table_name) "
        "WHERE duckdb_columns.comment IS NULL OR t.comment IS NULL",
        "mysql": "SELECT c.table_name, c.column_name FROM information_schema.columns c "
        "JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_schema = DATABASE() "
        "AND t.table_type = 'BASE TABLE' AND (c.column_comment = '' OR t.table_comment = '')",
    }
    assert engine.query(bare[kind]) == []
    engine.close()


def test_comments_are_in_the_definitions_of_sqlite(tmp_path):
    url = f"sqlite:///{tmp_path}/x.db"
    open_store(url).engine.close()
    engine = open_engine(url)
    ((sql,),) = engine.query("SELECT sql FROM sqlite_master WHERE name = 'facts'")
    assert "-- what was measured, as the article names it" in sql
    engine.close()
