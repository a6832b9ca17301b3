"""A drawn page as PNG or SVG: equal pages are equal bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from geomap.brief.text_metrics import MISSING_GLYPH
from geomap.typefaces import FAMILIES

if TYPE_CHECKING:
    import numpy as np

    from geomap.brief.sheet import Page

DPI = 300

_TEXT = re.compile(rb'(<text [^>]*style="[^>]*>)([^<]*)')
_STRONG = re.compile(r"[A-Za-z\u00c0-\u024f\u0620-\u064a\u066e-\u06d3]")
"""The first letter says which way a text runs."""


def render_page(page: Page, ending: str, dpi: int = DPI) -> bytes:
    """Return a page as PNG or SVG: no dates, no chance, so equal pages are equal bytes."""
    import warnings

    import matplotlib as mpl

    with warnings.catch_warnings(), mpl.rc_context({
        "svg.hashsalt": "geomap", "svg.fonttype": "none", "hatch.linewidth": 0.55,
        "path.simplify": True,
    }):  # fmt: skip
        warnings.filterwarnings("ignore", message=MISSING_GLYPH)
        if ending == "svg":
            out = BytesIO()
            page.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
            return name_fonts(out.getvalue())
        page.figure.set_dpi(dpi)
        page.canvas.draw()
        return make_png(page.canvas.buffer_rgba(), dpi)


def make_png(rgba: object, dpi: int) -> bytes:
    """Return pixels as a PNG with a palette of its 256 commonest colours: a third of the size.

    The colours of the theme stay exact; of the shades along edges the nearest is taken.
    """
    import numpy as np
    from PIL import Image

    packed = np.ascontiguousarray(rgba).view("<u4")[..., 0]
    runs, lengths = _find_runs(packed)  # of a map most pixels are as the one before
    colors, row = np.unique(runs, return_inverse=True)
    some, often = _find_runs(packed[::2, ::2])
    at = np.searchsorted(colors, some)
    counts = np.bincount(at, weights=often, minlength=len(colors)).astype(np.int64)
    common = colors[np.lexsort((colors, -counts))][:256]

    def channels(values: np.ndarray) -> np.ndarray:
        return np.stack([values & 255, values >> 8 & 255, values >> 16], axis=1).astype(np.float32)

    wanted, given = channels(colors), channels(common)
    away = (given**2).sum(1)[None, :] - 2 * wanted @ given.T
    nearest = away.argmin(1).astype(np.uint8)
    small = Image.fromarray(np.repeat(nearest[row], lengths).reshape(packed.shape), mode="P")
    small.putpalette(given.astype(np.uint8).tobytes())
    out = BytesIO()
    small.save(out, format="PNG", dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()


def _find_runs(packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the colours of runs of equal pixels (blue, green, red), and how long each is."""
    import numpy as np

    flat = packed.ravel()
    starts = np.concatenate(([0], np.flatnonzero(flat[1:] != flat[:-1]) + 1))
    return flat[starts] & 0xFFFFFF, np.diff(starts, append=len(flat))


def name_fonts(svg: bytes) -> bytes:
    """Name our typeface first, then what other machines have."""
    families = ", ".join(f"'{name}'" for name in FAMILIES)
    named = b"font-family: " + families.encode() + b", sans-serif"
    return re.sub(rb"font-family: [^;\"]+", named, svg)


def direct_text(svg: bytes) -> bytes:
    """Say of each text that begins in Arabic that it runs right to left, held at the same side.

    Where a text runs right to left SVG counts ``start`` and ``end`` from the right.
    """

    def turn(found: re.Match[bytes]) -> bytes:
        tag, text = found.group(1), found.group(2)
        strong = _STRONG.search(text.decode("utf-8"))
        if strong is None or strong.group() < "\u0590":
            return found.group()
        anchor = re.search(rb"text-anchor: (start|middle|end)", tag)
        held = anchor.group(1) if anchor else b"start"
        turned = {b"start": b"end", b"end": b"start"}.get(held, held)
        bare = re.sub(rb"\s*text-anchor: \w+;?", b"", tag)
        style = b'style="text-anchor: ' + turned + b"; direction: rtl; "
        return (
            bare.replace(b'style="', style, 1).replace(b"<text ", b'<text direction="rtl" ', 1)
            + text
        )

    return _TEXT.sub(turn, svg)
