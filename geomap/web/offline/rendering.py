"""Render a map's parts and leave the map as it was."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.web.element import DataBlock, EventMap, RawElement
from geomap.web.offline.head import Piece, split_child
from geomap.web.offline.identifiers import TOKEN, find_elements
from geomap.web.offline.policy import escape_script

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from branca.element import Element, Figure


@dataclass(frozen=True, slots=True)
class Parts:
    """What a figure renders to.

    Parameters
    ----------
    elements
        Every element of the map.
    head
        The head, cut into HTML and linked assets.
    body
        The body without event maps' data.
    script
        The map's script, which cannot end its element.
    blocks
        Data of the event maps, in order.
    said
        What the map's author and folium say: head, body and script without our front end.
    title
        Of the page, plain text; the figure's, else the first event map's.
    """

    elements: list[Element]
    head: list[Piece]
    body: str
    script: str
    blocks: list[DataBlock]
    said: str
    title: str


def render_parts(figure: Figure) -> Parts:
    """Render a figure; what it holds is afterwards what it was."""
    with rendered(figure) as elements:
        head = [piece for child in _children(figure.header) for piece in split_child(child)]
        blocks = [child for child in _children(figure.html) if isinstance(child, DataBlock)]
        body = [child for child in _children(figure.html) if child not in blocks]
        scripts = _children(figure.script)
        texts = {id(child): child.render() for child in [*body, *scripts]}
        own = [texts[id(c)] for c in [*body, *scripts] if not isinstance(c, RawElement)]
        return Parts(
            elements=elements,
            head=head,
            body="".join(texts[id(child)] for child in body),
            script=escape_script("\n".join(texts[id(child)] for child in scripts)),
            blocks=blocks,
            said="\n".join([*(piece.html for piece in head if not piece.is_ours), *own]),
            title=figure.title or _title_of(elements),
        )


def _title_of(elements: list[Element]) -> str:
    return next((one.title for one in elements if isinstance(one, EventMap)), "")


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


def _children(part: Element) -> list[Element]:
    return list(part._children.values())


def _put_aside(part: Element, keep: Collection[str] = ()) -> None:
    """Take out what elements rendered into a part, but not what a person put there.

    What the elements of `keep` rendered is replaced in its place, which keeps the order.
    """
    for name, child in list(part._children.items()):
        by_element = TOKEN.search(name) if name != child.get_name() else None
        if by_element and by_element[0] not in keep:
            del part._children[name]
