"""Hostile text in every field of a map: nothing runs, nothing is asked for, the text is readable.

The control runs the same texts through plain folium, where scripts do run: it shows that the
probe sees what it should.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import folium
import pytest

import geomap
from geomap.settings import Presentation
from tests.browser.payloads import LONG, PAYLOADS, PROBE, of_kind
from tests.browser.watching import Log, open_file, rest, wait_until, watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS = (
    "event_id", "report_id", "sub_event_type", "actor1", "actor1_id", "actor2", "actor2_id",
    "claimed_by", "attributed_to", "location", "place_name", "pcode", "admin1", "admin2", "admin3",
    "source", "source_url", "description", "placed_how",
)  # fmt: skip
"""Every text field that the page may show. ``event_type`` and ``status`` are closed lists."""
SHORT = [text for name, text in PAYLOADS.items() if name not in LONG]
ADDRESSES = {"link", "address"}


def make_events(make_sample: Callable[..., Any], texts: list[str]) -> Any:
    """Return sample events, repeated until each text stands in each field of some row once.

    A column of strings cannot hold half a surrogate pair; titles and names can (see below).
    """
    import pandas as pd

    sample = make_sample()
    copies = -(-len(texts) // len(sample))
    events = pd.concat([sample] * copies, ignore_index=True).iloc[: len(texts)].copy()
    for number, name in enumerate(FIELDS):
        if name in events:
            column = [texts[(row + number) % len(texts)] for row in range(len(texts))]
            events[name] = [text.encode("utf-8", "replace").decode() for text in column]
    events["event_id"] = [f"{text[:300]} {row}" for row, text in enumerate(events["event_id"])]
    return events


def show_everything(page: Any) -> None:
    """Touch whatever shows text: table, filters, search, panels, menus, shading, downloads."""
    page.evaluate("geomap.ready")
    page.evaluate("geomap.setFilter({text: '<script>'})")
    page.evaluate("geomap.setFilter({text: '${'})")
    page.evaluate("geomap.reset()")
    for button in page.query_selector_all("button"):
        name = (button.get_attribute("aria-label") or button.inner_text() or "").lower()
        if button.is_visible() and not any(word in name for word in ("print", "download", "png")):
            button.click(timeout=2_000, force=True, no_wait_after=True)
    rest(page, 100)


def assert_nothing_happened(page: Any, log: Log) -> None:
    assert page.evaluate(PROBE)
    assert log.dialogs == []
    assert log.requests == []
    assert log.errors == []
    assert page.evaluate("({}).polluted === undefined && ({}).x === undefined")


def test_there_are_at_least_two_hundred_different_payloads() -> None:
    assert len(set(PAYLOADS.values())) == len(PAYLOADS) >= 200
    assert LONG


CONTROL = (
    "handler: img on error",
    "handler: svg on load",
    "end: ends the script, plain",
    "template: backtick",
    "template: template expression",
    "load: loads a picture",
)


@pytest.mark.parametrize("name", CONTROL)
def test_the_control_plain_folium_fails(chromium: Any, tmp_path: Path, name: str) -> None:
    chart = folium.Map([35, 38], tiles=None)
    text = PAYLOADS[name]
    folium.Marker([35, 38], popup=folium.Popup(text, show=True), tooltip=text).add_to(chart)
    path = tmp_path / "plain.html"
    chart.save(path)
    with watched(chromium) as (page, log):
        answer_links(page)
        page.goto(path.as_uri())
        rest(page, 300)
        asked = [url for url in log.requests if "outside.invalid" in url]
        assert not page.evaluate(PROBE) or log.errors or asked


def test_the_control_plain_folium_computes_what_text_says(tmp_path: Path) -> None:
    chart = folium.Map([35, 38], tiles=None)
    folium.Marker([35, 38], tooltip="{{ 6 * 7 }} is computed").add_to(chart)
    chart.save(tmp_path / "plain.html")
    assert "42 is computed" in (tmp_path / "plain.html").read_text("utf-8")


def test_the_control_plain_folium_breaks_on_a_layer_name(chromium: Any, tmp_path: Path) -> None:
    chart = folium.Map([35, 38], tiles=None)
    folium.FeatureGroup(PAYLOADS["handler: img on error"]).add_to(chart)
    folium.LayerControl(collapsed=False).add_to(chart)
    path = tmp_path / "plain.html"
    chart.save(path)
    with watched(chromium) as (page, _):
        answer_links(page)
        page.goto(path.as_uri())
        page.wait_for_function("window.__pwned === 1")


def answer_links(page: Any) -> None:
    """Answer folium's links from the locked packages, so that its page works without a network."""
    from geomap.web.offline.plugins import find_asset

    page.context.set_offline(False)

    def answer(route: Any) -> None:
        asset = find_asset(route.request.url)
        if asset is None:
            route.abort()
        else:
            kind = "text/javascript" if asset.is_script else "text/css"
            route.fulfill(body=asset.read_text(), content_type=kind)

    page.route(lambda url: url.startswith("http"), answer)


def test_no_payload_runs_in_any_field_of_the_event_map(
    chromium: Any, make_sample: Callable[..., Any], tmp_path: Path
) -> None:
    events = make_events(make_sample, SHORT)
    path = tmp_path / "map.html"
    geomap.save_map(geomap.render_map(events, title="Payloads"), path)
    with watched(chromium, width=1440, height=900) as (page, log):
        page.set_default_timeout(20_000)
        open_file(page, log, path)
        page.evaluate("geomap.ready")
        assert page.evaluate("geomap.state().visible_events") == len(events)
        show_everything(page)
        assert_nothing_happened(page, log)


