"""One page on a table: what was read, what was not and why, a map of what was placed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geomap.atomic import write_text
from geomap.layers.basemap import load_basemap
from geomap.layers.small_map import HEIGHT, WIDTH, draw_path, place_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geomap.export.table_check.near_rows import NearRows
    from geomap.export.table_check.table_report import TableReport

_MOST_NEAR = 30
PRECISION = {1: "exact place", 2: "near or area", 3: "region"}
_CSS = """
body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem;color:#1d2733}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
.verdict{font-size:1.1rem;margin:.3rem 0 1rem}.bar{display:flex;height:1.1rem;border-radius:4px;
overflow:hidden;margin:.3rem 0}.bar span{display:block}
.p1{background:#1b6f5c}.p2{background:#5aa469}
.p3{background:#b7cf8b}.un{background:#e0a43a}.re{background:#b8423a}
.key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin:0 .3em 0 .9em}
table{border-collapse:collapse;width:100%}td,th{text-align:start;vertical-align:top;padding:.25rem
.6rem .25rem 0;border-bottom:1px solid #dde3e8}
td.n{text-align:end;font-variant-numeric:tabular-nums}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:0 2rem}
svg{width:100%;height:auto;background:#eef3f6;border-radius:6px}.land{fill:#fbfaf6;stroke:#9aa7b1;
stroke-width:1}.dot{fill:#1b6f5c;fill-opacity:.65;stroke:#fff;stroke-width:.7}.dot.l2{fill:#5aa469}
.dot.l3{fill:none;stroke:#6f8a2e;stroke-width:1.4}small,.muted{color:#5b6875}
"""


def write_check_page(report: TableReport, path: Path) -> Path:
    """Write the report on a table as one HTML file without scripts; return `path`."""
    write_text(path, render_check(report))
    return path


def render_check(report: TableReport) -> str:
    """Return the page. All text of the table is escaped; there is no script in it."""
    title = f"Check of {report.name}"
    reasons = _rows(
        ("rows", "what", "what to do", "for example"),
        [
            (
                reason.count,
                f"{reason.kind}: {reason.problem}",
                reason.fix,
                "; ".join(reason.examples),
            )
            for reason in report.reasons[:40]
        ],
    )
    columns = _rows(
        ("event column", "column of the table", "why", "for example"),
        [(c.target, c.column, c.why, " | ".join(c.examples)) for c in report.columns],
    )
    near = _rows(
        ("a row", "another", "how alike"),
        [(_name_row(pair, 0), _name_row(pair, 1), pair.why) for pair in report.near[:_MOST_NEAR]],
    )
    more = len(report.near) - _MOST_NEAR
    near += f"<p class='muted'>and {more:,} more; geomap dedup scores them</p>" * (more > 0)
    kept = f"<p class='muted'>Kept as they are: {escape(', '.join(report.kept))}</p>" * bool(
        report.kept
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in report.notes)
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\"><meta name='viewport' content='width=device-width'>"
        f"<title>{escape(title)}</title><style>{_CSS}</style></head><body>"
        f"<h1>{escape(title)}</h1><p class='verdict'>{_say_verdict(report)}</p>{_bar(report)}"
        f"<div class='two'><div><h2>What was placed</h2>{_map(report)}</div>"
        f"<div><h2>In figures</h2>{_figures(report)}</div></div>"
        f"<h2>What is no event, and why</h2>{reasons or '<p>Nothing: every row is an event.</p>'}"
        f"<h2>Rows that may tell one happening twice</h2>{near or '<p>None was seen.</p>'}"
        f"<h2>What was read as what</h2>{columns or '<p>A file of events: as it is.</p>'}"
        f"{kept}<h2>Seen on reading</h2><ul dir='auto'>{notes}</ul></body></html>\n"
    )


def _name_row(pair: NearRows, side: int) -> str:
    return f"{pair.rows[side]}: {pair.said[side]}"


def _say_verdict(report: TableReport) -> str:
    share = report.placed / report.rows_in if report.rows_in else 0.0
    return (
        f"<b>{report.rows_in:,}</b> rows in: <b>{report.placed:,}</b> placed ({share:.0%}), "
        f"<b>{report.unplaced:,}</b> without a certain place, <b>{report.rejected:,}</b> rejected."
    )


def _bar(report: TableReport) -> str:
    parts = [
        (f"p{level}", report.precision.get(level, 0), word) for level, word in PRECISION.items()
    ]
    parts += [("un", report.unplaced, "unplaced"), ("re", report.rejected, "rejected")]
    total = max(report.rows_in, 1)
    spans = "".join(
        f"<span class='{name}' style='width:{100 * count / total:.2f}%'></span>"
        for name, count, _ in parts
    )
    keys = "".join(
        f"<span class='key {name}'></span>{count:,} {word}" for name, count, word in parts if count
    )
    return (
        f"<div class='bar' role='img' aria-label='rows by what became of them'>{spans}</div>{keys}"
    )


def _figures(report: TableReport) -> str:
    forms = "; ".join(f"{form} ({count})" for form, count in report.forms)
    rows: list[tuple[str, str]] = [
        ("Days", f"{report.first} to {report.last}" if report.first else "none"),
        ("Dates are written (9: a digit)", forms or "as ISO days"),
        ("Rows that say what an earlier one says", f"{report.repeats:,}"),
        ("Pairs of rows that may be one happening", f"{len(report.near):,}"),
        ("Places", f"{len(report.points):,}"),
        ("Governorates without a row", ", ".join(report.absent) or "none"),
    ]
    cells = "".join(
        f"<tr><th>{escape(a)}</th><td dir='auto'>{escape(b)}</td></tr>" for a, b in rows
    )
    return f"<table>{cells}</table>"


def _rows(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    body = "".join(
        "<tr>" + "".join(
            f"<td class='n'>{cell:,}</td>" if isinstance(cell, int)
            else f"<td dir='auto'>{escape(str(cell))}</td>"
            for cell in row
        ) + "</tr>"
        for row in rows
    )  # fmt: skip
    if not body:
        return ""
    head = "".join(f"<th>{escape(word)}</th>" for word in header)
    return f"<table><tr>{head}</tr>{body}</table>"


def _map(report: TableReport) -> str:
    land = "".join(
        f"<path class='land' d='{draw_path(feature['geometry'])}'/>"
        for feature in load_basemap().layers["governorates"]
    )
    dots = "".join(
        "<circle class='dot l{}' cx='{:.0f}' cy='{:.0f}' ".format(level, *place_point(lon, lat))
        + f"r='{min(6 + count**0.5, 20):.1f}'/>"
        for lon, lat, count, level in sorted(report.points, key=lambda point: -point[2])
    )
    return (
        f"<svg viewBox='0 0 {WIDTH:.0f} {HEIGHT:.0f}' role='img' aria-label='rows on a map'>"
        f"{land}{dots}</svg><small>Dots by number of rows; rings are regions. Outlines: "
        "Natural Earth.</small>"
    )
