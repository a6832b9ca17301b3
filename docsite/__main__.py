"""``python -m docsite``: make the gallery, run the notebooks, build both languages strictly."""

from __future__ import annotations

import os
import subprocess
import sys

from docsite.gallery import make_gallery
from docsite.notebooks import MADE, list_notebooks, run_notebook
from docsite.vocabulary import ROOT

SITE = ROOT / "build" / "site"


def build_site() -> None:
    """Build the site into ``build/site``; a warning is an error."""
    make_gallery()
    for source in list_notebooks():
        ran = MADE / source.name
        if not ran.exists() or ran.stat().st_mtime < source.stat().st_mtime:
            run_notebook(source)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for config in ("mkdocs.yml", "mkdocs.ar.yml"):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config]
        subprocess.run(command, cwd=ROOT, check=True, env=environment)


if __name__ == "__main__":
    build_site()
    print(SITE / "index.html")
