"""Gazetteers and resolvers that the tests of places share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.gazetteer.building import build_gazetteer
from geomap.gazetteer.installed import build_installed
from geomap.resolver.resolver import Resolver
from geomap.settings import data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def installed() -> Gazetteer:
    """Return the gazetteer as installed, read from the tables and not from a cache."""
    return build_installed(data_dir())


@pytest.fixture(scope="session")
def resolver(installed: Gazetteer) -> Resolver:
    return Resolver(installed)


@pytest.fixture(scope="session")
def built(shared: Path) -> Gazetteer:
    """Return the gazetteer with OCHA's places."""
    return build_gazetteer(ocha=[shared / "reference" / "ocha_places.csv"])


@pytest.fixture(scope="session")
def built_resolver(built: Gazetteer) -> Resolver:
    return Resolver(built)
