from __future__ import annotations

from geomap.lang.near_keys import NearKeys

KEYS = ["hlb", "hmb", "hlbt", "hl", "dmSk", "hlhl"]


def near(key: str) -> set[str]:
    keys = NearKeys(KEYS)
    return {KEYS[number] for way in keys.ways(key) for number in keys.keys[way]}


def test_a_key_leads_to_those_with_one_consonant_more_less_or_changed() -> None:
    assert near("hlb") == {"hlb", "hmb", "hlbt"}
    assert near("hlbs") == {"hlb", "hlbt"}


def test_short_keys_are_not_looked_up_with_a_consonant_changed() -> None:
    assert near("hl") == {"hlb"}
    assert near("h") == set()


def test_each_way_names_a_key_once() -> None:
    keys = NearKeys(KEYS)
    assert all(len(set(numbers)) == len(numbers) for numbers in keys.keys)
