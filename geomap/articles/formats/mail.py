"""E-mails (.eml) and pages that a browser saved as one file (.mht, .mhtml)."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr
from typing import TYPE_CHECKING

from geomap.articles.formats.web import read_html
from geomap.articles.found import LONGEST, Articles, NotReadableError, join_lines
from geomap.model import Report

if TYPE_CHECKING:
    from datetime import date


def read_mail(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the message of an e-mail: its text, else its HTML; the sender is the source."""
    message = _parse(content)
    subject = str(message.get("subject", "")).strip()
    day = _day_of(message) or published
    sender, address = parseaddr(str(message.get("from", "")))
    if subject.casefold().startswith(("fwd:", "fw:", "re:")):
        subject = subject.partition(":")[2].strip()
    body = message.get_body(preferencelist=("plain", "html"))
    text = _content_of(body)
    if body is not None and body.get_content_subtype() == "html":
        inner = Articles()
        read_html(name, text.encode("utf-8"), day, inner)
        text = inner.reports[0].text
    text = join_lines("\n".join(line.lstrip("> ") for line in text.split("\n")))
    if not text:
        raise NotReadableError("is a message without text")
    whole = text if text.startswith(subject) else f"{subject}\n\n{text}"
    found.reports.append(Report(name, whole, day, subject, sender or address.partition("@")[2]))


def read_saved_page(name: str, content: bytes, published: date | None, found: Articles) -> None:
    """Add the article of a page that a browser saved with all its parts in one file."""
    message = _parse(content)
    url = str(message.get("snapshot-content-location", ""))
    for part in message.walk():
        if part.get_content_type() == "text/html":
            url = url or str(part.get("content-location", ""))
            page = _content_of(part)
            read_html(name, page.encode("utf-8"), published, found, url=url)
            return
    raise NotReadableError("is a saved page without HTML")


def list_attachments(content: bytes) -> list[tuple[str, bytes]]:
    """Return name and bytes of what is attached to an e-mail."""
    attached = []
    for part in _parse(content).iter_attachments():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and (name := part.get_filename()):
            attached.append((name, payload))
    return attached


def _parse(content: bytes) -> EmailMessage:
    if len(content) > LONGEST:
        raise NotReadableError(f"is {len(content) / 1e6:.0f} MB, more than one message can be")
    message = BytesParser(policy=default).parsebytes(content)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise NotReadableError("is no e-mail")
    return message


def _content_of(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        return payload.decode(charset, errors="replace")
    except LookupError:
        return payload.decode("utf-8", errors="replace")


def _day_of(message: EmailMessage) -> date | None:
    header = message.get("date")
    moment = getattr(header, "datetime", None)
    return moment.date() if moment else None
