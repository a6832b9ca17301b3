"""Open a page in Chromium without network and measure it."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from benchmarks.web.pages import DRAWN, FOLIUM_DRAWN, HELPERS, STEPS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Result:
    """One line of the table; None where the library has no such thing or did not get there."""

    name: str
    count: int
    build_s: float | None = None
    file_mb: float | None = None
    peak_mb: float | None = None
    first_ms: float | None = None
    first_main_ms: float | None = None
    step_ms: float | None = None
    step_main_ms: float | None = None
    worst_ms: float | None = None
    filter_ms: float | None = None
    filter_worst_ms: float | None = None
    heap_mb: float | None = None
    buffers_mb: float | None = None
    notes: list[str] = field(default_factory=list)


def measure_page(
    result: Result,
    path: Path,
    *,
    packages: Path | None,
    timeout_s: float,
    slow: float = 1,
    software_gl: bool = False,
) -> None:
    """Fill `result` with what Chromium says of the page at `path`.

    The network is blocked; links of folium's maps are answered with the files of the locked
    packages, and links to npm packages from `packages` (a ``node_modules``), so that peers that
    need the internet are measured as if it were infinitely fast. What is asked beyond that is
    noted. `slow` is how many times slower the processor is made.
    """
    import shutil

    from playwright.sync_api import Error, sync_playwright

    lost: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox", "--js-flags=--max-old-space-size=6000", "--disable-dev-shm-usage",
                "--enable-unsafe-swiftshader", "--enable-precise-memory-info",
                *(["--use-gl=angle", "--use-angle=swiftshader"] if software_gl else []),
            ],
        )  # fmt: skip
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.route(re.compile("^https?://"), lambda route: _answer(route, packages, lost))
        page = context.new_page()
        page.set_default_timeout(timeout_s * 1000)
        session = context.new_cdp_session(page)
        if slow > 1:
            session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)[:120]))
        # processor time of the page's main thread, which other work on the machine does not change
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        try:
            drawn = DRAWN.get(result.name, FOLIUM_DRAWN)
            page.goto(path.as_uri(), wait_until="commit")
            result.first_ms = _run(page, f"{drawn} return performance.now();", timeout_s)
            result.first_main_ms = _main_thread_ms(session)
            page.wait_for_timeout(500)
            session.send("HeapProfiler.collectGarbage")
            usage = session.send("Runtime.getHeapUsage")
            result.heap_mb = usage["usedSize"] / 1e6
            result.buffers_mb = usage.get("backingStorageSize", 0) / 1e6
            if result.name in STEPS:
                before = _main_thread_ms(session)
                found = _run(page, STEPS[result.name], timeout_s)
                taken = len(found["steps"]) + len(found.get("filters", ()))
                result.step_main_ms = (_main_thread_ms(session) - before) / taken
                result.step_ms = statistics.median(found["steps"])
                result.worst_ms = max(found["steps"])
                if found.get("filters"):
                    result.filter_ms = statistics.median(found["filters"])
                    result.filter_worst_ms = max(found["filters"])
        except (Error, TimeoutError) as error:
            result.notes.append(str(error).splitlines()[0][:100])
        finally:
            browser.close()
    if faults:
        result.notes.append(f"error in the page: {faults[0]}")
    if lost:
        result.notes.append(f"asks the internet for {len(lost)} files, first {lost[0][:80]}")


def _main_thread_ms(session: Any) -> float:
    """Return the processor time of the page's main thread so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")


def _run(page: Any, body: str, timeout_s: float) -> Any:
    """Run an async function body in the page, no longer than the timeout."""
    late = f"() => no(new Error('no end in {timeout_s:.0f} s'))"
    limit = f"new Promise((_, no) => setTimeout({late}, {timeout_s * 1000:.0f}))"
    inner = f"Promise.race([(async () => {{ {body} }})(), {limit}])"
    return page.evaluate(f"() => {{ {HELPERS} return {inner}; }}")


def _answer(route: Any, packages: Path | None, lost: list[str]) -> None:
    from geomap.web.offline.plugins import find_asset

    url = route.request.url.split("?")[0]
    asset = find_asset(url)
    if asset is not None:
        kind = "text/javascript" if asset.is_script else "text/css"
        route.fulfill(body=asset.read_text(), content_type=kind)
        return
    file = _find_in_packages(url, packages) if packages else None
    if file:
        route.fulfill(path=file, headers={"Access-Control-Allow-Origin": "*"})
        return
    if not re.search(r"\.(png|woff2?|ttf|eot|svg)$", url):
        lost.append(url)
    route.abort()


@cache
def _find_in_packages(url: str, packages: Path) -> Path | None:
    found = re.search(r"(?:/npm/|unpkg\.com/)((?:@[^/]+/)?[^/@]+)(?:@[^/]*)?/(.+)$", url)
    if "require.js" in url:
        file = packages / "requirejs" / "require.js"
    elif found:
        file = packages / found[1] / found[2]
    else:
        return None
    return next((one for one in (file, file.with_name(file.name + ".js")) if one.is_file()), None)
