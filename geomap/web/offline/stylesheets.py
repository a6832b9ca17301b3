"""Stylesheets: keep what a page uses, and take images and fonts in as ``data:`` addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

WORD = re.compile(r"[A-Za-z0-9_-]+")
URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^'"()\s]*))\s*\)""")
CLASS = re.compile(r"\.((?:[A-Za-z_-]|\\.)(?:[\w-]|\\.)*)")
FAMILY = re.compile(r"font(?:-family)?\s*:\s*([^;}]+)")
FACE_NAME = re.compile(r"font-family\s*:\s*[\"']?([^\"';}]+)")
_NESTED = ("@media", "@supports", "@layer", "@container")
_TOKEN = re.compile(r"""/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]""", re.DOTALL)


class Rule(NamedTuple):
    """One rule or at-rule: what stands before the braces, and what is in them (None without)."""

    prelude: str
    body: str | None


class _Words(NamedTuple):
    all: Set[str]
    own: Set[str]


def find_words(text: str) -> set[str]:
    """Return the words of a text that may be the names of classes."""
    return set(WORD.findall(text))


def prune_stylesheet(css: str, words: Set[str], own: Set[str] | None = None) -> str:
    """Keep the rules whose classes all stand in `words`, and the fonts that those rules name.

    A class such as ``fa-cloud`` also counts if ``fa`` and ``cloud`` both stand there, because
    scripts put class names together; what stands last must then be among the map's `own` words
    (all words, unless given). Rules without a class stay; comments stay only where they
    are marked ``/*!`` (licences).
    """
    kept = list(_keep(parse_rules(css), _Words(words, words if own is None else own)))
    fonts = _named_fonts(kept)
    return "\n".join(
        _write(rule)
        for rule in kept
        if not rule.prelude.startswith("@font-face") or _face_name(rule) in fonts
    )


def inline_parts(css: str, read: Callable[[str], str]) -> str:
    """Replace each ``url(...)`` by what `read` returns for its address, unless it is inside."""

    def replace(found: re.Match[str]) -> str:
        address = found[1] or found[2] or found[3] or ""
        if not address or address.startswith(("data:", "#", "%23")):
            return found[0]
        return f'url("{read(address)}")'

    return URL.sub(replace, css)


def parse_rules(css: str) -> Iterator[Rule]:
    """Cut a stylesheet into its rules; strings and comments may hold braces."""
    depth = start = open_at = 0
    for token in _TOKEN.finditer(css):
        mark = token[0]
        if mark == "{":
            if depth == 0:
                open_at = token.start()
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
            if depth == 0:
                yield Rule(css[start:open_at].strip(), css[open_at + 1 : token.start()])
                start = token.end()
        elif mark == ";" and depth == 0:
            yield Rule(css[start : token.start()].strip(), None)
            start = token.end()


def _keep(rules: Iterator[Rule], words: _Words) -> Iterator[Rule]:
    for rule in rules:
        notice, prelude = _split_notice(rule.prelude)
        if rule.body is None:
            if not prelude.startswith("@charset"):
                yield rule
        elif prelude.startswith(_NESTED):
            inner = "\n".join(_write(part) for part in _keep(parse_rules(rule.body), words))
            if inner:
                yield Rule(notice + prelude, inner)
        elif prelude.startswith("@"):
            yield Rule(notice + prelude, rule.body)
        else:
            selectors = [part for part in _split_selectors(prelude) if _is_used(part, words)]
            if selectors:
                yield Rule(notice + ",".join(selectors), rule.body)


def _split_notice(prelude: str) -> tuple[str, str]:
    comments = re.findall(r"/\*.*?\*/", prelude, re.DOTALL)
    notice = "".join(comment + "\n" for comment in comments if comment.startswith("/*!"))
    return notice, re.sub(r"/\*.*?\*/", "", prelude, flags=re.DOTALL).strip()


def _split_selectors(prelude: str) -> list[str]:
    """Split at commas that stand in no parentheses or brackets."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(prelude):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth == 0:
            parts.append(prelude[start:place].strip())
            start = place + 1
    parts.append(prelude[start:].strip())
    return parts


def _is_used(selector: str, words: _Words) -> bool:
    outside = re.sub(r":(?:not|is|where)\([^()]*\)|\[[^\]]*\]", "", selector)
    return all(_is_named(name.replace("\\", ""), words) for name in CLASS.findall(outside))


def _is_named(name: str, words: _Words) -> bool:
    return name in words.all or _is_composed(name, words)


def _is_composed(name: str, words: _Words) -> bool:
    for cut in (place for place, letter in enumerate(name) if letter == "-" and place):
        if name[:cut] in words.all or name[: cut + 1] in words.all:
            tail = name[cut + 1 :]
            if tail in words.own or _is_composed(tail, words):
                return True
    return False


def _named_fonts(rules: list[Rule]) -> set[str]:
    named: set[str] = set()
    for rule in rules:
        if rule.body is None or rule.prelude.startswith("@font-face"):
            continue
        for stated in FAMILY.findall(re.sub(r"--[\w-]+\s*:[^;}]*", "", rule.body)):
            for part in re.split(r"[,(]", stated):
                bare = part.strip(" \"'),")
                named.update((bare, bare.split(" ")[-1]))
            named.update(re.findall(r"[\"']([^\"']+)[\"']", stated))
    return named


def _face_name(rule: Rule) -> str:
    found = FACE_NAME.search(rule.body or "")
    return found[1].strip() if found else ""


def _write(rule: Rule) -> str:
    return f"{rule.prelude};" if rule.body is None else f"{rule.prelude}{{{rule.body}}}"
