"""The words of a briefing in English and Arabic: labels, dates, digits, names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.brief.text_metrics import clean_text
from geomap.events.present import MONTHS
from geomap.gazetteer.loading import open_gazetteer
from geomap.lang.printed import load_texts
from geomap.layers.style import (
    DISCLAIMER,
    DISCLAIMER_AR,
    PRECISION_STYLES,
    STATUS_LABELS,
    SUB_TYPE_LABELS_AR,
    TypeStyle,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from geomap.layers.style import PrecisionStyle
    from geomap.schema import EventRow

_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True)
class Words:
    """How a briefing speaks.

    Parameters
    ----------
    lang
        ``en`` or ``ar``.
    gazetteer
        A built gazetteer for names in Arabic; None takes the user's.
    arabic_digits
        True: Arabic texts have Arabic-Indic digits; by default they have those of the page.
    """

    lang: str = "en"
    gazetteer: Path | None = None
    arabic_digits: bool = False

    @property
    def rtl(self) -> bool:
        """True if text runs from right to left."""
        return self.lang == "ar"

    @property
    def disclaimer(self) -> str:
        """What boundaries and names do not say."""
        return self.digits(DISCLAIMER_AR if self.rtl else DISCLAIMER)

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase of ``lexicon/texts/briefing.toml``, filled; numbers in the digits."""
        told = {
            key: self.number(value) if isinstance(value, int | float) else value
            for key, value in values.items()
        }
        return self.digits(load_texts("briefing")[phrase][self.lang]).format(**told)

    def digits(self, text: str) -> str:
        """Return `text` with the digits of the language."""
        return text.translate(_DIGITS) if self._indic else text

    @property
    def _indic(self) -> bool:
        return self.rtl and self.arabic_digits

    def number(self, value: float, places: int = 0) -> str:
        """Return a number as a reader writes it: ``16,566``."""
        text = f"{value:,.{places}f}"
        return self.digits(text.replace(",", "٬").replace(".", "٫") if self._indic else text)

    def month(self, day: date, *, short: bool = False) -> str:
        """Return the name of a day's month, in English three letters if `short`."""
        name = MONTHS[self.lang][day.month - 1]
        return name[:3] if short and not self.rtl else name

    def day(self, day: date, *, short: bool = True) -> str:
        """Return one day: ``23 Jun 2025``."""
        return self.digits(f"{day.day} {self.month(day, short=short)} {day.year}")

    def days(self, first: date, last: date) -> str:
        """Return an interval said shortly: ``2018``, ``Mar 2020``, ``1–5 Mar 2020``."""
        from calendar import monthrange

        if first == last:
            return self.day(first)
        ends = last.day == monthrange(last.year, last.month)[1]
        if first.day == 1 and ends:
            if (first.month, last.month) == (1, 12):
                years = f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
                return self.digits(years)
            end = f"{self.month(last, short=True)} {last.year}"
            if (first.year, first.month) == (last.year, last.month):
                return self.digits(end)
            year = "" if first.year == last.year else f" {first.year}"
            return self.digits(f"{self.month(first, short=True)}{year} – {end}")
        if (first.year, first.month) == (last.year, last.month):
            return self.digits(f"{first.day}–") + self.day(last)
        year = "" if first.year == last.year else f" {first.year}"
        start = self.digits(f"{first.day} {self.month(first, short=True)}{year}")
        return f"{start} – {self.day(last)}"

    def type_label(self, style: TypeStyle) -> str:
        """Return the short name of an event type."""
        return style.label_ar if self.rtl else style.label

    def precision_label(self, style: PrecisionStyle) -> str:
        """Return the short name of a step of ``geo_precision``."""
        return style.label_ar if self.rtl else style.label

    def status_label(self, status: str) -> str:
        """Return the word for a status."""
        return STATUS_LABELS[status][self.lang] if status in STATUS_LABELS else status

    def precision_of(self, geo_precision: int) -> str:
        """Return the short name of a step of ``geo_precision`` by its number."""
        return self.precision_label(PRECISION_STYLES[geo_precision - 1])

    def what(self, event: EventRow, type_style: TypeStyle) -> str:
        """Return the sub-event type of an event, else its type, without our mark.

        A type that is none of ours stays in its source's words.
        """
        sub = present(event.sub_event_type)
        if sub and self.rtl:
            sub = SUB_TYPE_LABELS_AR.get(sub, sub)
        sub = sub.removesuffix(" (geomap)")
        own = present(event.event_type)
        known = bool(own) and own == type_style.event_type
        return sub or (self.type_label(type_style) if known else own)

    def place(self, event: EventRow) -> str:
        """Return where an event was: the gazetteer's name, else the toponym, else the unit."""
        if self.rtl and (name := self._place_ar(present(event.place_id))):
            return self.digits(name)
        for value in (event.place_name, event.location):
            if name := present(value):
                return name
        return self.admin1(present(event.admin1))

    def admin1(self, name: str) -> str:
        """Return a governorate's name in the language, however it is spelt; `name` if unknown."""
        from geomap.layers.basemap import load_basemap

        basemap = load_basemap()
        pcode = basemap.find_governorate(name) if name else ""
        return basemap.governorate_names()[pcode][self.rtl] if pcode else name

    def actor(self, name: object, actor_id: object) -> str:
        """Return an actor's name in the language."""
        from geomap.vocab.actors import get_actor

        if self.rtl and (key := present(actor_id)):
            known = get_actor(key)
            if known and known.name_ar:
                return known.name_ar
        return present(name)

    def _place_ar(self, place_id: str) -> str:
        # an event near a place, or in a part of one, is named after it: C2528/near
        place = open_gazetteer(self.gazetteer).places.get(place_id.partition("/")[0])
        return place.name_ar if place else ""


NAMED = ("place_id", "place_name", "location", "admin1")
"""Columns that a place is named of."""
PLACED = ["number", "lon", "lat", "geo_precision", "precision_km", "pcode", *NAMED]
"""Columns that a mark on a map is made of."""


def present(value: object) -> str:
    """Return a cell as one clean line, empty if it is missing."""
    if not isinstance(value, str):
        import pandas as pd

        if value is None or pd.isna(value):
            return ""
    return clean_text(value)
