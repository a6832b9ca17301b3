"""Render a map's parts and leave the map as it was."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geomap.outputs.web.selfcontained.identifiers import TOKEN, find_elements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from branca.element import Element, Figure


@contextmanager
def rendered(figure: Figure) -> Iterator[list[Element]]:
    """Yield a figure's elements while its head, body and script are filled.

    Folium's elements add children to themselves each time they are rendered, so a map that was
    shown before would say some things twice. What earlier renders left is put aside first, and
    all children are afterwards what they were.
    """
    before = {id(element): (element, element._children.copy()) for element in find_elements(figure)}
    try:
        ids = {element._id for element, _ in before.values()}
        _put_aside(figure.header, keep=ids)
        _put_aside(figure.html, keep=ids)
        _put_aside(figure.script)
        for child in list(figure._children.values()):
            child.render()
        yield list(find_elements(figure))
    finally:
        for element, children in before.values():
            element._children = children


def _put_aside(part: Element, keep: Collection[str] = ()) -> None:
    """Take out what elements rendered into a part, but not what a person put there.

    What the elements of `keep` rendered is replaced in its place, which keeps the order.
    """
    for name, child in list(part._children.items()):
        by_element = TOKEN.search(name) if name != child.get_name() else None
        if by_element and by_element[0] not in keep:
            del part._children[name]
