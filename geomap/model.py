"""The frozen records that travel between the floors.

Coordinates are always ``lon, lat`` in decimal degrees, WGS 84 (EPSG:4326).
Precision follows ACLED's two scales, 1 the finest:

=================  ==========================  ==============================  =====================
scale              1                           2                               3
=================  ==========================  ==============================  =====================
``geo_precision``  the named settlement/site   near it, or a part of a region  a larger region
``time_precision`` the day                     the week                        the month or longer
=================  ==========================  ==============================  =====================
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from shapely.geometry.base import BaseGeometry


class Status(StrEnum):
    """How a source puts a happening."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    PLANNED = "planned"
    DENIED = "denied"
    BACKGROUND = "background"


class Verdict(StrEnum):
    """How a resolution ended."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    SEVERAL = "several"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a place.

    Parameters
    ----------
    text
        The spelling.
    lang
        ISO 639-1 code of its language (``en``, ``ar``, ``ku``, ``tr``, ``fr``), or ``""``.
    kind
        ``official``, ``transliteration``, ``former``, ``wartime``, ``short`` or ``code``.
    strong
        True if the name is enough alone; False if it needs a hint or context.
    """

    text: str
    lang: str = "en"
    kind: str = "transliteration"
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry.

    Parameters
    ----------
    place_id
        Unique and stable: the p-code where there is one.
    name, name_ar
        English and Arabic main names (``name_ar`` may be empty).
    feature_class, feature_code
        GeoNames kinds: ``P``/``PPL`` town, ``A``/``ADM1`` governorate, ``S``/``AIRB`` air base ...
    lon, lat
        A point in the place, decimal degrees, EPSG:4326.
    radius_km
        The place lies within this many kilometres of the point.
    pcode
        OCHA p-code, or empty.
    admin1, admin2, admin3
        P-codes of governorate, district and sub-district, empty where unknown or across borders.
    country
        ISO 3166-1 alpha-2 code; ``SY`` but for the short list of foreign cities.
    importance
        0 (hamlet) to 100 (capital): how likely a report that says the bare name means this place.
    source
        Codes of ``gazetteer/SOURCES.md``, separated by ``+``.
    names
        Every other spelling.
    """

    place_id: str
    name: str
    name_ar: str
    feature_class: str
    feature_code: str
    lon: float
    lat: float
    radius_km: float
    pcode: str = ""
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    country: str = "SY"
    importance: float = 10.0
    source: str = ""
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """Names or p-codes of the units that are said to hold a toponym; empty where unknown."""

    admin1: str = ""
    admin2: str = ""
    admin3: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym may mean.

    Parameters
    ----------
    place
        The place.
    score
        In [0, 1]; calibrated: of answers with score s about the share s is right.
    reasons
        Why, one clause each, for people to read.
    name
        The gazetteer's spelling that fitted.
    """

    place: Place
    score: float
    reasons: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The verdict on a toponym.

    Parameters
    ----------
    toponym
        The name as it was asked.
    verdict
        `Verdict`.
    place
        The place (for a relation, the place that it starts from), None unless resolved.
    lon, lat
        The point, decimal degrees, EPSG:4326; None unless resolved.
    geo_precision
        ACLED's scale, 1 the finest; None unless resolved.
    precision_km
        The true place lies within this many kilometres of the point.
    score
        The winner's score in [0, 1].
    rule
        Short name of the rule that decided: ``exact``, ``hint``, ``relation`` ...
    candidates
        Every candidate, best first; for an unknown name the nearest names, for several places
        each of them in the order of the text.
    reasons
        Why, one clause each, for people to read.
    area
        The outline (EPSG:4326) where the answer is an area, else None.
    """

    toponym: str
    verdict: Verdict
    place: Place | None = None
    lon: float | None = None
    lat: float | None = None
    geo_precision: int | None = None
    precision_km: float | None = None
    score: float = 0.0
    rule: str = ""
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()
    area: BaseGeometry | None = None
    place_id: str = ""

    @property
    def resolved(self) -> bool:
        """True if there is one place."""
        return self.verdict is Verdict.RESOLVED


@dataclass(frozen=True, slots=True)
class Report:
    """One text before it is read: an article, a post, a row of a text collection.

    Parameters
    ----------
    report_id
        Unique within a run.
    text
        Plain text, line breaks kept.
    published
        Publication date; relative dates in the text count from it.
    title, source, url, lang
        As known; ``lang`` is ``en`` or ``ar`` once it has been detected.
    extra
        Whatever else came with it.
    """

    report_id: str
    text: str
    published: date | None = None
    title: str = ""
    source: str = ""
    url: str = ""
    lang: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
