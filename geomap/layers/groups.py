"""Which column the colours of events tell: their type, or what tells more where one type leads.

The rule is the page's own (``web-src/src/model/groups.ts``), so that page, figure, document and
slides of a run have the same colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from geomap.layers.style import (
    CATEGORY_COLORS,
    OTHER_STYLE,
    STATUS_LABELS,
    TYPE_STYLES,
    TypeStyle,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

TYPE = "event_type"
COLUMNS = ("actor1", "attributed_to", "claimed_by", "status")
"""Columns that colours may tell instead of the type, in the order in which ties go."""
ONE_SIDED = 0.9
"""Share of one value above which a column no longer tells events apart."""
SHAPES = ("circle", "square", "triangle", "diamond", "star", "cross")
OTHERS = TypeStyle("*", CATEGORY_COLORS[-1], "#a9adb3", "ring", "Others", "غيرها")
UNNAMED = TypeStyle("", "#8d949e", "#7d858f", "ring", "Not named", "غير مسمّى")
_LEAD = 0.3
"""Bits by which another column must tell more than the type."""


@dataclass(frozen=True)
class Groups:
    """What the colours of events tell.

    Parameters
    ----------
    column
        The column: ``event_type`` or one of `COLUMNS`.
    styles
        How its values look, in the order of a legend.
    by_value
        The style of each value that has one of its own.
    rest
        The style of every other value.
    share
        Share of the most frequent type (0-1).
    common
        The style of that type.
    """

    column: str
    styles: tuple[TypeStyle, ...]
    by_value: Mapping[str, TypeStyle]
    rest: TypeStyle
    share: float
    common: TypeStyle

    def style(self, value: object) -> TypeStyle:
        """Return the style of a value of the column."""
        if isinstance(value, str) and value:
            return self.by_value.get(value, self.rest)
        return OTHER_STYLE if self.column == TYPE else UNNAMED

    def needed(self, values: Iterable[object]) -> list[TypeStyle]:
        """Return the styles that `values` need, in the order of a legend."""
        found = {self.style(value) for value in values}
        return [style for style in self.styles if style in found]


def group_events(events: pd.DataFrame) -> Groups:
    """Return what the colours of `events` (`geomap.schema`) tell.

    The type; where more than nine of ten events are of one type, the column that separates the
    events best with the colours that there are, if it does so clearly better.
    """
    types = _type_groups(events)
    if types.share <= ONE_SIDED:
        return types
    counts = _count(events[TYPE])
    best, most = types, _told(counts, len(events)) + _LEAD
    for column in COLUMNS:
        counts = _count(events[column]) if column in events.columns else {}
        leading = max(counts.values(), default=0)
        if not counts or leading > ONE_SIDED * len(events):
            continue
        if (told := _told(counts, len(events))) > most:
            styles = _category_styles(counts, column)
            most = told
            best = Groups(column, (*styles.values(), OTHERS, UNNAMED), styles, OTHERS,
                          types.share, types.common)  # fmt: skip
    return best


def _type_groups(events: pd.DataFrame) -> Groups:
    """Return the types as groups; where ACLED knows none of them, each has a colour too."""
    counts = _count(events[TYPE])
    known = {style.event_type: style for style in TYPE_STYLES}
    styles = known if any(value in known for value in counts) else _category_styles(counts, TYPE)
    by_style: dict[TypeStyle, int] = {}
    for value, count in counts.items():
        style = styles.get(value, OTHER_STYLE)
        by_style[style] = by_style.get(style, 0) + count
    common = max(by_style, key=lambda style: by_style[style], default=OTHER_STYLE)
    share = by_style.get(common, 0) / max(1, len(events))
    return Groups(TYPE, (*styles.values(), OTHER_STYLE), styles, OTHER_STYLE, share, common)


def _count(values: pd.Series) -> dict[str, int]:
    """Return how many events have each value, most first; empty ones do not count."""
    counted: dict[str, int] = values.dropna().astype(str).value_counts(sort=False).to_dict()
    order = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return {value: count for value, count in order if value and count}


def _told(counts: Mapping[str, int], total: int) -> float:
    """Return how well a column separates events: the entropy of the shares that have a colour."""
    shares = [count / max(1, total) for count in counts.values()]
    unnamed = max(0.0, 1 - sum(shares))
    shown = shares[: len(CATEGORY_COLORS) - 1]
    rest = max(0.0, 1 - unnamed - sum(shown))
    entropy = -sum(part * log2(part) for part in (*shown, rest, unnamed) if part > 1e-9)
    return entropy * (1 - rest - unnamed)  # what falls under "others" tells nothing


def _category_styles(counts: Mapping[str, int], column: str) -> dict[str, TypeStyle]:
    """Return a colour and a shape for each of the most frequent values."""
    shown = list(counts)[: len(CATEGORY_COLORS) - 1]
    return {
        value: TypeStyle(
            value, CATEGORY_COLORS[at], _lighten(CATEGORY_COLORS[at]), SHAPES[at % len(SHAPES)],
            *_label(value, column),
        )
        for at, value in enumerate(shown)
    }  # fmt: skip


def _label(value: str, column: str) -> tuple[str, str]:
    """Return English and Arabic words for a value."""
    from geomap.vocab.actors import find_actor

    if column == "status":
        words = STATUS_LABELS.get(value)
        return (words["en"], words["ar"]) if words else (value, value)
    actor = find_actor(value) if column != TYPE else None
    return value, (actor.name_ar if actor else "") or value


def _lighten(color: str) -> str:
    """Return ``#rrggbb`` half way to white."""
    return "#" + "".join(f"{(int(color[i : i + 2], 16) + 255) // 2:02x}" for i in (1, 3, 5))
