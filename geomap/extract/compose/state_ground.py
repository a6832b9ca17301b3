"""Whose ground a strike from outside hits where its words name no owner: the army's own.

"Israeli jets struck the airbase": a military airport, a barracks or the ministry of defence is
the state's, unless its sentence says that others hold it. In the weeks in which one army had
gone and the next was not there yet it is nobody's.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR, SHELLING
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.drafts import Draft

_AR = alternation("ar", "deeds.army_ground").replace(r"\s+", r"\s+(?:ال)?")
_ARMY_GROUND = re.compile(
    rf"\b{alternation('en', 'deeds.army_ground')}\b"
    rf"|(?<![ء-ي])[وبلف]?(?:ال)?{_AR}(?![ء-ي])",
    re.IGNORECASE,
)
_OTHERS_GROUND = re.compile(
    rf"\b{alternation('en', 'deeds.others_ground')}\b"
    rf"|(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'deeds.others_ground')}",
    re.IGNORECASE,
)
_FOREIGN = frozenset({"israel"})
"""Who strikes the army from outside."""
_NO_ARMY = (date(2024, 12, 8), date(2025, 1, 31))


def name_ground(parts: ReportParts, drafts: Sequence[Draft]) -> None:
    """Name the Syrian state as hit where a foreign strike hits the army's ground."""
    if parts.anchor is not None and _NO_ARMY[0] <= parts.anchor <= _NO_ARMY[1]:
        return
    for draft in drafts:
        deed = draft.happening
        if deed.sub_event_type not in {AIR, SHELLING} or not _is_foreign(deed):
            continue
        if deed.patient is not None or deed.patient_id:
            continue
        words = draft.text[deed.floor : deed.ceiling]
        if _ARMY_GROUND.search(words) and not _OTHERS_GROUND.search(words):
            deed.patient_id = "syrian-state"


def _is_foreign(deed: Happening) -> bool:
    if deed.agent is not None and deed.agent.actors:
        return deed.agent.actors[0].id in _FOREIGN
    return deed.agent_id in _FOREIGN
