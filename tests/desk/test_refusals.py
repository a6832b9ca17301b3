"""Every sentence with which the desk refuses has its Arabic."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import geomap.desk
from geomap.settings import PACKAGE

ERRORS = {"InputError", "ChangedError", "OutputError", "StoppedError", "AwayError"}
ELSEWHERE = {"people_of_terminal.py", "launch.py", "backups.py", "project.py"}
"""Said in the terminal, before there is a desk."""


def sentences():
    """Yield each sentence and fix with which a module of the desk refuses."""
    for path in sorted(Path(geomap.desk.__file__).parent.rglob("*.py")):
        if path.name in ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "fix")]
                yield from ((path.name, told) for one in given if (told := plain(one)))


def plain(node):
    """Return a text with ``day`` for what is filled in; empty for what is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(p.value if isinstance(p, ast.Constant) else "day" for p in node.values)
    return ""


def test_every_refusal_has_its_arabic():
    told = json.loads(
        (PACKAGE / "web-src/src/desk/words/problems.json").read_text(encoding="utf-8")
    )
    known = [re.sub(r"\\\{\w+\\\}", "(.+)", re.escape(english)) for english, _ in told]
    assert all(arabic.strip() for _, arabic in told)

    def has(sentence):
        parts = [sentence, sentence.removeprefix("day: "), *sentence.split("; ")]
        return any(re.fullmatch(one, part) for one in known for part in parts[:2])

    missing = {f"{name}: {one}" for name, one in sentences() if not has(one)}
    assert not missing
