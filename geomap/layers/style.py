"""How events look, the same in every output: colour, shape and words for type and precision.

The colours are Okabe and Ito's, darkened where white paper asks for it: they stay apart for
readers with any of the three colour blindnesses, neighbours in a legend differ in lightness too
(tests/layers/test_colour_vision.py), and each type has a shape of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from geomap.lang.printed import load_texts, texts_of
from geomap.vocab.event_types import (
    BATTLES,
    CIVILIANS,
    EXPLOSIONS,
    PROTESTS,
    RIOTS,
    STRATEGIC,
)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How one event type looks.

    Parameters
    ----------
    event_type
        The type, as the events carry it.
    color, color_dark
        ``#rrggbb`` on light and on dark ground, at least 3:1 against it.
    shape
        ``circle``, ``square``, ``triangle``, ``diamond``, ``cross``, ``star`` or ``ring``.
    label, label_ar
        Short words for a legend.
    """

    event_type: str
    color: str
    color_dark: str
    shape: str
    label: str
    label_ar: str


@dataclass(frozen=True, slots=True)
class PrecisionStyle:
    """How one step of ACLED's ``geo_precision`` looks.

    Parameters
    ----------
    geo_precision
        1 exact, 2 near or part of an area, 3 region.
    mark
        ``dot``; ``ring`` of the true radius; ``area``: the outline, hatched (without an outline a
        ring). Never a dot for 2 or 3.
    label, label_ar
        Short words for a legend.
    meaning, meaning_ar
        A sentence for readers.
    """

    geo_precision: int
    mark: str
    label: str
    label_ar: str
    meaning: str
    meaning_ar: str


TYPE_STYLES: tuple[TypeStyle, ...] = (
    TypeStyle(BATTLES, "#b3261e", "#ff8a80", "cross", "Battles", "معارك"),
    TypeStyle(
        EXPLOSIONS, "#c05600", "#ffab5e", "star", "Explosions and remote violence",
        "تفجيرات وعنف عن بُعد",
    ),
    TypeStyle(
        CIVILIANS, "#742a6c", "#c77fbd", "triangle", "Violence against civilians",
        "عنف ضد المدنيين",
    ),
    TypeStyle(PROTESTS, "#0a6798", "#7cc4f0", "circle", "Protests", "احتجاجات"),
    TypeStyle(RIOTS, "#847300", "#e8d44d", "square", "Riots", "أعمال شغب"),
    TypeStyle(
        STRATEGIC, "#005f47", "#5fd3b3", "diamond", "Strategic developments", "تطورات استراتيجية"
    ),
)  # fmt: skip
"""One style for each event type, in ACLED's order."""

OTHER_STYLE = TypeStyle("", "#5b6470", "#b4bcc8", "ring", "Other", "أخرى")
"""For events without a type and for types that ACLED does not know."""

PRECISION_STYLES: tuple[PrecisionStyle, ...] = (
    PrecisionStyle(
        1, "dot", "Exact place", "مكان محدد",
        "The source names the settlement or site itself.",
        "يذكر المصدر البلدة أو الموقع نفسه.",
    ),
    PrecisionStyle(
        2, "ring", "Near or within", "قرب المكان أو ضمنه",
        "Somewhere inside the ring; the source names a place nearby or a part of a region.",
        "في موضع ما داخل الحلقة؛ يذكر المصدر مكانًا قريبًا أو جزءًا من منطقة.",
    ),
    PrecisionStyle(
        3, "area", "Region only", "منطقة فقط",
        "Somewhere in the hatched area; the source names only the region.",
        "في موضع ما من المساحة المظللة؛ لا يذكر المصدر سوى المنطقة.",
    ),
)  # fmt: skip
"""One style for each step of ``geo_precision``."""

STATUS_LABELS = load_texts("labels_status")
"""English and Arabic words for each ``status``."""

SUB_TYPE_LABELS_AR = texts_of("labels_sub_types", "ar")
"""Arabic words for each sub-event type."""

CATEGORY_COLORS: tuple[str, ...] = (
    "#0b6fa4", "#d07316", "#00664e", "#b061a8", "#6b5d00", "#e0574f", "#2f4a6b", "#a9744c",
    "#545c67",
)  # fmt: skip
"""For categories other than event types (actors, sources), most frequent first; the last is for
"all others"."""

DISCLAIMER = (
    "The boundaries and names shown do not imply any opinion on the legal status of any "
    "territory. The Golan Heights are Syrian territory occupied by Israel since 1967."
)
DISCLAIMER_AR = (
    "الحدود والأسماء المبينة لا تعبّر عن أي رأي بشأن الوضع القانوني لأي إقليم. "
    "الجولان أرض سورية تحتلها إسرائيل منذ عام 1967."
)


def type_style(event_type: str | None) -> TypeStyle:
    """Return the style of an event type, `OTHER_STYLE` for an unknown or missing one.

    Examples
    --------
    >>> type_style("Protests").shape
    'circle'
    """
    for style in TYPE_STYLES:
        if style.event_type == event_type:
            return style
    return OTHER_STYLE
