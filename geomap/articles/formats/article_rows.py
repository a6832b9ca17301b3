"""Tables of reports: JSONL, a JSON list, CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from geomap.articles.found import (
    LONGEST_COLLECTION,
    LONGEST_ROW,
    Articles,
    NotReadableError,
    decode,
)
from geomap.articles.web_pages import parse_date
from geomap.errors import Finding
from geomap.model import Report

if TYPE_CHECKING:
    from datetime import date

_TEXTS = ("text", "content", "body", "message", "text content")
_DAYS = ("date", "published", "published_at", "pubdate")
_MOMENTS = ("timestamp", "created_at", "upload timestamp")
"""When something was put up, in the tables of archivers; other things are called so too."""
_KNOWN = frozenset({"id", "source", "lang", "url", "link", "title", *_DAYS})


def read_jsonl(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add a report for each line that is a JSON object."""
    text = decode(content, longest=LONGEST_COLLECTION)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            found.problems.append(Finding("is not JSON", file=name, row=number))
            continue
        if not isinstance(row, dict):
            found.problems.append(Finding("is not a JSON object", file=name, row=number))
            continue
        add_row(name, number, row, published, found)


def read_csv(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add a report for each row of a table that has a column of texts."""
    text = decode(content, longest=LONGEST_COLLECTION)
    csv.field_size_limit(LONGEST_ROW)
    head = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if not set(_TEXTS) & {str(field).strip().lower() for field in rows.fieldnames or ()}:
        raise NotReadableError("has no column 'text'", "name the column of the texts so")
    try:
        for number, row in enumerate(rows, start=2):
            add_row(name, number, row, published, found)
    except csv.Error as error:
        found.problems.append(Finding(f"is not CSV that can be read ({error})", file=name))


def add_row(
    name: str, number: int, given: dict[str, Any], published: date | None, found: Articles
) -> None:
    """Add the report of one row: its text, with id, day, source, url, title and language."""
    row = {str(key).strip().lower(): value for key, value in given.items() if key is not None}
    column = next((key for key in _TEXTS if isinstance(row.get(key), str)), "")
    text = row.get(column, "")
    if not text.strip():
        found.problems.append(Finding("has no text", "give it in 'text'", file=name, row=number))
        return
    if len(text) > LONGEST_ROW:
        found.problems.append(Finding("is longer than one report can be", file=name, row=number))
        return
    told = _first_cell(row, *_DAYS)
    day = parse_date(told) if told else _find_moment(row) or published
    if told and day is None:
        found.problems.append(
            Finding(f"date {told[:40]!r} is not ISO", "write 2020-04-14", file=name, row=number)
        )
        return
    found.reports.append(
        Report(
            _cell(row.get("id")) or f"{name}:{number}",
            text,
            day,
            _cell(row.get("title")),
            _cell(row.get("source")),
            _first_cell(row, "url", "link"),
            _cell(row.get("lang")),
            {key: value for key, value in row.items() if key not in _KNOWN and key != column},
        )
    )


def _find_moment(row: dict[str, Any]) -> date | None:
    """Return the day on which a row's text was put up, None where nothing says so."""
    days = (parse_date(cell) for key in _MOMENTS if (cell := _cell(row.get(key))))
    return next(filter(None, days), None)


def _first_cell(row: dict[str, Any], *names: str) -> str:
    """Return the first cell of several columns that holds anything, else nothing."""
    return next((cell for name in names if (cell := _cell(row.get(name)))), "")


def _cell(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)
