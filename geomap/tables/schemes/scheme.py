"""A scheme: how a published table's columns become event columns, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.schema import DTYPES, EXTRA_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pyarrow as pa

    from geomap.arrays import ArrowColumn

BETWEEN = "\x1f"
"""Stands between the cells of a row that are read together."""
_FEW = 1 << 12
"""Whole numbers below this are told apart by counting."""


@dataclass(frozen=True, slots=True)
class Take:
    """Where one event column comes from.

    Parameters
    ----------
    columns
        Headings that it may have, as `plain_heading` makes them; the first that is there counts.
    codes
        What a code becomes; a code that is not there becomes `other`, empty stays empty.
        The table's own column is kept beside it.
    other
        For codes that are not in `codes`: None keeps them as they are.
    pattern
        Regular expression whose first group is the value; a text that does not fit is kept.
    prefix
        Put before what is not empty.
    whole
        Whether a number is meant, so that ``214797.0`` is ``214797``.
    parse
        Turns the text of a cell into the value.
    """

    columns: tuple[str, ...]
    codes: Mapping[str, str] | None = None
    other: str | None = ""
    pattern: str = ""
    prefix: str = ""
    whole: bool = False
    parse: Callable[[str], str] | None = None

    def read(self, text: str) -> str:
        """Return the value that one cell of the table stands for."""
        value = text.strip()
        if self.parse is not None:
            value = self.parse(value)
        if self.codes is not None:
            key = value.removesuffix(".0").casefold()
            found = self.codes.get(key, self.codes.get(value, self.other))
            value = value if found is None else found if value else ""
        if self.pattern and (match := re.match(self.pattern, value)):
            value = (match[1] or "").strip()
        return f"{self.prefix}{value}" if value and self.prefix else value

    @property
    def renames(self) -> bool:
        """True if the values are taken as they are."""
        return self.codes is None and not (self.pattern or self.prefix or self.whole or self.parse)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A published table format.

    Parameters
    ----------
    name, title
        For ``--scheme`` and for people.
    signs
        Sets of headings; a table with all of one set is of this scheme.
    takes
        The source of each event column.
    fixed
        Event columns with one value.
    headless
        The columns of a table that is published without a header.
    dates
        ``dmy`` or ``mdy`` where the format says how 03/04/2020 is meant.
    kept
        Columns that are called as an event column is and mean something else.
    """

    name: str
    title: str
    signs: tuple[frozenset[str], ...]
    takes: Mapping[str, Take]
    fixed: Mapping[str, str] = ()  # type: ignore[assignment]
    headless: tuple[str, ...] = ()
    dates: str = ""
    kept: frozenset[str] = frozenset()

    def fits(self, columns: Sequence[str]) -> bool:
        """Return True if a table with these columns is of this scheme."""
        headings = {plain_heading(column) for column in columns}
        return any(sign <= headings for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One event column's source in one table: its column there, how it is read, and why.

    The cells of the columns in `also` are read with it, `BETWEEN` between them.
    """

    target: str
    column: str
    take: Take
    why: str = ""
    also: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the table that it is read from."""
        return self.column, *self.also


@dataclass(frozen=True)
class Mapped:
    """A scheme that has been laid over one table's columns.

    `beside` names columns that are kept as written under another name; `notes` are for people.
    """

    name: str
    title: str
    chosen: tuple[Chosen, ...]
    fixed: Mapping[str, str]
    dates: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def targets(self) -> set[str]:
        """The event columns that the table has."""
        return {chosen.target for chosen in self.chosen} | set(self.fixed)

    def apply(self, table: pa.Table) -> pa.Table:
        """Return `table` with its event columns made; the table's own columns follow.

        A column that was only renamed does not follow; one that was read by codes does, so that
        the original stands beside, and p-codes do, because the place that is found has its own.
        """
        import pyarrow as pa

        from geomap.tables.text_columns import join_cells

        out: dict[str, Any] = {}
        renamed: set[str] = set()
        for chosen in self.chosen:
            column = join_cells([table[name] for name in chosen.columns], BETWEEN)
            if chosen.take.renames:
                out[chosen.target] = column
                if chosen.target != "pcode":
                    renamed.add(chosen.column)
            elif chosen.take.codes is None and not (chosen.take.pattern or chosen.take.parse):
                out[chosen.target] = _join_prefix(chosen.take, column)
            else:
                out[chosen.target] = _read_codes(chosen.take, column)
        for name, value in dict(self.fixed).items():
            out[name] = pa.array([value] * table.num_rows, pa.string())
        for column, name in self.beside.items():
            out[name] = table[column]
        for name in table.column_names:
            if name not in renamed:
                own = name
                while own in out or own in DTYPES or own in EXTRA_COLUMNS:
                    own = f"{own}_as_written"
                out[own] = table[name]
        return pa.table(out)


def _join_prefix(take: Take, column: ArrowColumn) -> ArrowColumn:
    import pyarrow as pa
    import pyarrow.compute as pc

    from geomap.tables.text_columns import as_text

    if pa.types.is_integer(column.type) and not column.null_count:
        column = as_text(column)
        return pc.binary_join_element_wise(take.prefix, column, "") if take.prefix else column
    column = as_text(column)
    if take.whole and pc.any(pc.ends_with(column, ".0")).as_py():
        column = pc.replace_substring_regex(column, r"\.0$", "")
    column = pc.utf8_trim_whitespace(column)
    if not take.prefix:
        return column
    named = pc.binary_join_element_wise(take.prefix, column, "")
    return pc.if_else(pc.equal(column, ""), "", named)


def _read_codes(take: Take, column: ArrowColumn) -> ArrowColumn:
    """Read each distinct cell once; numbers are told apart before they become text."""
    import pyarrow as pa

    from geomap.tables.text_columns import as_text, encode_text

    if found := _encode_few(column):
        texts, indices = as_text(found[0]).to_pylist(), found[1]
        texts.append("")
    elif pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        encoded = column.combine_chunks().dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        texts = as_text(encoded.dictionary).to_pylist()
        blank = len(texts)
        indices = encoded.indices.fill_null(blank)
        texts.append("")
    else:
        kind = column.type
        coded = pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type)
        encoded = encode_text(column if coded else as_text(column))
        texts, indices = encoded.dictionary.to_pylist(), encoded.indices
    compact = pa.array([take.read(text) for text in texts], pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(compact.indices.take(indices), compact.dictionary)


def _encode_few(column: ArrowColumn) -> tuple[pa.Array, pa.Array] | None:
    """Return the distinct values of small whole numbers, and where each row's stands among them.

    A missing number stands behind the last. None for a column of other values.
    """
    import numpy as np
    import pyarrow as pa

    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        return None
    values = column.to_numpy()
    missing = np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), np.bool_)
    lost = int(np.count_nonzero(missing))
    if lost == len(values) or lost != column.null_count:
        return None
    filled = np.where(missing, np.nanmin(values), values) if lost else values
    low, high = filled.min(), filled.max()
    if not (low > -_FEW and high < _FEW):
        return None
    codes = filled.astype(np.int64)
    if (codes != filled).any():
        return None
    codes -= int(low)
    used = np.bincount(codes) > 0
    places = np.cumsum(used) - 1
    indices = places[codes].astype(np.int32)
    distinct = pa.array(np.flatnonzero(used) + int(low)).cast(column.type)
    if lost:
        indices[missing] = len(distinct)
    return distinct, pa.array(indices)


