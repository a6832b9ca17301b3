"""Office files without chance: no clock in the archive, none in the properties."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def stamp_package(content: bytes, day: date) -> bytes:
    """Return an Office file whose archive and properties bear `day` instead of the clock.

    Workbooks inside it, which hold the numbers of charts, are treated alike.
    """
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for info in source.infolist():
            data = source.read(info)
            if info.filename.endswith(".xlsx"):
                data = stamp_package(data, day)
            elif info.filename.endswith("core.xml"):
                stamp = f"{day.isoformat()}T12:00:00Z".encode()
                data = _TIMES.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            entry = zipfile.ZipInfo(info.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, data)
    return out.getvalue()
