"""What axe-core finds in the states of the event map: nothing serious in any."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.watching import rest

AXE = Path(__file__).parents[2] / "geomap" / "web-src" / "node_modules" / "axe-core" / "axe.min.js"

STATES = {
    "begin": "",
    "list": "document.querySelector('[data-opens=right][aria-expanded=false]')?.click()",
    "filters": "document.querySelector('[data-opens=left][aria-expanded=false]')?.click()",
    "event": """document.querySelector('[data-opens=right][aria-expanded=false]')?.click();
        document.querySelector('.gm-card').click()""",
    "table": "document.querySelector('[data-opens=table]').click()",
    "menu": "document.querySelector('[data-opens=menu]').click()",
    "window": "geomap.setWindow('2025-06-20', '2025-06-30')",
    "empty": "geomap.setWindow('1861-01-01', '1861-12-31')",
    "all open": "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
}
"""What a reader does before axe looks."""

KINDS = [
    ("en", "light", 1440), ("en", "dark", 1440), ("ar", "light", 1440), ("ar", "dark", 1440),
    ("en", "light", 390), ("ar", "dark", 390),
]  # fmt: skip

SCRIPT = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    return found.violations
        .filter((one) => one.impact === 'serious' || one.impact === 'critical')
        .map((one) => `${one.id}: ` + one.nodes.slice(0, 5)
            .map((node) => `${node.target} (${node.any.map((why) => why.message)})`).join('; '));
}"""


@pytest.fixture(scope="module")
def axe():
    """Return axe-core's script, which is there once the front end has been built."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: python hatch_build.py")
    return AXE.read_text("utf-8")


@pytest.mark.parametrize(("lang", "theme", "width"), KINDS)
def test_axe_finds_nothing_serious(open_page, sample_page, axe, lang, theme, width):
    found = {}
    for state, act in STATES.items():
        page = open_page(sample_page(lang, theme), width=width, height=844)
        page.evaluate(axe)
        if act:
            page.evaluate(act)
            rest(page, 300)
        if problems := page.evaluate(SCRIPT):
            found[state] = problems
        page.context.close()
    assert not found
