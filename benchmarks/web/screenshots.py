"""Take the screenshots of ``docs/images`` from a rendered map.

Run from the checkout: ``python benchmarks/web/screenshots.py seeds/asharq_al_awsat.csv``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import geomap
from geomap.settings import Presentation
from geomap.web.page import write_page

OUT = Path(__file__).parents[2] / "docs" / "images"
TITLES = {
    "en": "Two reports on Syria: Idlib 2020, Damascus 2025",
    "ar": "تقريران عن سوريا: إدلب 2020، دمشق 2025",
}
PHONE = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2}
SHOTS: tuple[tuple[str, str, str, tuple[int, int], str, dict[str, Any]], ...] = (
    ("map-desktop", "en", "light", (1440, 900), "", {}),
    ("map-dark", "en", "dark", (1440, 900), "#w=2025-01-01..2025-06-30", {}),
    ("map-arabic", "ar", "light", (1440, 900), "", {}),
    ("map-phone", "en", "light", (390, 844), "", PHONE),
    ("map-event", "en", "light", (1440, 900), "#w=2025-06-01..2025-06-30&q=Mar+Elias", {}),
)


def main() -> None:
    from playwright.sync_api import sync_playwright

    events = geomap.read_events(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    chromium = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, lang, theme, (width, height), fragment, options in SHOTS:
            presentation = Presentation(title=TITLES[lang], lang=lang, theme=theme)
            path = write_page(events, folder / f"{name}.html", presentation)
            viewport = {"width": width, "height": height}
            context = browser.new_context(viewport=viewport, offline=True, **options)
            page = context.new_page()
            page.goto(path.as_uri() + fragment)
            page.evaluate("geomap.ready")
            page.wait_for_timeout(600)
            if name == "map-event":
                page.locator(".gm-card:visible").first.click()
                page.wait_for_timeout(400)
            page.screenshot(path=OUT / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
