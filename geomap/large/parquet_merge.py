"""Several Parquet files of one schema as one, their row groups copied byte for byte.

No value is decoded: the bytes are appended and only the footers, which are Thrift's compact
protocol, are read, moved to their new offsets and written anew. Ten million rows take seconds.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from geomap.atomic import copy_bytes
from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAGIC = b"PAR1"
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)

# fields of Parquet's FileMetaData, RowGroup, ColumnChunk and ColumnMetaData
_SCHEMA, _NUM_ROWS, _ROW_GROUPS, _KEY_VALUES = 2, 3, 4, 5
_GROUP_COLUMNS, _GROUP_OFFSET, _GROUP_ORDINAL = 1, 5, 7
_CHUNK_OFFSET, _CHUNK_META, _CHUNK_INDEXES = 2, 3, (4, 6)
_META_OFFSETS = (9, 10, 11, 14)

Fields = dict[int, tuple[int, Any]]
"""A Thrift struct: type and value by field id."""


def merge_parquet(parts: Sequence[Path], out: Path, metadata: Mapping[str, str]) -> Path:
    """Write the row groups of `parts`, in order, as one file; return `out`.

    Parameters
    ----------
    parts
        Parquet files with the same schema.
    out
        File to write (not atomically: give a temporary one).
    metadata
        Replaces the values of these keys in the footer.

    Raises
    ------
    OutputError
        If the schemas differ.
    """
    with ParquetJoin(out) as join:
        for part in parts:
            join.add(part)
        join.finish(metadata)
    return out


class ParquetJoin:
    """One Parquet file that grows by the row groups of others; it is none before `finish`.

    Parameters
    ----------
    out
        File to write (not atomically).

    Raises
    ------
    OutputError
        If the schemas of the parts differ, or the file cannot be written.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._footer: Fields = {}
        self._groups: list[Fields] = []
        self._rows = 0
        self._file = out.open("wb")
        self._file.write(MAGIC)

    def __enter__(self) -> ParquetJoin:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, whole or not."""
        self._file.close()

    def add(self, part: Path) -> None:
        """Append the row groups of a file with the same schema as the first."""
        size, found = read_footer(part)
        if not self._footer:
            self._footer = found
        elif found[_SCHEMA] != self._footer[_SCHEMA]:
            raise OutputError(f"{self._out}: {part.name} has other columns than the first part")
        moved = self._file.tell() - len(MAGIC)
        with part.open("rb") as source:
            source.seek(len(MAGIC))
            try:
                copy_bytes(source, self._file, size - len(MAGIC))
            except EOFError as error:
                raise OutputError(f"{part}: ends too early") from error
        for group in found[_ROW_GROUPS][1][1]:
            _move(group, moved, len(self._groups))
            self._groups.append(group)
        self._rows += found[_NUM_ROWS][1]

    def finish(self, metadata: Mapping[str, str]) -> None:
        """Write the footer, with `metadata` in place of the values of its keys."""
        footer = self._footer
        footer[_NUM_ROWS] = (_I64, self._rows)
        footer[_ROW_GROUPS] = (_LIST, (_STRUCT, self._groups))
        kept = [
            pair for pair in footer.get(_KEY_VALUES, (_LIST, (_STRUCT, [])))[1][1]
            if pair[1][1].decode() not in metadata
        ]  # fmt: skip
        new: list[Fields] = [
            {1: (_BINARY, key.encode()), 2: (_BINARY, value.encode())}
            for key, value in metadata.items()
        ]
        footer[_KEY_VALUES] = (_LIST, (_STRUCT, [*kept, *new]))
        encoded = bytearray()
        _write_struct(encoded, dict(sorted(footer.items())))
        self._file.write(encoded + struct.pack("<I", len(encoded)) + MAGIC)
        self._file.flush()


def read_footer(path: Path) -> tuple[int, Fields]:
    """Return where the footer of a Parquet file starts, and what it says."""
    with path.open("rb") as file:
        end = file.seek(0, 2) - 8
        if end < len(MAGIC):
            raise OutputError(f"{path}: is no Parquet file")
        file.seek(end)
        length, magic = struct.unpack("<I4s", file.read(8))
        if magic != MAGIC or length > end - len(MAGIC):
            raise OutputError(f"{path}: is no Parquet file")
        file.seek(end - length)
        try:
            fields, _ = _read_struct(file.read(length), 0)
        except (IndexError, RecursionError) as error:
            raise OutputError(f"{path}: has a broken footer") from error
    return end - length, fields


def _move(group: Fields, offset: int, ordinal: int) -> None:
    for chunk in group[_GROUP_COLUMNS][1][1]:
        for field in (_CHUNK_OFFSET, *_CHUNK_INDEXES):
            _add(chunk, field, offset)
        for field in _META_OFFSETS:
            _add(chunk[_CHUNK_META][1], field, offset)
    _add(group, _GROUP_OFFSET, offset)
    if _GROUP_ORDINAL in group:
        group[_GROUP_ORDINAL] = (_I16, min(ordinal, 32767))


def _add(fields: Fields, field: int, offset: int) -> None:
    if field in fields and fields[field][1] > 0:
        fields[field] = (fields[field][0], fields[field][1] + offset)


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        octet = data[at]
        at += 1
        value |= (octet & 0x7F) << shift
        if octet < 0x80:
            return value, at
        shift += 7


def _read_integer(data: bytes, at: int) -> tuple[int, int]:
    value, at = _read_varint(data, at)
    return (value >> 1) ^ -(value & 1), at


def _read_struct(data: bytes, at: int) -> tuple[Fields, int]:
    fields: Fields = {}
    field = 0
    while True:
        head = data[at]
        at += 1
        if head == 0:
            return fields, at
        kind = head & 0x0F
        if head >> 4:
            field += head >> 4
        else:
            field, at = _read_integer(data, at)
        if kind in (_TRUE, _FALSE):
            fields[field] = (kind, None)
        else:
            value, at = _read_value(data, at, kind)
            fields[field] = (kind, value)


def _read_value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (_I16, _I32, _I64):
        return _read_integer(data, at)
    if kind in (_BYTE, _TRUE, _FALSE):
        return data[at], at + 1
    if kind == _DOUBLE:
        return data[at : at + 8], at + 8
    if kind == _BINARY:
        length, at = _read_varint(data, at)
        return data[at : at + length], at + length
    if kind in (_LIST, _SET):
        head = data[at]
        at += 1
        count, inner = head >> 4, head & 0x0F
        if count == 15:
            count, at = _read_varint(data, at)
        if count > len(data) - at:  # each item takes a byte at least
            raise IndexError("a list that is longer than the footer")
        items = []
        for _ in range(count):
            item, at = _read_value(data, at, inner)
            items.append(item)
        return (inner, items), at
    if kind == _STRUCT:
        return _read_struct(data, at)
    raise OutputError(f"a Parquet footer with Thrift type {kind}")


def _write_varint(out: bytearray, value: int) -> None:
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _write_integer(out: bytearray, value: int) -> None:
    _write_varint(out, value << 1 if value >= 0 else (-value << 1) - 1)


def _write_struct(out: bytearray, fields: Fields) -> None:
    before = 0
    for field, (kind, value) in fields.items():
        if 0 < field - before <= 15:
            out.append((field - before) << 4 | kind)
        else:
            out.append(kind)
            _write_integer(out, field)
        before = field
        if kind not in (_TRUE, _FALSE):
            _write_value(out, kind, value)
    out.append(0)


def _write_value(out: bytearray, kind: int, value: Any) -> None:
    if kind in (_I16, _I32, _I64):
        _write_integer(out, value)
    elif kind in (_BYTE, _TRUE, _FALSE):
        out.append(value)
    elif kind == _DOUBLE:
        out.extend(value)
    elif kind == _BINARY:
        _write_varint(out, len(value))
        out.extend(value)
    elif kind in (_LIST, _SET):
        inner, items = value
        if len(items) < 15:
            out.append(len(items) << 4 | inner)
        else:
            out.append(0xF0 | inner)
            _write_varint(out, len(items))
        for item in items:
            _write_value(out, inner, item)
    else:
        _write_struct(out, value)