def test_titles_sources_and_layer_names_are_text(
    chromium: Any, make_sample: Callable[..., Any], tmp_path: Path
) -> None:
    text = " ".join(SHORT)
    events = make_sample()
    chart = folium.Map([35, 38], zoom_start=6, tiles=None)
    geomap.EventMap(
        events, name=text, presentation=Presentation(title=text, subtitle=text, sources=(text,))
    ).add_to(chart)
    folium.LayerControl(collapsed=False).add_to(chart)
    path = geomap.save_map(chart, tmp_path / "map.html")
    with watched(chromium, width=1440, height=900) as (page, log):
        open_file(page, log, path)
        show_everything(page)
        assert_nothing_happened(page, log)


def test_a_payload_is_readable_as_it_was_written(
    chromium: Any, make_sample: Callable[..., Any], tmp_path: Path
) -> None:
    text = "<img src=x onerror=alert(1)> ${1} `x` {{ 7 * 7 }} &lt;b&gt; \u202eabc"
    events = make_sample(description=text)
    path = tmp_path / "map.html"
    geomap.save_map(geomap.render_map(events), path)
    with watched(chromium, width=1440, height=900) as (page, log):
        open_file(page, log, path)
        page.evaluate("geomap.ready")
        page.keyboard.press("t")
        rest(page, 200)
        page.click(".gm-table tbody tr button")
        wait_until(
            page,
            "text => document.body.textContent.replaceAll(/[\\u2066-\\u2069\\u202c]/g, '')"
            ".includes(text)",
            arg="<img src=x onerror=alert(1)> ${1} `x` {{ 7 * 7 }} &lt;b&gt;",
        )
        assert_nothing_happened(page, log)


def test_texts_of_a_megabyte_do_not_break_the_page(
    chromium: Any, make_sample: Callable[..., Any], tmp_path: Path
) -> None:
    events = make_sample()
    texts = [PAYLOADS[name] for name in sorted(LONG)]
    events["description"] = (texts * len(events))[: len(events)]
    events.loc[events.index[0], ["actor1", "place_name", "location"]] = texts[0]
    path = tmp_path / "map.html"
    geomap.save_map(geomap.render_map(events), path)
    with watched(chromium, width=1440, height=900) as (page, log):
        page.set_default_timeout(30_000)
        open_file(page, log, path)
        page.evaluate("geomap.ready")
        page.keyboard.press("t")
        rest(page, 200)
        page.click(".gm-table tbody tr button")
        rest(page, 300)
        assert_nothing_happened(page, log)


@pytest.mark.parametrize("name", [name for name in PAYLOADS if name.startswith("address:")])
def test_no_link_to_the_page_runs_anything(
    chromium: Any, make_sample: Callable[..., Any], tmp_path_factory: Any, name: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "hash.html"
    if not path.exists():
        geomap.save_map(geomap.render_map(make_sample()), path)
    text = PAYLOADS[name]
    with watched(chromium) as (page, log):
        page.goto(path.as_uri() + (text if text.startswith("#") else "#" + text))
        page.evaluate("geomap.ready")
        log.requests.clear()
        assert_nothing_happened(page, log)


def test_only_web_addresses_become_links(
    chromium: Any, make_sample: Callable[..., Any], tmp_path: Path
) -> None:
    links = list(of_kind("link", "address").values())
    events = make_events(make_sample, links)
    events["source_url"] = links
    path = tmp_path / "map.html"
    geomap.save_map(geomap.render_map(events), path)
    with watched(chromium, width=1440, height=900) as (page, log):
        page.set_default_timeout(20_000)
        open_file(page, log, path)
        show_everything(page)
        page.keyboard.press("Escape")
        found = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
        assert all(link.startswith(("http://", "https://", "#", path.as_uri())) for link in found)
        assert_nothing_happened(page, log)


def test_downloaded_cells_are_no_formulas(
    chromium: Any, make_sample: Callable[..., Any], tmp_path: Path
) -> None:
    formulas = list(of_kind("formula").values())
    events = make_events(make_sample, formulas)
    path = tmp_path / "map.html"
    geomap.save_map(geomap.render_map(events), path)
    with watched(chromium, width=1440, height=900) as (page, log):
        page.set_default_timeout(20_000)
        open_file(page, log, path)
        page.evaluate("geomap.ready")
        text = download(page, "CSV").decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) == len(events) + 1
        assert {len(row) for row in rows} == {len(rows[0])}
        bad = [
            cell
            for row in rows[1:]
            for cell in row
            if cell.startswith(("=", "@", "\t", "\r", "\n")) or is_signed_formula(cell)
        ]
        assert bad == []
        assert log.errors == []


def is_signed_formula(cell: str) -> bool:
    """Return True for what begins with a sign and is not simply a number."""
    if not cell.startswith(("+", "-")):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def download(page: Any, kind: str) -> bytes:
    """Click the download of a kind, opening the menu that holds it first."""
    page.locator("[data-opens=menu]").click()
    with page.expect_download() as waiting:
        page.locator(".gm-menu-item", has_text=kind).click()
    content: bytes = waiting.value.path().read_bytes()
    return content
