"""Build, size, first render, step and heap of the event map beside folium's FastMarkerCluster.

Run from the checkout: ``python benchmarks/web/compare.py 1000 10000 100000``; ``--peers`` adds the
build and size of lonboard and pydeck where they are installed (their pages fetch their code from
the internet, so they cannot be rendered offline). Figures of one run compare; runs do not.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import folium
from events import make_events
from folium.plugins import FastMarkerCluster
from playwright.sync_api import sync_playwright

import geomap
from geomap.outputs.web.page import write_page
from geomap.settings import Presentation

WINDOWS = [
    (f"{2011 + i % 12}-0{1 + i % 9}-01", f"{2012 + i % 12}-0{1 + i % 9}-01") for i in range(48)
]
TYPES = ["Battles", "Protests", "Riots", "Strategic developments"]
OURS_READY = """() => new Promise(done => { const timer = setInterval(() => { if (window.geomap) {
  clearInterval(timer); geomap.ready.then(() => done(performance.now())) } }, 3) })"""
OURS_STEPS = """async windows => { const out = []; for (const [a, b] of windows) {
  const t = performance.now(); await geomap.setWindow(a, b); out.push(performance.now() - t) }
  await geomap.setWindow(null); return out }"""
OURS_FILTERS = """async types => { const out = []; for (let i = 0; i < 32; i++) {
  const t = performance.now(); await geomap.setFilter({event_type: [types[i % types.length]]});
  out.push(performance.now() - t) } return out }"""
PAINTED = """new Promise(done => requestAnimationFrame(() => { const c = new MessageChannel();
  c.port2.onmessage = () => done(); c.port1.postMessage(0) }))"""
FMC_READY = f"async () => {{ await {PAINTED}; return performance.now() }}"
FMC_STEPS = f"""async () => {{
  const name = Object.keys(window).find(key => key.startsWith('fast_marker_cluster_'));
  const cluster = window[name]; const all = cluster.getLayers(); const out = [];
  for (let i = 0; i < 8; i++) {{ const t = performance.now(); cluster.clearLayers();
    cluster.addLayers(all.filter((_, k) => k % 12 === i)); await {PAINTED};
    out.push(performance.now() - t) }}
  return out }}"""
CALLBACK = """function (row) { const marker = L.marker(new L.LatLng(row[0], row[1]));
  marker.bindPopup(() => { const box = document.createElement('div');
  box.textContent = row.slice(2).join(' | '); return box }); return marker }"""


def build_ours(events: Any, path: Path) -> None:
    write_page(events, path, Presentation(title="Benchmark"))


def build_cluster(events: Any, path: Path) -> None:
    shown = ["date_start", "event_type", "sub_event_type", "status", "actor1", "actor2", "location",
             "place_name", "fatalities", "source", "description"]  # fmt: skip
    rows = events[["lat", "lon", *shown]].astype({"date_start": str}).astype(object)
    page = folium.Map([35, 38], zoom_start=6, tiles=None)
    FastMarkerCluster(rows.where(rows.notna(), None).values.tolist(), callback=CALLBACK).add_to(
        page
    )
    geomap.save_map(page, path)


def build_lonboard(events: Any, path: Path) -> None:
    import lonboard

    frame = events.drop(columns=["date_start", "date_end"])
    lonboard.Map(lonboard.ScatterplotLayer.from_geopandas(frame)).to_html(path)


def build_pydeck(events: Any, path: Path) -> None:
    import pydeck

    data = events[["lon", "lat", "actor1", "event_type", "description"]]
    layer = pydeck.Layer("ScatterplotLayer", data, get_position="[lon, lat]", get_radius=900)
    pydeck.Deck([layer], map_provider=None).to_html(str(path))


RENDERED = {
    "geomap": (build_ours, OURS_READY, True),
    "FastMarkerCluster": (build_cluster, FMC_READY, False),
}
BUILT = {"lonboard": build_lonboard, "pydeck": build_pydeck}


def measure_page(browser: Any, path: Path, ready: str, *, ours: bool) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(240_000)
    page.goto(path.as_uri(), wait_until="commit" if ours else "load")
    first = page.evaluate(ready)
    page.wait_for_timeout(700)
    steps = page.evaluate(OURS_STEPS, WINDOWS) if ours else page.evaluate(FMC_STEPS)
    out = {"first_ms": first, "step_ms": statistics.median(steps), "step_worst_ms": max(steps)}
    if ours:
        filters = page.evaluate(OURS_FILTERS, TYPES)
        out |= {"filter_ms": statistics.median(filters), "filter_worst_ms": max(filters)}
    heap = "(async () => { gc(); await new Promise(d => setTimeout(d, 400)); gc(); })()"
    page.evaluate(heap)
    out["heap_mb"] = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
    context.close()
    return {name: round(value, 1) for name, value in out.items()}


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [1_000, 10_000, 100_000]
    chromium = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium")
    folder = Path(tempfile.mkdtemp())
    build_ours(make_events(50), folder / "warm.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info",
                  "--js-flags=--expose-gc"],
        )  # fmt: skip
        for n in sizes:
            events = make_events(n)
            peers = BUILT if "--peers" in sys.argv else {}
            for name in (*RENDERED, *peers):
                build, ready, ours = RENDERED.get(name, (peers.get(name), "", False))
                path = folder / f"{name}-{n}.html"
                began = time.perf_counter()
                try:
                    build(events, path)
                except ImportError as error:
                    print(json.dumps({"n": n, "map": name, "absent": str(error)}))
                    continue
                row: dict[str, Any] = {"n": n, "map": name}
                row["build_s"] = round(time.perf_counter() - began, 2)
                row["file_mb"] = round(path.stat().st_size / 1e6, 2)
                if ready:
                    row |= measure_page(browser, path, ready, ours=ours)
                row["load"] = round(os.getloadavg()[0], 1)
                print(json.dumps(row), flush=True)
                path.unlink()
        browser.close()


if __name__ == "__main__":
    main()
