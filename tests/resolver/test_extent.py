"""Points of Syria and others, a few and many."""

import numpy as np

from geomap.gazetteer.areas import extent


def test_many_points_are_judged_as_a_few_are() -> None:
    rng = np.random.default_rng(4)
    lon = rng.uniform(33, 45, 60_000)
    lat = rng.uniform(30, 40, 60_000)
    lon[:1000] = np.round(lon[:1000] * 8) / 8  # on the edges of cells
    lat[500:1500] = np.round(lat[500:1500] * 8) / 8
    lon[2000:2004], lat[2000:2004] = (1e300, -1e300, 38.0, 180.0), (35.0, 35.0, 1e300, -90.0)
    many = extent.is_near_syria(lon, lat)
    few = np.concatenate(
        [
            extent.is_near_syria(lon[at : at + 1000], lat[at : at + 1000])
            for at in range(0, 60_000, 1000)
        ]
    )
    assert (many == few).all()
    assert 0.1 < many.mean() < 0.9


def test_cells_that_are_not_asked_again_are_most_of_the_country() -> None:
    _, _, cells = extent._inner_cells()
    assert cells.sum() / extent._CELLS**2 > 0.8 * extent._area().area
    assert not cells[0].any()
    assert not cells[-1].any()
    assert not cells[:, 0].any()
    assert not cells[:, -1].any()
