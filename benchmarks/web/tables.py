"""Kinds of made-up tables that maps find hard, each from `make_frame`'s events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.web.frame import make_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def make_radius(count: int) -> pd.DataFrame:
    """Return events known to within 2 to 25 km, nearly each at a point of its own."""
    return _spread(make_frame(count), points=max(1, round(count * 0.9853)), known=True)


def make_jitter(count: int) -> pd.DataFrame:
    """Return events whose points are moved at random, so that no two are alike."""
    return _spread(make_frame(count), points=count, known=False)


def make_words(count: int) -> pd.DataFrame:
    """Return events with 18 words of text each, from 4,000 words as often as words are used."""
    import numpy as np

    random = np.random.default_rng(11)
    letters = np.array(list("aeioubdfghklmnrst"))
    known = ["".join(random.choice(letters, random.integers(2, 10))) for _ in range(4_000)]
    often = 1 / np.arange(1, len(known) + 1)
    chosen = random.choice(len(known), (count, 18), p=often / often.sum())
    frame = make_frame(count)
    words = np.array(known, dtype=object)
    frame["description"] = [" ".join(row) for row in words[chosen]]
    return frame


def _spread(frame: pd.DataFrame, *, points: int, known: bool) -> pd.DataFrame:
    import numpy as np

    random = np.random.default_rng(7)
    at = np.concatenate([np.arange(points), random.integers(0, points, len(frame) - points)])
    lon, lat = random.uniform(36.2, 41.0, points), random.uniform(33.0, 36.6, points)
    frame["lon"], frame["lat"] = np.round(lon[at], 6), np.round(lat[at], 6)
    frame["location"] = frame["place_name"] = ""
    frame["place_id"] = ""
    frame["geo_precision"] = 2 if known else 1
    frame["precision_km"] = np.round(random.uniform(2, 25, points), 1)[at] if known else 0.5
    return frame


TABLES: dict[str, Callable[[int], Any]] = {
    "places": make_frame,
    "radius": make_radius,
    "jitter": make_jitter,
    "words": make_words,
}
