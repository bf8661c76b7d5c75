"""Settings of the whole suite."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# A shell's job in the background (`make test &`) ignores interrupts, and so would the commands that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def corpus(project: Path) -> Path:
    """The annotated articles that rules are tuned on."""
    return project / "corpus" / "dev"


# ---------------------------------------------------------------------------------------------- pages in a browser

BROWSER: list[str] = []
"""What was tested with, for the summary."""
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def pytest_terminal_summary(terminalreporter):
    """Tell which browser was tested."""
    for line in BROWSER:
        terminalreporter.write_line(f"browser: {line}")


@pytest.fixture(scope="session")
def browser():
    """A real Chromium: the one of NEWSEXTRACT_TEST_CHROMIUM, else the system's."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright: pages are not tested in a browser")
    names = [os.environ.get("NEWSEXTRACT_TEST_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        BROWSER.append("none found, pages were not tested; install chromium")
        pytest.skip("no Chromium; install it, or name one with NEWSEXTRACT_TEST_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        BROWSER.append(f"Chromium {browser.version} ({path})")
        yield browser
        browser.close()


class Visit:
    """A page with everything that it asked for and complained of."""

    def __init__(self, page):
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: line.type in ("error", "warning") and self.complaints.append(line.text))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def violations(self):
        """What axe finds wrong with the page as it stands."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{item['id']}: {node['html'][:200]}" for item in found for node in item["nodes"]]


@pytest.fixture
def visit(browser):
    """Opens a page: ``visit(url, phone=False, dark=False)``."""
    contexts = []

    def open_page(url, *, phone=False, dark=False, **options):
        size = {"width": 390, "height": 844} if phone else {"width": 1400, "height": 900}
        context = browser.new_context(
            viewport=size, is_mobile=phone, has_touch=phone, color_scheme="dark" if dark else "light", **options
        )
        context.set_default_timeout(120_000)  # on a busy machine too
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.goto(url)
        return seen

    yield open_page
    for context in contexts:
        context.close()
