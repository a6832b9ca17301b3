"""Turn reports about Syria into maps that people can trust.

>>> import geomap
>>> geomap.resolve("Deir Ezzor").place.name  # doctest: +SKIP
'Deir ez-Zor'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from geomap.version import __version__

_WHERE = {
    "EventMap": "geomap.web.element",
    "GeomapError": "geomap.errors",
    "read_events": "geomap.jobs",
    "render_map": "geomap.web.page",
    "resolve": "geomap.jobs",
    "save_map": "geomap.web.offline",
    "write_output": "geomap.jobs",
}

__all__ = [
    "EventMap",
    "GeomapError",
    "__version__",
    "read_events",
    "render_map",
    "resolve",
    "save_map",
    "write_output",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import geomap`` is light."""
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'geomap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
