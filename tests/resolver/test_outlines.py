from __future__ import annotations

import pytest
import shapely

from geomap.gazetteer.areas.unit_outlines import Outlines

SQUARE = shapely.box(36, 35, 37, 36)


def test_an_outline_is_read_when_it_is_asked_for() -> None:
    outlines = Outlines({"SY01": shapely.to_wkb(SQUARE), "SY02": b"not an outline"})
    assert outlines["SY01"] == SQUARE
    assert outlines["SY01"] is outlines["SY01"]
    assert list(outlines) == ["SY01", "SY02"]
    assert "SY01" in outlines
    with pytest.raises(shapely.errors.GEOSException):
        outlines["SY02"]


def test_what_has_no_outline_has_none() -> None:
    outlines = Outlines({})
    assert outlines.get("SY01") is None
    assert outlines.get("SY01", 3) == 3
    assert len(outlines) == 0
    with pytest.raises(KeyError):
        outlines["SY01"]
