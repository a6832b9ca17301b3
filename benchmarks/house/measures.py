"""What one function, list, pattern or module measures, from its syntax tree."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.comprehension,
    ast.match_case, ast.Assert,
)  # fmt: skip
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
PATTERN_CALLS = frozenset(
    {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}
)
OWN_NAMES = frozenset({"__all__", "__slots__"})
WORD = re.compile(r"[^\W\d_][\w'\u2019 -]*")
_SYNTAX = re.compile(r"\\[a-zA-Z]|\(\?(?:P?<?[=!]|P<\w+>|[aiLmsux]*:)|[()\[\]?*+^$]|\{[\d,]*\}")


def docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def count_words(node: ast.AST) -> int:
    """Return how many words a display, a split string or a pattern's alternation lists.

    Examples
    --------
    >>> count_words(ast.parse("'a b c'.split()").body[0].value)
    3
    >>> count_words(ast.parse("{'a': f(1), 'b': 2}").body[0].value)
    0
    >>> count_words(ast.parse("re.compile('(?:one|two|three)')").body[0].value)
    3
    """
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        if any(isinstance(part, ast.Tuple | ast.List) for part in node.elts):
            return sum(_is_word(part) for part in _leaves(node))
        return sum(_is_word(part) for part in node.elts)
    if isinstance(node, ast.Dict):
        if any(not _is_literal(value) for value in node.values):
            return 0  # a record or a table of functions, made here
        return sum(_is_word(key) for key in node.keys if key is not None)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "split" and not node.args:
            return len((_text(node.func.value) or "").split())
        if (text := pattern_of(node)) is not None:
            return sum(bool(WORD.search(part)) for part in _alternatives(text))
    return 0


def _is_literal(node: ast.expr) -> bool:
    """Return True for constants and displays of them."""
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def code_names(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the lists of a module that name its own parts: ``__all__``, ``__slots__``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in OWN_NAMES:
            yield node.value


def _leaves(node: ast.Tuple | ast.List | ast.Set) -> Iterator[ast.expr]:
    for part in node.elts:
        if isinstance(part, ast.Tuple | ast.List | ast.Set):
            yield from _leaves(part)
        else:
            yield part


def _is_word(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and WORD.fullmatch(node.value) is not None
        and "_" not in node.value
        and "-" not in node.value.strip("-")
    )


def _alternatives(pattern: str) -> list[str]:
    if "|" not in pattern:
        return []
    return _SYNTAX.sub(" ", pattern).split("|")


def _text(node: ast.AST | None) -> str | None:
    """Return a literal, with what is put into it left out; None if it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left), _text(node.right)
        return None if left is None and right is None else (left or "") + (right or "")
    return None


def pattern_of(node: ast.AST) -> str | None:
    """Return the literal that a call of ``re`` is given, if the node is one."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in PATTERN_CALLS
        and node.args
    ):
        return _text(node.args[0])
    return None


def complexity(function: ast.AST) -> int:
    r"""Return the cyclomatic complexity of a function, without those defined inside it.

    One, and one more for each branch, loop, handler, condition of a comprehension and ``and`` or
    ``or``: stricter than ruff's C901, which does not count the last two.

    Examples
    --------
    >>> complexity(ast.parse("def f(a, b):\n    return a if a and b else b").body[0])
    3
    """
    score = 1
    todo = list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            continue
        score += isinstance(node, BRANCHES)
        if isinstance(node, ast.BoolOp):
            score += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            score += len(node.ifs)
        todo.extend(ast.iter_child_nodes(node))
    return score


def imports_of(tree: ast.Module, names: Iterable[str]) -> set[str]:
    """Return which of `names` a module imports, anywhere in it."""
    known = set(names)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in known else str(node.module))
    return found & known


def strong_components(graph: dict[str, set[str]]) -> list[set[str]]:
    """Return the strongly connected groups of a graph (Kosaraju)."""
    order: list[str] = []
    seen: set[str] = set()
    for start, first in graph.items():
        stack = [(start, iter(sorted(first)))] if start not in seen else []
        seen.add(start)
        while stack:
            node, onward = stack[-1]
            step = next((to for to in onward if to not in seen), None)
            if step is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(step)
                stack.append((step, iter(sorted(graph[step]))))
    back: dict[str, set[str]] = defaultdict(set)
    for name, targets in graph.items():
        for to in targets:
            back[to].add(name)
    groups, placed = [], set()
    for start in reversed(order):
        group, todo = set(), [start]
        while todo:
            node = todo.pop()
            if node not in placed:
                placed.add(node)
                group.add(node)
                todo.extend(back[node])
        if group:
            groups.append(group)
    return groups
