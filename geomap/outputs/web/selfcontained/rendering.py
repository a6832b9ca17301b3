"""Render a map's parts and leave the map as it was."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geomap.outputs.web.selfcontained.identifiers import TOKEN, find_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element, Figure


@contextmanager
def rendered(figure: Figure) -> Iterator[list[Element]]:
    """Yield a figure's elements while its head, body and script are filled.

    Folium's elements add children to themselves each time they are rendered, so a map that was
    shown before would say some things twice. What earlier renders left is put aside first, and
    all children are afterwards what they were.
    """
    before = {
        id(element): (element, element._children.copy()) for element in find_elements(figure)
    }
    try:
        ids = {element._id for element, _ in before.values()}
        for part in (figure.header, figure.html, figure.script):
            for name, child in list(part._children.items()):
                if _is_left_over(name, child, ids):
                    del part._children[name]
        for child in list(figure._children.values()):
            child.render()
        yield list(find_elements(figure))
    finally:
        for element, children in before.values():
            element._children = children


def _is_left_over(name: str, child: Element, ids: set[str]) -> bool:
    """Return True for what an element rendered into the figure, not what a person put there."""
    return name != child.get_name() and any(
        token in ids or name.endswith("_" + token) for token in TOKEN.findall(name)
    )
