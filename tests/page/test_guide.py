"""The guide as a site: it builds without a complaint, loads nothing from elsewhere, fits a phone, is readable."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
_THEME = 'landmark-unique: <nav class="md-code__nav"'  # the theme names all its copy buttons alike
PAGES = ("index", "tutorial", "record", "howto/correct", "accuracy")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site's folder."""
    pytest.importorskip("material", reason="no mkdocs-material: the guide is not built")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    found = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return folder


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_pages_load_nothing_else_and_fit(site, visit, phone, dark):
    for name in PAGES:
        seen = visit((site / f"{name}.html").as_uri(), phone=phone, dark=dark)
        page = seen.page
        assert [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))] == [], name
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name
        broken = "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)"
        assert page.evaluate(broken) == [], name


def test_pages_can_be_read_by_everyone(site, visit):
    for name in PAGES:
        for dark in (False, True):
            seen = visit((site / f"{name}.html").as_uri(), dark=dark)
            assert [fault for fault in seen.violations() if not fault.startswith(_THEME)] == [], name
