"""Text files of any encoding as UTF-8: byte order marks, UTF-16, Windows-1256, broken bytes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from geomap.errors import TableError
from geomap.tables.limits import MIB, read_limits, refuse

if TYPE_CHECKING:
    from pathlib import Path

DELIMITERS = (",", ";", "\t", "|")
REPLACED = "\ufffd"
BROKEN = "utf_8"
"""Python's other name for UTF-8 says that not all bytes of a file are."""
MARKED = "utf_8_sig"
"""Python's other name for UTF-8 with a byte order mark says that all bytes of a file are."""
WHOLE = frozenset({"utf-8", MARKED})
"""Encodings in which no byte of the file is broken, so that a U+FFFD is the file's own."""
_CHUNK = 4 * MIB
_WORD = re.compile(r"(?<![A-Za-z])[^\W\d_A-Za-z]+(?![A-Za-z])")
_MIXED = re.compile(rb"[A-Za-z][\x80-\xbf]*[\xc0-\xfe]|[\xc0-\xfe][A-Za-z]")
_HIGH = re.compile(rb"(?<![A-Za-z\x80-\xff])[\xc0-\xfe]{2,}(?![A-Za-z\x80-\xff])")
_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
"""Letters that Windows-1254 has where Windows-1252 has those of Icelandic."""
_ARABIC = re.compile(r"[ء-ي]")
_ACCENTED = re.compile(r"[à-ÿ]")


def detect_encoding(path: Path) -> str:
    """Return the encoding of a text file: ``utf-8-sig``, ``utf-16``, ``utf-8``, ``cp1256`` ...

    A file that is not UTF-8 but mostly would be is `BROKEN`: its broken rows are rejected one by
    one. Other files are of one byte a letter: Latin ones (`guess_latin`), else Arabic ones.
    """
    with path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(codecs.BOM_UTF8):
            return MARKED if _is_utf8(path) else "utf-8-sig"
        if wide := _wide_encoding(head, path):
            return wide
        file.seek(0)
        if _all_utf8(file):
            return "utf-8"
        file.seek(0)
        if _mostly_utf8(file):
            return BROKEN
        file.seek(0)
        return guess_latin(file.read(_CHUNK)) or guess_arabic(path)


def _wide_encoding(head: bytes, path: Path) -> str:
    """Return UTF-16 or UTF-32 by mark or by zero bytes, else nothing."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in head:
        return ""
    zeros = head[0::2].count(0), head[1::2].count(0)
    if max(zeros) > 4 * min(zeros) and max(zeros) > len(head) / 16:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    if sum(zeros) > len(head) / 64:
        raise TableError("holds zero bytes, so it is no text table", file=str(path))
    return ""


def _all_utf8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(file: IO[bytes]) -> bool:
    """Return True if more lines beyond ASCII are UTF-8 than are not."""
    good = bad = 0
    for line in iter(lambda: file.readline(_CHUNK), b""):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good > bad


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def guess_latin(content: bytes) -> str:
    """Return ``cp1252``, or ``cp1254`` with Turkish letters, where high letters stand amid ASCII.

    Words of Arabic are whole runs of high bytes; those of French, German or Turkish have one or
    two among others.

    Examples
    --------
    >>> guess_latin("Köy;Yaralı".encode("cp1254")), guess_latin("قرية;حلب".encode("cp1256"))
    ('cp1254', '')
    """
    mixed, whole = len(_MIXED.findall(content)), len(_HIGH.findall(content))
    if mixed <= whole:
        return ""
    return "cp1254" if _TURKISH & set(content) else "cp1252"


def guess_arabic(content: bytes | Path) -> str:
    """Return ``cp1256`` or ``iso-8859-6`` for Arabic of one byte a letter, by what words look like.

    Read as Windows-1256, waw and ya of ISO 8859-6 are accented Latin letters amid Arabic ones,
    which no word has.
    """
    if not isinstance(content, bytes):
        with content.open("rb") as file:
            content = file.read(_CHUNK)
    as_windows = content.decode("cp1256", "replace")
    words = [word for word in _WORD.findall(as_windows) if _ARABIC.search(word)]
    mixed = sum(bool(_ACCENTED.search(word)) for word in words)
    if not words or mixed < len(words) / 10:
        return "cp1256"
    try:
        content.decode("iso-8859-6")
    except UnicodeDecodeError:
        return "cp1256"
    return "iso-8859-6"


class Utf8Stream(io.RawIOBase):
    """A text file in any encoding, read as UTF-8 bytes; broken bytes become U+FFFD."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._file = path.open("rb")
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._left = b""
        self._done = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` with UTF-8 bytes."""
        while not self._left and not self._done:
            chunk = self._file.read(max(len(buffer) // 2, 4096))
            self._done = not chunk
            self._left = self._decoder.decode(chunk, final=self._done).encode("utf-8")
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def open_utf8(path: Path, encoding: str) -> BinaryIO:
    """Open a text file for reading as UTF-8 bytes without a byte order mark."""
    if encoding == "utf-8":
        return path.open("rb", buffering=MIB)
    return cast("BinaryIO", io.BufferedReader(Utf8Stream(path, encoding), MIB))


def read_head(path: Path, encoding: str, size: int = 256 * 1024) -> str:
    """Return the first characters of a text file, ending at the end of a line if there is one."""
    with open_utf8(path, encoding) as stream:
        head = stream.read(size)
        limit = read_limits().line_mib * MIB
        while b"\n" not in head and b"\r" not in head:
            more = stream.read(size)
            if not more:
                break
            head += more
            if len(head) > limit:
                raise refuse(str(path), "the first line does not end", "line_mib")
    text = head.decode("utf-8", errors="ignore").replace("\r\n", "\n").replace("\r", "\n")
    if len(head) >= size and "\n" in text:
        return text[: text.rindex("\n") + 1]
    return text


def detect_delimiter(head: str) -> str:
    """Return the delimiter of a text table, by which the first rows agree best on a width.

    The header decides what is possible; among those the delimiter that gives most rows the
    header's width wins, then the one that gives more columns.
    """
    best, best_score = ",", (-1.0, 0)
    for delimiter in DELIMITERS:
        rows = list(islice(csv.reader(io.StringIO(head), delimiter=delimiter), 200))
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        if not rows:
            continue
        widths = Counter(len(row) for row in rows)
        width = len(rows[0])
        if width < 2:  # a title, perhaps: what most rows have, behind any header that fits
            width = widths.most_common(1)[0][0]
            score = (widths[width] / len(rows) - 1, width)
            if width < 2:
                continue
        else:
            score = (widths[width] / len(rows), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def has_stray_quote(path: Path, encoding: str) -> bool:
    """Return True if the quotation marks of a text table do not pair up."""
    count = 0
    if encoding.startswith(("utf-8", "utf_8")) or encoding == "cp1256":
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                count += _count_marks(chunk)
    else:
        with open_utf8(path, encoding) as stream:
            while chunk := stream.read(_CHUNK):
                count += _count_marks(chunk)
    return count % 2 == 1


def _count_marks(chunk: bytes) -> int:
    """Return how many quotation marks are in `chunk`; `bytes.count` is slow where they abound."""
    import numpy as np

    return int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) == ord('"')))
