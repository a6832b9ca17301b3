"""Notebooks, run and shown: ``python -m docsite.notebooks`` runs them into ``build/notebooks``.

The site shows what the run gave. Maps become pages of their own in a frame, pictures files.
"""

from __future__ import annotations

import base64
import re
from html import unescape
from pathlib import Path

from docsite.vocabulary import ROOT

SOURCES = ROOT / "docs" / "notebooks"
MADE = ROOT / "build" / "notebooks"
SRCDOC = re.compile(r'srcdoc="([^"]*)"')


def list_notebooks() -> list[Path]:
    """Return the notebooks of the documentation."""
    return sorted(SOURCES.glob("*.ipynb"))


def run_notebook(path: Path, folder: Path = MADE) -> Path:
    """Run a notebook from its own folder and write it with its outputs; return the file."""
    import nbformat
    from nbclient import NotebookClient

    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    out = folder / path.name
    nbformat.write(notebook, out)
    return out


def show_notebook(path: Path) -> tuple[str, dict[str, bytes]]:
    """Return a run notebook as Markdown, and the files that it shows by name."""
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    files: dict[str, bytes] = {}
    out = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            out += [cell.source, ""]
            if not number:
                link = f'<a href="{path.name}" download>Take the notebook</a>'
                out += [link, ""]
            continue
        out += ["```python", cell.source, "```", ""]
        for told in cell.outputs:
            out += _show_output(told, f"{path.stem}_{number}", files)
    return "\n".join(out), files


def _show_output(told: dict, stem: str, files: dict[str, bytes]) -> list[str]:  # type: ignore[type-arg]
    if told.get("output_type") == "stream":
        return ["```text", str(told["text"]).rstrip(), "```", ""]
    data = told.get("data", {})
    if "image/png" in data:
        files[f"{stem}.png"] = base64.b64decode(data["image/png"])
        return [f"![What the cell shows](../made/{stem}.png)", ""]
    html = data.get("text/html", "")
    if found := SRCDOC.search(html):
        files[f"{stem}.html"] = unescape(found[1]).encode()
    elif "<script" in html or "<!DOCTYPE" in html[:200]:
        files[f"{stem}.html"] = html.encode()
    elif html:
        html = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
        return [re.sub(r"\n\s*", "", html).replace('border="1" class="dataframe"', ""), ""]
    else:
        return ["```text", str(data.get("text/plain", "")), "```", ""]
    return [
        f'<iframe class="map" src="../made/{stem}.html" title="The map of this cell"></iframe>',
        "",
    ]


if __name__ == "__main__":
    for source in list_notebooks():
        print(run_notebook(source))
