"""Documents of offices: PDF and DOCX."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from geomap.articles.found import Articles, NotReadableError, add_texts
from geomap.errors import TableError
from geomap.tables.formats.archives import check_members

if TYPE_CHECKING:
    from datetime import date


def read_pdf(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the reports of a PDF that has text."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    faults = (PyPdfError, DependencyError, ValueError, KeyError, OSError, AttributeError, TypeError)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadableError("is a PDF behind a password")
        pages = [page.extract_text() or "" for page in reader.pages]
    except faults as error:
        if isinstance(error, NotReadableError):
            raise
        raise NotReadableError("is not a PDF that can be read") from error
    text = re.sub(r"(?<=[a-z,;])-?\n(?=[a-z])", " ", "\n".join(pages))
    if not text.strip():
        raise NotReadableError(
            "is a PDF without text", "it may be a scan: recognise its text first"
        )
    add_texts(name, text, published, found)


def read_docx(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the reports of a DOCX, its tables included."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import OpcError

    try:
        check_members(io.BytesIO(content), name)
    except TableError as error:
        why = f"is not a DOCX that can be read ({error.problem})"
        raise NotReadableError(why, error.fix or "") from error
    try:
        document = docx.Document(io.BytesIO(content))
    except (BadZipFile, OpcError, KeyError, ValueError, SyntaxError) as error:
        raise NotReadableError("is not a DOCX that can be read") from error
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    add_texts(name, "\n".join(lines), published, found)
