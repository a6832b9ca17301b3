"""The page of commands, made from the command line itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from geomap.cli.app import app


def list_commands() -> Iterator[tuple[str, Any]]:
    """Yield every command with its words after ``geomap``, groups before their members."""
    yield from _below("", typer.main.get_command(app))


def _below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    for name, one in sorted(getattr(command, "commands", {}).items()):
        full = f"{words} {name}".strip()
        yield full, one
        yield from _below(full, one)


def options_of(command: Any) -> Iterator[tuple[list[str], str, str, bool]]:
    """Yield the spellings, default, help and whether it is an argument, of each parameter."""
    for one in command.params:
        is_argument = not one.opts[0].startswith("-")
        spelled = [one.name.upper()] if is_argument else [*one.opts, *one.secondary_opts]
        if one.name == "help" or getattr(one, "hidden", False):
            continue
        empty = one.default in (None, "", False, ()) or one.required or callable(one.default)
        default = "required" if one.required else "" if empty else str(one.default)
        yield spelled, default, (one.help or "").strip(), is_argument


def format_commands() -> str:
    """Return the page of all commands in Markdown."""
    out = [
        "# Commands",
        "",
        "Every command of the command line with all its options, made from the program itself. "
        "Progress and summaries go to stderr, data to stdout. Exit codes: 0 done, 1 bad data or a "
        "file that cannot be written, 2 wrong usage, 130 stopped with Ctrl-C.",
        "",
        "`geomap --version` says the version; `--help` behind any command says what stands here.",
        "",
    ]
    for words, command in list_commands():
        depth = "#" * (2 + words.count(" "))
        out += [f"{depth} `geomap {words}` {{ #{words.replace(' ', '-')} }}", ""]
        out += [_plain(command.help or ""), ""]
        rows = list(options_of(command))
        if rows:
            out += ["| option | default | what it says |", "|---|---|---|"]
            for spelled, default, told, _ in rows:
                names = ", ".join(f"`{name}`" for name in spelled)
                out.append(
                    f"| {names} | {_cell(default) and f'`{_cell(default)}`'} | {_cell(told)} |"
                )
            out.append("")
    return "\n".join(out)


def _plain(text: str) -> str:
    """Return a help text as Markdown paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
