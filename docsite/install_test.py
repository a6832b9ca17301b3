"""The wheel tried as a stranger would: ``python -m docsite.install_test DIST [--out FILE]``.

For every Python at hand a clean environment gets the wheel and nothing else, and README's main job
is done in it: a table placed, a map, a report read, a figure. Size and time are measured. With uv and
pipx where they are installed. ``--newest`` takes the newest of every dependency. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "docs" / "examples"
JOB = (
    ("--version",),
    ("events", "reports.csv", "-o", "events.geojson"),
    ("map", "events.geojson", "-o", "map.html"),
    ("read", "article.txt", "-o", "read.csv", "--html", "review.html"),
    ("brief", "events.geojson", "-o", "brief.png"),
    ("resolve", "Deir Ezzor"),
    ("build", "first_map.toml"),
)
"""README's main job, command by command."""


def find_pythons() -> dict[str, str]:
    """Return the interpreters of this machine by version, with those that are too old."""
    found: dict[str, str] = {}
    places = [
        Path("/usr/bin"),
        *Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin"),
    ]
    for folder in places:
        for path in sorted(folder.glob("python3.*")):
            if path.name.replace("python3.", "").isdigit():
                told = subprocess.run([path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                                      capture_output=True, text=True, check=False)  # fmt: skip
                if told.returncode == 0:
                    found.setdefault(told.stdout.strip(), str(path))
    return dict(sorted(found.items(), key=lambda item: tuple(map(int, item[0].split(".")))))


def do_job(geomap: list[str]) -> float:
    """Do README's main job in a copy of the examples; return the seconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, "work")
        shutil.copytree(EXAMPLES, work)
        start = time.monotonic()
        for command in JOB:
            subprocess.run([*geomap, *command], cwd=work, check=True, capture_output=True,
                           env={**os.environ, "PYTHONPATH": "", "PYTHONWARNINGS": "error::ImportWarning"})  # fmt: skip
        return time.monotonic() - start


def try_pip(python: str, wheel: Path, *, newest: bool = False) -> dict[str, object]:
    """Install the wheel with pip into a clean environment and do the job; return the figures."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)
        bin_ = Path(folder, "bin")
        before = _size(Path(folder))
        start = time.monotonic()
        command = [
            str(bin_ / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        target = str(wheel)
        if newest:
            target = _unpinned(bin_, wheel)
        subprocess.run(
            [*command, target] if not newest else [*command, *target.split("\n"), str(wheel)],
            check=True,
        )
        took = time.monotonic() - start
        size = _size(Path(folder)) - before
        job = do_job([str(bin_ / "geomap")])
    return {
        "installed MB": round(size / 1e6),
        "install s": round(took),
        "main job s": round(job, 1),
    }


def _unpinned(bin_: Path, wheel: Path) -> str:
    """Return the names of all requirements without their bounds."""
    code = (
        "import zipfile, sys, re;"
        "z = zipfile.ZipFile(sys.argv[1]);"
        "m = z.read(next(n for n in z.namelist() if n.endswith('METADATA'))).decode();"
        "print('\\n'.join(re.match(r'[\\w.-]+(\\[\\w+\\])?', x)[0] for x in "
        "re.findall(r'^Requires-Dist: (.*)$', m, re.M) if 'extra ==' not in x))"
    )
    told = subprocess.run(
        [bin_ / "python", "-c", code, wheel], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def try_tool(name: str, wheel: Path) -> float:
    """Install the wheel with uv or pipx and do the job; return the seconds of the job."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "UV_TOOL_DIR": f"{folder}/tools", "UV_TOOL_BIN_DIR": f"{folder}/bin",
                       "PIPX_HOME": f"{folder}/pipx", "PIPX_BIN_DIR": f"{folder}/bin"}  # fmt: skip
        command = (
            ["uv", "tool", "install", "--quiet", str(wheel)]
            if name == "uv"
            else ["pipx", "install", "--quiet", str(wheel)]
        )
        subprocess.run(command, check=True, env=environment, capture_output=True)
        return do_job([f"{folder}/bin/geomap"])


def main() -> None:
    """Try all, print a table, write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dist", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--newest", action="store_true")
    parser.add_argument("--only", help="one Python, like 3.12")
    options = parser.parse_args()
    wheel = next(options.dist.glob("*.whl")).resolve()
    rows: list[dict[str, object]] = []
    for version, python in find_pythons().items():
        if options.only and version != options.only:
            continue
        if tuple(map(int, version.split("."))) < (3, 11):
            told = subprocess.run([python, "-m", "pip", "install", "--dry-run", "--no-deps", str(wheel)],
                                  capture_output=True, text=True, check=False)  # fmt: skip
            line = next(
                (x for x in told.stderr.splitlines() if "Python" in x), told.stderr.strip()[:120]
            )
            print(f"Python {version}: {line}")
            continue
        row = {"with": f"pip, Python {version}", **try_pip(python, wheel, newest=options.newest)}
        rows.append(row)
        print(row, flush=True)
    for name in ("uv", "pipx"):
        if shutil.which(name) and not options.only and not options.newest:
            rows.append(
                {
                    "with": name,
                    "installed MB": "",
                    "install s": "",
                    "main job s": round(try_tool(name, wheel), 1),
                }
            )
            print(rows[-1], flush=True)
    if options.out and rows:
        options.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _size(folder: Path) -> int:
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


if __name__ == "__main__":
    sys.exit(main())
