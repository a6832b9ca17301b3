"""Small tables of words with their codes: event types, actors, trigger phrases."""

from geomap.vocab.actors import Actor, find_actor, get_actor
from geomap.vocab.event_types import EVENT_TYPES, event_type_of

__all__ = ["EVENT_TYPES", "Actor", "event_type_of", "find_actor", "get_actor"]
