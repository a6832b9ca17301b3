"""How the kinds of a layer look: paler than events, apart for colour-blind readers, classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.content.map_layers import LayerClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.content.map_layers import LayerRequest

KINDS = (
    ("#3a679f", "#5b86bd"), ("#dda63c", "#f0cd8a"), ("#1f7a68", "#3f9a86"),
    ("#e6a3a8", "#efb9bd"), ("#6f4287", "#8f62a8"), ("#a9b75a", "#d3de94"),
    ("#7f5233", "#a06f4c"), ("#86b9d3", "#b9dcee"),
)  # fmt: skip
"""Colours of kinds, on light and on dark ground; fills are drawn at a third of them.

Dark and light ones take turns, so that neighbours differ on a copier's paper too.
"""
REST = ("#8a8f94", "#a3a9af")
STEPS = (
    ("#d5e3ef", "#26384a"), ("#a9c6df", "#33536f"), ("#759fc5", "#447299"),
    ("#43759f", "#6298c2"), ("#1f4f7a", "#9ac4e4"),
)  # fmt: skip
"""Colours of classes of numbers, few to many."""
MOST_KINDS = 8


def kinds_of(values: Sequence[str], request: LayerRequest) -> tuple[LayerClass, ...]:
    """Return the classes of a style column's values, those with most features first.

    Beyond `MOST_KINDS` the rest share one class, ``others``.
    """
    from geomap.vocab.actors import find_actor

    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    chosen = dict(request.colors)
    order = sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))
    words, arabic = dict(request.labels), dict(request.labels_ar)
    kept = order if len(order) <= MOST_KINDS else order[: MOST_KINDS - 1]
    classes = []
    free = [pair for pair in KINDS if pair[0] not in chosen.values()]
    for value in kept:
        actor = find_actor(value) if value else None
        own = chosen.get(value)
        color, dark = (own, own) if own else (free.pop(0) if free else REST)
        label = words.get(value, value)
        label_ar = arabic.get(value) or (actor.name_ar if actor else "") or label
        classes.append(LayerClass(value, label, label_ar, color, dark))
    if len(kept) < len(order):
        classes.append(LayerClass("", "others", "غيرها", *REST))
    return tuple(classes)


def steps_of(numbers: Sequence[float]) -> tuple[tuple[LayerClass, ...], list[int]]:
    """Return classes of numbers with about equally many in each, and the class of each number."""
    import numpy as np

    values = np.asarray(numbers, dtype=float)
    edges = sorted({_round(float(v)) for v in np.quantile(values, [0, 0.2, 0.4, 0.6, 0.8])})
    edges[0] = min(edges[0], float(values.min()))
    picks = [round(i * (len(STEPS) - 1) / max(1, len(edges) - 1)) for i in range(len(edges))]
    classes = []
    for at, edge in enumerate(edges):
        upper = edges[at + 1] if at + 1 < len(edges) else None
        label = f"{_say(edge)} – {_say(upper)}" if upper is not None else f"{_say(edge)} +"
        classes.append(LayerClass(label, label, label, *STEPS[picks[at]]))
    found = np.searchsorted(edges, values, side="right") - 1
    return tuple(classes), [int(max(0, at)) for at in found]


def _round(value: float) -> float:
    """Return a number of two digits that mean something."""
    return float(f"{value:.2g}")


def _say(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.2g}"
