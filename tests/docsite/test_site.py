"""The site as readers get it: commands of pages run, it builds strictly, and asks for nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from docsite import checks, notebooks
from docsite.vocabulary import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.docs

LOADING = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
    "embed": "src", "object": "data",
}  # fmt: skip
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect"}


@pytest.mark.parametrize(
    "page", checks.runnable_pages(), ids=lambda page: str(page.relative_to(ROOT / "docs"))
)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(ROOT / "docs" / "examples", work)
    blocks = checks.fences_of(page.read_text(encoding="utf-8"), "bash")
    geomap = f'geomap() {{ "{sys.executable}" -m geomap "$@"; }}\nset -e\n'
    script = geomap + "\n".join(blocks)
    done = subprocess.run(
        ["bash", "-c", script], cwd=work, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-1500:]


@pytest.mark.parametrize("path", notebooks.list_notebooks(), ids=lambda path: path.stem)
def test_notebooks_run_and_show_their_map(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("nbclient", reason="make docs-setup installs it")
    ran = notebooks.run_notebook(path, tmp_path)
    text, files = notebooks.show_notebook(ran)
    assert "Traceback" not in text
    assert any(name.endswith((".html", ".png")) for name in files)
    for name, content in files.items():
        if name.endswith(".html"):
            assert b"https://cdn" not in content


@pytest.fixture(scope="module")
def site() -> Path:
    pytest.importorskip("mkdocs", reason="make docs-setup installs it")
    subprocess.run([sys.executable, "-m", "docsite"], cwd=ROOT, check=True)
    return ROOT / "build" / "site"


class Page(HTMLParser):
    """What a page loads, where it links to, and which anchors it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if tag in LOADING and said.get(LOADING[tag]):
            self.loads.append(said[LOADING[tag]])
        if tag == "link" and set(said.get("rel", "").split()) & LOADED_LINKS:
            self.loads.append(said.get("href", ""))
        if tag == "a" and "href" in said:
            self.links.append(said["href"])


def test_nothing_is_asked_for_outside_and_links_hold(site: Path) -> None:
    pages = {
        path: Page(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
        if "made" not in path.parts and path.name != "404.html"  # counts from a server's root
    }
    assert len(pages) > 40
    wrong = []
    for path, page in pages.items():
        for address in page.loads:
            if urlsplit(address).scheme in ("http", "https") or address.startswith("//"):
                wrong.append(f"{path.name} loads {address}")
            elif not address.startswith("data:") and not _there(path, address):
                wrong.append(f"{path.name} loads {address}, which is not there")
        for address in page.links:
            parts = urlsplit(address)
            if parts.scheme or address.startswith(("#", "/")):
                continue
            if not _there(path, address):
                wrong.append(f"{path.name} links to {address}, which is not there")
            target = (path.parent / unquote(parts.path)).resolve()
            known = pages[target].anchors if target in pages else {unquote(parts.fragment)}
            if parts.fragment and unquote(parts.fragment) not in known and "__" not in address:
                wrong.append(f"{path.name} links to {address}: no such anchor")
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8", errors="replace")
        wrong += [
            f"{sheet.name}: {x}"
            for x in re.findall(r"(?:@import|url\()\s*[\"']?https?://[^)\"']+", text)
        ]
    assert wrong == [], "\n".join(wrong)


def _there(page: Path, address: str) -> bool:
    path = unquote(urlsplit(address).path)
    return (page.parent / path).exists()


def test_the_arabic_pages_run_from_right_to_left(site: Path) -> None:
    text = (site / "ar" / "words.html").read_text(encoding="utf-8")
    assert re.search(r'<html[^>]*lang="ar"', text)
    assert 'dir="rtl"' in text
    for word in ("محافظة", "منطقة", "ناحية", "قصف", "غارة", "اشتباك"):
        assert word in text
