"""Names that a text mentions: places and actors, each with its span."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.vocab.actors import choose_bearer

if TYPE_CHECKING:
    from datetime import date

    from geomap.model import Place, Resolution
    from geomap.vocab.actors import Actor


@dataclass(slots=True)
class Mention:
    """Words of a text that name something: their span and as they are written."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class PlaceMention(Mention):
    """A place name in a text.

    Parameters
    ----------
    places
        Gazetteer places whose spelling fits; empty for an unknown name behind a cue.
    phrase_start, phrase_end
        Span with relation and generic words.
    relation
        ``near``, ``countryside``, ``direction``, ``outskirts``, ``between`` or empty.
    container
        True if it says which unit holds another place rather than where something happened.
    country
        ISO code if it is a country's name, else empty.
    hint
        Name of the unit that is said to hold it.
    group
        Number of the list it stands in; places of one list share it.
    zone
        Number of the Arabic list ("قرى ...") it was found in, 0 for none.
    wide
        What stands before each name of its list: "محافظات حمص وحماة" are governorates.
    asked
        What the resolver is asked instead of its words: "between A and B" for a road.
    ends
        The two places between which a road runs.
    taken_up
        True for "the town", which takes up a name told before.
    said_small
        True if it is called a village: it is no city that holds others.
    dateline
        True where it only says from where the report is told.
    resolution
        The resolver's verdict, once asked.
    scene
        How likely it is the scene of each kind of `learned.scene_kinds`; empty where not asked.
    may_be_scene
        Answer of `compose.place_roles.is_scene`, once asked.
    """

    places: tuple[Place, ...] = ()
    phrase_start: int = 0
    phrase_end: int = 0
    relation: str = ""
    container: bool = False
    country: str = ""
    hint: str = ""
    held_by: PlaceMention | None = None
    group: int = 0
    taken_up: bool = False
    zone: int = 0
    wide: str = ""
    asked: str = ""
    ends: tuple[str, ...] = ()
    said_small: bool = False
    dateline: bool = False
    resolution: Resolution | None = field(default=None, repr=False)
    scene: tuple[float, ...] = field(default=(), repr=False)
    may_be_scene: bool | None = field(default=None, repr=False, compare=False)

    @property
    def place_id(self) -> str:
        """The id of the place it was resolved to, or empty."""
        return self.resolution.place_id if self.resolution else ""


@dataclass(slots=True)
class ActorMention(Mention):
    """An actor in a text.

    Parameters
    ----------
    actors
        Every bearer of the name; `at` chooses by date.
    kind
        Kind of the first bearer, or ``person``/``armed`` for a bare description.
    weak
        True for a bare description ("a man", "soldiers").
    """

    actors: tuple[Actor, ...]
    kind: str
    weak: bool = False

    def at(self, on: date | None) -> Actor | None:
        """Return the bearer of the name on a day."""
        return choose_bearer(self.actors, on)
