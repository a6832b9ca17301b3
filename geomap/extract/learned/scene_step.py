"""The step of reading in which what was learned is put beside what the rules drafted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extract.compose.inheriting import inherit_from_neighbours
from geomap.extract.compose.parties import share_parties
from geomap.extract.learned.added_drafts import revise_drafts
from geomap.extract.learned.scene_features import scenes_of

if TYPE_CHECKING:
    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.drafts import Draft
    from geomap.extract.learned.scene_model import SceneModel


def revise_by_scenes(parts: ReportParts, drafts: list[Draft], model: SceneModel) -> list[Draft]:
    """Return the drafts of a report after every place of it was judged."""
    scenes = scenes_of(parts)
    model.judge(scenes)
    revised = revise_drafts(parts, drafts, scenes)
    if len(revised) > len(drafts):
        inherit_from_neighbours(parts, revised)
        share_parties(revised)
    return revised