def plain_heading(heading: str) -> str:
    """Return a heading in lower case, words joined by underscores.

    Examples
    --------
    >>> plain_heading("Date Start"), plain_heading("ActionGeo_Lat")
    ('date_start', 'actiongeo_lat')
    """
    return re.sub(r"[\W_]+", "_", heading.casefold()).strip("_")


_SAME = {name.replace("_", ""): name for name in DTYPES}
"""Event columns by name without underscores: "Admin 1" is ``admin1``."""


def lay_over(scheme: Scheme, columns: Sequence[str]) -> Mapped:
    """Return `scheme` laid over a table's columns; event columns of the same name fit as well."""
    by_heading: dict[str, str] = {}
    for column in columns:
        by_heading.setdefault(plain_heading(column), column)
    chosen = []
    for target, take in scheme.takes.items():
        for heading in take.columns:
            if heading in by_heading:
                chosen.append(Chosen(target, by_heading[heading], take, f"{scheme.name} {heading}"))
                break
    used = {c.target for c in chosen} | set(scheme.fixed) | scheme.kept
    for heading, column in by_heading.items():
        target = _SAME.get(heading.replace("_", ""), "")
        if target and target not in used:
            if any(c.column == column and c.take.renames for c in chosen):
                continue
            chosen.append(Chosen(target, column, Take((heading,)), "same name"))
            used.add(target)
    fixed = dict(scheme.fixed)
    return Mapped(scheme.name, scheme.title, tuple(chosen), fixed, scheme.dates)
