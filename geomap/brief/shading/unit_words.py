"""A shaded map in words, made from its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.brief.shading.unit_counts import shade

if TYPE_CHECKING:
    from geomap.brief.facts import Facts

_MOST = 6


def tell_areas(facts: Facts) -> str:
    """Return what is shaded most, with the numbers, and what is not shaded."""
    words, shaded = facts.words, shade(facts)
    plain = "by_admin1" if shaded.level == "governorate" else "by_admin2"
    head = words.say(f"{plain}_rate" if shaded.rated else plain)
    values = sorted(
        ((value, area.name) for area, value in zip(shaded.areas, shaded.values(), strict=True)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    places = int(shaded.rated)
    named = [f"{name} {words.number(value, places)}" for value, name in values[:_MOST] if value]
    told = [f"{facts.title}. {head}: {('، ' if words.rtl else ', ').join(named)}."]
    if shaded.left:
        told.append(words.say(f"not_in_{shaded.level}", n=shaded.left) + ".")
    return " ".join(told)
