"""The examples in README and docs do what they show.

A ``console`` block holds commands after ``$`` and what they print; a ``pycon`` block is a session of Python. ``...``
on a line of its own stands for any lines. Blocks in ``sh`` are for reading: what they name must exist.
"""

import doctest
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PAGES = [*sorted(PROJECT.glob("README*.md")), *sorted(PROJECT.glob("docs/**/*.md"))]


def blocks(language):
    """The blocks of each page, joined: what one defines the next may use."""
    found = {page: re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S) for page in PAGES}
    return [pytest.param("".join(code), id=str(page.relative_to(PROJECT))) for page, code in found.items() if code]


def commands(block):
    """The commands of a block, each with the lines that it prints; a line that ends in \\ goes on."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = re.sub(r"\\\n\s*", "", part).partition("\n")
        yield command, output


def as_pattern(output):
    parts = re.split(r"^\.\.\.\n", output, flags=re.MULTILINE)
    return "(?:.*\n)*?".join(map(re.escape, parts))


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize("block", blocks("console"))
def test_console_blocks_print_what_they_show(block, tmp_path):
    binaries = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "OUT": str(tmp_path), "COLUMNS": "100"}
    env["PORT"] = free_port()
    if re.search(r"^\$ curl ", block, re.MULTILINE) and not shutil.which("curl"):
        pytest.skip("no curl")
    for command, expected in commands(block):
        found = subprocess.run(
            ["bash", "-c", command], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert re.fullmatch(as_pattern(expected), found.stdout), f"$ {command}\n{found.stdout}{found.stderr}"


@pytest.mark.parametrize("block", blocks("pycon"))
def test_python_sessions_answer_what_they_show(block, monkeypatch):
    monkeypatch.chdir(PROJECT)
    session = doctest.DocTestParser().get_doctest(block, {}, "README", None, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    messages = []
    runner.run(session, out=messages.append)
    assert not messages, "".join(messages)


def test_what_make_is_asked_for_exists():
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    named = {
        target
        for page in [*PAGES, PROJECT / "CONTRIBUTING.md"]
        for target in re.findall(r"(?:^|`|    )make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    }
    assert named <= targets


def test_files_that_are_linked_exist():
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
