"""What the documentation says that can be held against the code: commands, options, paths, keys."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from docsite.commands import list_commands
from docsite.vocabulary import ROOT

FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4,}((?:\.venv/bin/)?(?:geomap|make) [^\n]*)", re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
SHELL = {"bash", "sh", "console", ""}
PATHS = re.compile(r"^(?:geomap|benchmarks|tests|docs|gazetteer|maps|seeds|docsite)/[\w./{},*-]+$")
OPTION = re.compile(r"--[a-z][a-z0-9-]*")


class Said(NamedTuple):
    """One thing that a page says, and where."""

    page: str
    text: str


def list_pages() -> list[Path]:
    """Return every page that people read: the documentation, README and CONTRIBUTING."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def fences_of(text: str, *kinds: str) -> list[str]:
    """Return the fenced blocks of some languages, without their indentation."""
    out = []
    for indent, kind, body in FENCE.findall(text):
        if kind in kinds:
            out.append("\n".join(line.removeprefix(indent) for line in body.splitlines()))
    return out


def list_command_lines() -> list[Said]:
    """Return every command line of geomap that a page shows, cut off before pipes and comments."""
    found = []
    for page in list_pages():
        text = page.read_text(encoding="utf-8")
        lines = [line for block in fences_of(text, *SHELL) for line in block.splitlines()]
        lines += INDENTED.findall(FENCE.sub("", text))
        lines += [code for code in INLINE.findall(text) if code.startswith("geomap ")]
        for line in lines:
            said = line.strip().removeprefix(".venv/bin/").replace("\\|", "|")
            if said.startswith("geomap ") and not said.startswith("geomap --"):
                found.append(Said(page.name, re.split(r"  +|\s#", said)[0]))
    return found


def fault_of(line: str) -> str:
    """Return what is wrong with a command line: no such command, no such option; else nothing."""
    known = dict(list_commands())
    line = re.sub(r"\s\|\|.*", "", line)
    line = re.sub(r"\s*\|\s*([A-Z]+)?\s*", "|", line.replace("NAME |", "|"))
    words = shlex.split(line.replace("[", " ").replace("]", " ").replace("...", ""))[1:]
    words = [word for word in words if word]
    if not words:
        return ""
    name = words[0]
    choices = words[1].split("|") if len(words) > 1 else []
    if name in known and getattr(known[name], "commands", {}) and choices:
        missing = [c for c in choices if f"{name} {c}" not in known]
        if missing:
            return f"no command {name} {missing[0]}"
        name = f"{name} {choices[0]}"
    if name not in known:
        return f"no command {name}"
    options = {opt for one in known[name].params for opt in (*one.opts, *one.secondary_opts)}
    options |= {"--help"}
    for word in words[1:]:
        spelled = word.partition("=")[0]
        if re.fullmatch(r"-[a-z]|--[a-z][a-z-]*", spelled) and spelled not in options:
            return f"geomap {name} has no option {spelled}"
    return ""


def list_paths() -> list[Said]:
    """Return every path of the repository that a page names between backquotes."""
    found = []
    for page in list_pages():
        for code in INLINE.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
            if PATHS.match(code):
                found.append(Said(page.name, code))
    return found


def path_exists(name: str) -> bool:
    """Return whether a path, with ``{a,b}`` and ``*`` as shells have them, names something."""
    if found := re.search(r"\{([^}]*)\}", name):
        before, after = name[: found.start()], name[found.end() :]
        return all(path_exists(before + part + after) for part in found[1].split(","))
    return any(ROOT.glob(name.rstrip("/")))


def list_options() -> list[Said]:
    """Return every option that a page names in its prose."""
    found = []
    for page in list_pages():
        for code in INLINE.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
            if code.startswith("--"):
                found += [Said(page.name, option) for option in OPTION.findall(code)[:1]]
    return found


def runnable_pages() -> list[Path]:
    """Return the pages whose ``bash`` blocks run as they stand, in a copy of the examples."""
    pages = sorted((ROOT / "docs").rglob("*.md"))
    return [p for p in pages if fences_of(p.read_text(encoding="utf-8"), "bash")]
