"""A folder for what is unpacked or read from a pipe, gone with the object that holds it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path


class Scratch:
    """A temporary folder that is removed when the object goes."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="geomap-"))
        self._end = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
