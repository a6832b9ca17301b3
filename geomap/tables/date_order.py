"""How the dates of a table are meant where 03/04/2020 could be either of two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.lang.letters import is_arabic
from geomap.tables.schemes.headings import NEVER, REPORTED, list_forms, means, speaks
from geomap.tables.values.date_cells import find_order, is_ordered, parse_date
from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.tables.opening import ReadOptions
    from geomap.tables.schemes import Mapped
    from geomap.tables.sheets import Sheet

SOON = timedelta(days=92)
"""What happened is told within so many days, if day and month are read the right way round."""
EARLY = timedelta(days=1)
"""And not before it happened, but for a difference of clocks."""
DAY_FIRST = {"ar": "Arabic", "fr": "French", "tr": "Turkish", "de": "German"}
"""Languages that write the day before the month, always."""
_LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How dates are meant, as `parse_date` takes it, and what is to be said of it.

    ``dmy``, ``serial 1904``, ``1904``; empty where nothing says so.
    """

    order: str
    notes: tuple[str, ...] = ()


def settle_dates(options: ReadOptions, sheet: Sheet, mapped: Mapped) -> DateOrder:
    """Return how the dates of a table are meant: what is said, else found, and what its file says.

    Found are, in this order: what the format says; a day over 12 in any row; the day on which each
    row was told, where only one order lets nothing be told before it happened; a language that
    writes the day first. The last two are told.
    """
    said = options.dates or mapped.dates
    notes: tuple[str, ...] = ()
    if not said:
        said, notes = _find_order(sheet, mapped)
    return DateOrder(f"{said} {sheet.dates}".strip(), notes)


def _find_order(sheet: Sheet, mapped: Mapped) -> tuple[str, tuple[str, ...]]:
    """Return the order that the whole table says; all are read if the first rows hold doubt."""
    import pyarrow as pa

    from geomap.tables.text_columns import as_text, encode_text

    columns = [c.column for c in mapped.chosen if c.target in {"date_start", "date_end"}]
    texts: set[str] = set()
    for number, batch in enumerate(sheet.batches()):
        for column in columns:
            kind = batch.table[column].type
            if pa.types.is_string(kind) or pa.types.is_dictionary(kind):
                texts.update(encode_text(as_text(batch.table[column])).dictionary.to_pylist())
        if number == 0 and not any(is_ordered(text) for text in texts):
            return "", ()
    if order := find_order(texts):
        return order, ()
    if any(find_order([text]) for text in texts):
        return "", ()  # of both orders: each row for itself
    return _find_told(sheet, columns) or _find_language(columns, texts)


def _find_told(sheet: Sheet, columns: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """Return the only order by which nothing is told before it happened, nor a season later."""
    from geomap.tables.text_columns import as_text

    told = [c for c in sheet.columns if c not in columns and _is_told(c)]
    for batch in sheet.batches():
        head = batch.table.slice(0, _LOOKED_AT)
        for column in columns:
            days = as_text(head[column]).to_pylist()
            for other in told:
                pairs = list(zip(days, as_text(head[other]).to_pylist(), strict=True))
                fits = [order for order in ("dmy", "mdy") if _fits(pairs, order)]
                if len(fits) == 1:
                    return fits[0], (f"dates are read as {fits[0]}, as {other!r} lets them be",)
        break
    return None


def _is_told(heading: str) -> bool:
    return any(means(kind, form) for kind in (NEVER, REPORTED) for form in list_forms(heading))


def _fits(pairs: Iterable[tuple[str, str]], order: str) -> bool:
    """Return True if every day that could be two days comes soon before the day it was told."""
    seen = False
    for text, told in pairs:
        if not is_ordered(text) or not (words := told.split()):
            continue
        try:
            day, later = parse_date(text, order).start, parse_date(words[0]).end
        except DateError:
            continue
        seen = True
        if not -EARLY <= later - day <= SOON:
            return False
    return seen


def _find_language(columns: list[str], texts: set[str]) -> tuple[str, tuple[str, ...]]:
    """Return the order of the language that the dates' heading or their digits are of."""
    lang = next((lang for column in columns for lang in DAY_FIRST if speaks(column, lang)), "")
    if not lang and any("\u0660" <= c <= "\u0669" or is_arabic(c) for text in texts for c in text):
        lang = "ar"
    if not lang:
        return "", ()
    note = (
        f"dates are read day before month, as {DAY_FIRST[lang]} writes them; else say --dates mdy"
    )
    return "dmy", (note,)
