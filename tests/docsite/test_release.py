"""What a release carries and says: licences, the bill of materials, reasons, versions."""

from __future__ import annotations

import json
import re
import tomllib
from runpy import run_path

import pytest

from docsite.release import MUST, check_contents
from docsite.vocabulary import ROOT
from geomap.version import __version__

BUNDLED = run_path(str(ROOT / "geomap" / "web-src" / "plugins" / "bundled.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def index() -> list[dict]:  # type: ignore[type-arg]
    path = ROOT / "geomap" / "web" / "assets" / "plugins" / "index.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_bundled_package_has_version_hash_and_licence(index) -> None:
    found = BUNDLED["list_components"](index)
    assert len(found) > 30
    for one in found:
        assert re.fullmatch(r"\d+\.\d+\.\d+.*", one["version"]), one
        assert one["integrity"].startswith("sha512-"), one["name"]
    bill = BUNDLED["describe_bill"](found)
    assert len(bill["components"]) == len(found)
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len(set(refs)) == len(refs)
    assert all(len(one["hashes"][0]["content"]) == 128 for one in bill["components"])


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("MIT", {"license": {"id": "MIT"}}),
        ("BSD", {"license": {"name": "BSD"}}),
        ("MIT License", {"license": {"name": "MIT License"}}),
        ("(CC-BY-4.0 AND OFL-1.1)", {"expression": "(CC-BY-4.0 AND OFL-1.1)"}),
    ],
)
def test_a_licence_is_told_as_id_name_or_expression(stated: str, told: object) -> None:
    assert BUNDLED["_licence_choice"](stated) == told


def test_the_terms_of_facts_are_told() -> None:
    text = BUNDLED["format_data"]()
    assert "CC-BY-3.0-IGO" in text
    assert "Natural Earth" in text


def test_what_our_scripts_are_bundled_with_is_told(index) -> None:
    used = BUNDLED["imported_packages"](ROOT / "geomap" / "web-src" / "src")
    told = {one["name"] for one in BUNDLED["list_components"](index)}
    assert used <= told
    assert "preact" in told


def test_every_dependency_has_a_reason() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = told[told.index("## Dependencies") :]
    optional = PROJECT["optional-dependencies"]
    named = [*PROJECT["dependencies"], *(one for extra in optional.values() for one in extra)]
    names = {re.split(r"[\[<>=~! ;]", one, maxsplit=1)[0] for one in named}
    lacking = sorted(name for name in names if not re.search(rf"\b{re.escape(name)}\b", told))
    assert lacking == [], "say in CONTRIBUTING why it is there"


def test_every_extra_is_explained_and_named_with_the_distribution() -> None:
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    extras = set(PROJECT["optional-dependencies"]) - {"dev", "docs", "release"}
    assert {extra for extra in extras if f"| `{extra}` |" not in page} == set()
    for path in (ROOT / "docs").rglob("*.md"):
        assert "geomap[" not in path.read_text(encoding="utf-8"), f"{path.name}: geomap-syria[...]"


def test_citation_names_a_version_and_the_licence() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"license: {PROJECT['license']}" in text
    assert re.search(r"^version: \d+\.\d+\.\d+$", text, re.MULTILINE)
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_the_workflows_have_least_rights_and_pinned_actions() -> None:
    files = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert len(files) >= 2
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "\npermissions: {}\n" in text, path.name
        used = re.findall(r"uses: (\S+)", text)
        assert used
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in used), path.name
        assert "secrets." not in text


@pytest.mark.long
def test_the_distributions_at_hand_carry_what_they_must() -> None:
    dist = ROOT / "dist"
    if not list(dist.glob("*.whl")):
        pytest.skip("no dist/: make dist makes it")
    assert MUST
    assert check_contents(dist) == []
