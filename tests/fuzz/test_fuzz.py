"""The fuzz targets: on any bytes, on what once raised, and for a while under a coverage-guided fuzzer.

NEWSEXTRACT_FUZZ_SECONDS says how long each target is fuzzed (0: not at all). An input that raises becomes a file of
``crashes/``, named after what was wrong.
"""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from targets import TARGETS

HERE = Path(__file__).parent
CRASHES = sorted((HERE / "crashes").glob("*"))
SECONDS = int(os.environ.get("NEWSEXTRACT_FUZZ_SECONDS", "0"))


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name):
    @settings(max_examples=150)
    @given(st.binary(max_size=300))
    def hold(data):
        TARGETS[name](data)

    hold()


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_what_once_raised(path):
    TARGETS[path.name.split("-")[0]](path.read_bytes())


@pytest.mark.skipif(SECONDS == 0, reason="NEWSEXTRACT_FUZZ_SECONDS does not say how long to fuzz")
@pytest.mark.skipif(find_spec("atheris") is None, reason="no atheris on this machine")
@pytest.mark.parametrize("name", TARGETS)
def test_under_the_fuzzer(name, tmp_path):
    options = [f"-max_total_time={SECONDS}", f"-artifact_prefix={tmp_path}/", "-rss_limit_mb=2000", "-max_len=400"]
    done = subprocess.run(
        [sys.executable, HERE / "drive.py", name, *options, tmp_path],
        capture_output=True,
        text=True,
        timeout=SECONDS + 120,
        check=False,
    )
    tried = re.findall(r"^(?:Done|#)\s*(\d+)", done.stderr, re.MULTILINE)
    found = {path.name: path.read_bytes() for path in tmp_path.glob("*-*") if "-" in path.name}
    print(f"{name}: {tried[-1] if tried else 0} inputs in {SECONDS} s")
    assert done.returncode == 0, f"{found}\n{done.stderr[-3000:]}"
    assert tried and int(tried[-1]) > 0
