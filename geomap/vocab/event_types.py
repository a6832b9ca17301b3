"""Event types and sub-types: ACLED's six and twenty-five, and the few of ours.

Source of the words: ACLED Codebook (2023 edition and later), event types and
sub-event types. A sub-type that ACLED has no word for ends with ``(geomap)``;
in ACLED's scheme it would be "Other" of its type.
"""

from __future__ import annotations

BATTLES = "Battles"
EXPLOSIONS = "Explosions/Remote violence"
CIVILIANS = "Violence against civilians"
PROTESTS = "Protests"
RIOTS = "Riots"
STRATEGIC = "Strategic developments"

EVENT_TYPES: dict[str, tuple[str, ...]] = {
    BATTLES: (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    EXPLOSIONS: (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    CIVILIANS: (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    PROTESTS: (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    RIOTS: (
        "Violent demonstration",
        "Mob violence",
    ),
    STRATEGIC: (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
        "Amnesty (geomap)",
        "Statement (geomap)",
        "Surrender (geomap)",
    ),
}
"""Sub-event types by event type, in ACLED's order, ours last."""

_TYPE_OF = {
    sub_type.casefold(): event_type
    for event_type, sub_types in EVENT_TYPES.items()
    for sub_type in sub_types
}


def event_type_of(sub_event_type: str) -> str | None:
    """Return the event type that a sub-event type belongs to, None for an unknown one."""
    return _TYPE_OF.get(sub_event_type.strip().casefold())
