"""Data that is not what was shipped is refused: a rule or a weight that someone changed shall not make facts."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsextract

ARTICLE = "桂林市2023年粮食产量185.6万吨，同比增长2.3%。"


@pytest.fixture
def copy(tmp_path):
    """A copy of the package that may be spoiled."""
    source = Path(newsextract.__file__).parent
    shutil.copytree(source, tmp_path / "newsextract", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(source.parents[1] / "schemas", tmp_path / "newsextract/data/schemas")
    return tmp_path


def run(folder):
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    code = "import sys; from newsextract.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, "a.txt"], capture_output=True, text=True, check=False, cwd=folder, timeout=120
    )


def test_a_whole_copy_works(copy):
    done = run(copy)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["units/units.tsv", "patterns/facts.toml", "tagger/model.npz"])
def test_a_changed_file_is_refused(copy, name):
    path = copy / "newsextract/data" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    done = run(copy)
    assert done.returncode == 1
    assert done.stdout == ""
    assert name in done.stderr and "MANIFEST.toml" in done.stderr


def test_a_file_that_is_gone_is_named(copy):
    (copy / "newsextract/data/lexicons/surnames.tsv").unlink()
    done = run(copy)
    assert done.returncode == 1 and done.stdout == ""
    assert "lexicons/surnames.tsv" in done.stderr and "install newsextract again" in done.stderr
