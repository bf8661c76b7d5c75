"""Servers as people start them, each with a database of its own."""

import os
import re
import subprocess
import sys
import time

import httpx
import pytest


class Server:
    """A running server: its address, its database, and a client."""

    def __init__(self, process, url, database, token):
        self.process, self.url, self.database = process, url, database
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = httpx.Client(base_url=url, timeout=60, headers=headers)

    def store(self, text, **params):
        """Store an article; its key."""
        answer = self.client.post("/documents", params=params, content=text, headers={"content-type": "text/plain"})
        assert answer.status_code == 200, answer.text
        return answer.json()["key"]


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Starts a server: ``serve("--timeout", "3", token="secret")``."""
    started = []

    def start(*options, token=None):
        database = f"sqlite:///{tmp_path_factory.mktemp('served')}/news.db"
        command = [
            sys.executable,
            "-m",
            "newsextract",
            "serve",
            "--port",
            "0",
            "--jobs",
            "1",
            "--to",
            database,
            *options,
        ]
        env = {**os.environ, **({"NEWSEXTRACT_TOKEN": token} if token else {})}
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
        started.append(process)
        assert process.stderr is not None
        line = process.stderr.readline()
        match = re.search(r"http://\S+", line)
        assert match, line + process.stderr.read()
        server = Server(process, match[0], database, token)
        for _ in range(200):
            try:
                if server.client.get("/health").status_code == 200:
                    return server
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    yield start
    for process in started:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def server(serve):
    """A server for this machine."""
    return serve()


@pytest.fixture(scope="session")
def fill(serve, project):
    """Starts a server whose database holds the articles of the examples, with their texts."""

    def start():
        server = serve()
        command = [sys.executable, "-m", "newsextract", str(project / "docs/examples/news"), "--to", server.database]
        subprocess.run([*command, "--no-output", "--keep-text"], check=True, capture_output=True)
        return server

    return start


@pytest.fixture(scope="session")
def filled(fill):
    """Such a server, for tests that change nothing."""
    return fill()
