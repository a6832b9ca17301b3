"""The wheel in clean environments does README's main job; needs a package registry."""

from __future__ import annotations

import sys

import pytest

from docsite import install_test
from docsite.vocabulary import ROOT


@pytest.mark.network
def test_a_plain_install_does_the_main_job() -> None:
    wheels = sorted((ROOT / "dist").glob("*.whl"))
    if not wheels:
        pytest.skip("no dist/: make dist makes it")
    told = install_test.try_pip(sys.executable, wheels[0])
    assert int(str(told["installed MB"])) < 1500
    assert float(str(told["main job s"])) < 300


def test_the_main_job_is_what_the_first_page_shows() -> None:
    start = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")
    for command in ("events", "map", "read", "build"):
        assert f"geomap {command} " in start
        assert any(words[0] == command for words in install_test.JOB)
