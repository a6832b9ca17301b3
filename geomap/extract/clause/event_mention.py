"""One thing that a sentence says happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.model import Status

if TYPE_CHECKING:
    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.people.numbers import Toll


AIR, SHELLING, IED = (
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
)


CLASH, ATTACK = "Armed clash", "Attack"


ABDUCTION, ARRESTS = "Abduction/forced disappearance", "Arrests"


PEACEFUL, INTERVENED, EXCESSIVE = (
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
)


GOVERNMENT_TAKES, OTHERS_TAKE = (
    "Government regains territory",
    "Non-state actor overtakes territory",
)


@dataclass(slots=True)
class Happening:
    """Something that a sentence says happened.

    Parameters
    ----------
    start, end
        Span of the trigger.
    sentence
        Index of its sentence in the report.
    sub_event_type
        In ACLED's words, or ours.
    weight
        How certain the words are.
    status
        How the source puts it.
    agent, patient
        Actor mentions; see also `agent_id` for those that follow from the words alone.
    agent_id, patient_id
        Ids of actors that are implied, not named ("barrel bombs", "a body was found").
    """

    start: int
    end: int
    sentence: int
    sub_event_type: str
    kind: str
    weight: int
    status: Status = Status.REPORTED
    agent: ActorMention | None = None
    patient: ActorMention | None = None
    agent_id: str = ""
    patient_id: str = ""
    tolls: dict[str, Toll] = field(default_factory=dict)
    floor: int = 0
    ceiling: int = 0

    @property
    def event_is_protest(self) -> bool:
        """True for every kind of protest that is no riot."""
        return self.sub_event_type in {PEACEFUL, INTERVENED, EXCESSIVE}
