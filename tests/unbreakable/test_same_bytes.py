"""The same bytes out, whatever surrounds the program."""

import hashlib
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from programs import run

from newsextract import Extractor
from newsextract.read import article_from_text
from newsextract.write.json import format_jsonl

SEEDS = 20


@pytest.fixture(scope="module")
def texts(corpus):
    """Every third of the development articles, if it is UTF-8."""
    found = []
    for path in sorted(corpus.glob("*.txt"))[::3]:
        try:
            found.append(path.read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            continue
    return found


@pytest.fixture(scope="module")
def lines(texts, tmp_path_factory):
    """All of them as one file."""
    path = tmp_path_factory.mktemp("same") / "articles.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)), "utf-8")
    return path


def digest(done):
    assert done.status == 0, done.err
    return hashlib.sha256(done.out).hexdigest()


@pytest.fixture(scope="module")
def expected(lines, tmp_path_factory):
    return digest(run(tmp_path_factory.mktemp("expected"), lines))


def test_any_hash_seed(lines, expected, tmp_path):
    for seed in range(1, SEEDS + 1):
        assert digest(run(tmp_path, lines, env={"PYTHONHASHSEED": str(seed)})) == expected, seed


@pytest.mark.parametrize("jobs", [2, 4])
def test_any_number_of_processes(jobs, lines, expected, tmp_path):
    assert digest(run(tmp_path, lines, "--jobs", str(jobs))) == expected


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "tr_TR.UTF-8"])
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati"])
def test_any_locale_and_time_zone(locale, zone, lines, expected, tmp_path):
    assert digest(run(tmp_path, lines, env={"TZ": zone, "LANG": locale, "LC_ALL": locale})) == expected


def test_an_odd_current_directory(lines, expected, tmp_path):
    """A folder whose name is no text, and modules in it that would shadow those of the standard library."""
    place = Path(str(tmp_path) + "/\udcff 文件夹")
    place.mkdir()
    for name in ("json", "regex", "numpy"):
        (place / f"{name}.py").write_text("raise SystemExit('shadowed')")
    script = Path(sys.executable).with_name("newsextract")
    done = subprocess.run([script, lines], capture_output=True, cwd=place, check=True, timeout=300)
    assert hashlib.sha256(done.stdout).hexdigest() == expected


def test_eight_threads_on_one_extractor(texts):
    extractor = Extractor()

    def read(text):
        return format_jsonl(extractor.extract(article_from_text(text)).to_dict())

    alone = [read(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, texts * 2)) == alone * 2


def test_eight_threads_that_all_come_first(tmp_path):
    """Nothing is loaded yet when they begin."""
    code = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from newsextract import Extractor
from newsextract.write.json import format_jsonl
text, extractor, barrier = sys.argv[1], Extractor(), Barrier(8)
def read(_):
    barrier.wait()
    return format_jsonl(extractor.extract(text).to_dict())
with ThreadPoolExecutor(8) as pool:
    print(len(set(pool.map(read, range(8)))))
"""
    text = "新华社北京3月5日电 桂林市市长林知远说，去年全市粮食产量120.5万吨，同比增长3.2%。"
    done = subprocess.run([sys.executable, "-c", code, text], capture_output=True, check=True, timeout=300)
    assert done.stdout == b"1\n"
