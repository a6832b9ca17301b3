"""A real Chromium with the network blocked, and pages that note whatever they should not do."""

import importlib.util
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def make_sample():
    path = ROOT / "tests" / "web" / "sample.py"
    spec = importlib.util.spec_from_file_location("geomap_sample_events", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sample_events


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium: install it or name it in GEOMAP_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@dataclass
class Seen:
    """What a page did that it should not have."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(chromium):
    """Return a function that opens a file with the network off; the page carries `.seen`."""
    contexts = []

    def open_file(path, fragment="", width=1440, height=900, wait=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        seen = Seen()
        page.seen = seen
        local = ("file:", "data:", "blob:", "about:")
        page.on("request", lambda r: r.url.startswith(local) or seen.requests.append(r.url))
        page.on("console", lambda m: m.type == "error" and seen.errors.append(m.text))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))

        def dismiss(dialog):
            seen.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.goto(Path(path).as_uri() + fragment)
        if wait:
            page.evaluate("geomap.ready")
        return page

    yield open_file
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample_page(make_sample, tmp_path_factory):
    """Return a function that writes the sample as a page once for each presentation."""
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions
    from geomap.web.page import write_web_map

    folder = tmp_path_factory.mktemp("pages")
    made = {}

    def write(lang="en", theme="light", **options):
        key = (lang, theme, tuple(sorted(options.items())))
        if key not in made:
            title = "أحداث مختلقة" if lang == "ar" else "Invented events"
            presentation = Presentation(title=title, lang=lang, theme=theme, unplaced=2)
            path = folder / f"{len(made)}.html"
            made[key] = write_web_map(make_sample(), path, presentation, WebOptions(**options))
        return made[key]

    return write
