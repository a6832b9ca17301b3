"""Invented events, as a function that tests call with their changes."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def make_sample():
    path = Path(__file__).with_name("sample.py")
    spec = importlib.util.spec_from_file_location("geomap_sample_events", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sample_events
