"""Inputs as people have them: exports, feeds, mails, saved pages; each row knows its day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geomap.articles.files import list_skipped, read_articles
from geomap.articles.outlets import find_outlet
from tests.growth import assert_linear

SENTENCE = "On 2 June 2023, clashes took place in the town of Nawa in Daraa countryside."
ARABIC = "اندلعت اشتباكات في بلدة نوى بريف درعا الغربي صباح اليوم بين الطرفين"


def read(tmp_path, name: str, content: str | bytes):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_articles(path)


def telegram(**changes):
    message = {
        "id": 7, "type": "message", "date": "2024-11-30T20:30:00", "date_unixtime": "1733002200",
        "from": "South Desk", "text": SENTENCE,
    }  # fmt: skip
    chat = {
        "name": "South Desk",
        "type": "public_channel",
        "id": 99,
        "messages": [
            {"id": 1, "type": "service", "action": "create_channel", "text": ""},
            message | changes,
        ],
    }
    return json.dumps(chat, ensure_ascii=False)


def test_reads_posts_of_telegram_with_channel_day_and_link(tmp_path):
    (report,) = read(tmp_path, "result.json", telegram()).reports
    assert report.text == SENTENCE
    assert report.published == date(2024, 12, 1)  # half past nine in the evening, UTC
    assert (report.source, report.url) == ("South Desk", "https://t.me/c/99/7")


def test_joins_the_pieces_of_a_post_and_names_who_it_came_from(tmp_path):
    pieces = ["Clashes in ", {"type": "bold", "text": "Nawa"}, {"type": "hashtag", "text": " #x"}]
    (report,) = read(
        tmp_path, "result.json", telegram(text=pieces, forwarded_from="Daraa Desk")
    ).reports
    assert report.text == "Clashes in Nawa #x"
    assert report.source == "Daraa Desk"


def test_reads_all_chats_of_a_whole_export(tmp_path):
    chats = {"chats": {"list": [json.loads(telegram()), json.loads(telegram(text=ARABIC))]}}
    assert len(read(tmp_path, "result.json", json.dumps(chats)).reports) == 2


def test_reads_the_html_export_of_telegram(tmp_path):
    page = f"""<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header">
    <div class="content"><div class="text bold">South Desk</div></div></div>
    <div class="message service" id="message-1"><div class="body details">1 December</div></div>
    <div class="message default clearfix" id="message7"><div class="body">
    <div class="pull_right date details" title="01.12.2024 10:00:00 UTC+03:00">10:00</div>
    <div class="from_name">South Desk</div><div class="text">{SENTENCE}<br>Two lines.</div>
    </div></div></div></body></html>"""
    (report,) = read(tmp_path, "messages.html", page).reports
    assert report.report_id == "messages.html#7"
    assert report.text == f"{SENTENCE}\nTwo lines."
    assert (report.published, report.source) == (date(2024, 12, 1), "South Desk")


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["25/12/2024, 10:00 - Ali: {}", "26/12/2024, 10:00 - Ali: ok"], date(2024, 12, 25)),
        (["12/25/24, 10:00 AM - Ali: {}", "12/26/24, 9:00 PM - Ali: ok"], date(2024, 12, 25)),
        (["[05/01/2025, 10:00:01] Ali: {}", "[06/01/2025, 10:00:01] Ali: ok"], date(2025, 1, 5)),
        (["\u200f[٥/١/٢٠٢٥، ١٠:٠٠:٠١ ص] علي: {}", "[٦/١/٢٠٢٥، ١:٠٠:٠١ م] علي: نعم"],
         date(2025, 1, 5)),
        (["1/2/25, 10:00 - Ali: {}", "1/3/25, 10:00 - Ali: ok", "1/4/25, 9:00 - B: ok"],
         date(2025, 2, 1)),
    ],
)  # fmt: skip
def test_reads_chats_of_whatsapp_and_keeps_no_sender(tmp_path, lines, day):
    system = "25/12/2024, 09:00 - Messages and calls are end-to-end encrypted."
    text = "\n".join([system, *lines]).format(SENTENCE + "\nmore of it")
    found = read(tmp_path, "WhatsApp Chat with Field group.txt", text)
    first = found.reports[0]
    assert first.text == SENTENCE + "\nmore of it"
    assert (first.published, first.source) == (day, "Field group")
    assert "Ali" not in repr(found)


def test_reads_rss_items_with_their_days_and_links(tmp_path):
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>South Desk</title>
    <item><title>Clashes in Nawa</title><link>https://example.org/1</link>
    <pubDate>Fri, 02 Jun 2023 10:00:00 GMT</pubDate>
    <description>&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
    </channel></rss>"""
    (report,) = read(tmp_path, "feed.xml", feed).reports
    assert report.text == f"Clashes in Nawa\n\n{SENTENCE}"
    assert report.published == date(2023, 6, 2)
    assert (report.source, report.url) == ("South Desk", "https://example.org/1")


def test_reads_atom_entries(tmp_path):
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>South Desk</title><entry>
    <title>Clashes</title><link href="https://example.org/2"/><updated>2023-06-02T10:00:00Z</updated>
    <content type="html">{SENTENCE}</content></entry></feed>"""
    (report,) = read(tmp_path, "a.atom", feed).reports
    assert (report.published, report.url) == (date(2023, 6, 2), "https://example.org/2")


def test_reads_a_mail_with_what_is_attached(tmp_path):
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["Subject"] = "South Desk <desk@example.org>", "Fwd: Clashes in Nawa"
    mail["Date"] = "Fri, 02 Jun 2023 10:00:00 +0300"
    mail.set_content(SENTENCE)
    mail.add_attachment(ARABIC.encode(), maintype="text", subtype="plain", filename="b.txt")
    first, second = read(tmp_path, "a.eml", mail.as_bytes()).reports
    assert first.text == f"Clashes in Nawa\n\n{SENTENCE}"
    assert (first.source, first.published) == ("South Desk", date(2023, 6, 2))
    assert (second.text.strip(), second.published) == (ARABIC, date(2023, 6, 2))


def test_reads_a_page_that_a_browser_saved_with_address_and_outlet(tmp_path):
    page = (
        "<!-- saved from url=(0036)https://www.example.org/2023/06/03/a -->\n<html><head>"
        '<meta property="og:site_name" content="South Desk"></head><body><article>'
        f"<p>{SENTENCE}</p><p>{SENTENCE} Again and again it went on.</p></article></body></html>"
    )
    (report,) = read(tmp_path, "a.htm", page).reports
    assert report.url == "https://www.example.org/2023/06/03/a"
    assert (report.source, report.published) == ("South Desk", date(2023, 6, 3))
    whole = (
        "From: <Saved>\r\nSnapshot-Content-Location: https://example.org/x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--b--\r\n"
    )
    (report,) = read(tmp_path, "a.mhtml", whole).reports
    assert report.url == "https://example.org/x"
    assert SENTENCE in report.text


def test_takes_published_for_the_day_and_other_names_of_the_text(tmp_path):
    row = {
        "id": "x",
        "content": SENTENCE,
        "published": "2023-06-03T10:00:00Z",
        "link": "https://a.b",
    }
    (report,) = read(tmp_path, "a.jsonl", json.dumps(row)).reports
    assert (report.published, report.url) == (date(2023, 6, 3), "https://a.b")
    (report,) = read(tmp_path, "a.json", json.dumps([row])).reports
    assert report.report_id == "x"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", "{", "is not JSON"),
        ("a.json", '{"a": 1}', "another kind"),
        ("a.xml", "<a/>", "without items"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><rss>&b;</rss>', "entities"),
        ("a.eml", "", "no e-mail"),
        ("a.html", "<div>" * 5000 + SENTENCE, "not HTML"),
        ("a.json", "[" * 100_000, "is not JSON"),
    ],
)
def test_says_in_one_line_what_cannot_be_read(tmp_path, name, content, says):
    found = read(tmp_path, name, content)
    assert found.reports == []
    (problem,) = found.problems
    assert says in str(problem)


def test_counts_the_files_of_a_folder_that_are_not_read(tmp_path):
    for name in ("a.txt", "b.png", "c.png", "page_files/d.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (line,) = list_skipped([tmp_path])
    assert "2 files .png" in str(line)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.syriahr.com/en/1/", "SOHR"),
        ("https://arabic.rt.com/a", "RT Arabic"),
        ("https://m.aljazeera.net/a", "Al Jazeera"),
        ("https://unheard.example.org/a", "unheard.example.org"),
        ("https://t.me/c/1/2", ""),
        ("no address", ""),
        ("http://[broken", ""),
    ],
)
def test_names_the_outlet_of_an_address(url, outlet):
    assert find_outlet(url) == outlet


@pytest.mark.parametrize(("name", "unit"), [
    ("a.txt", "[1/1/25, "), ("a.md", "[a](b"), ("a.html", "<p>a "), ("a.xml", "<item>"),
    ("a.html", "<!-- saved from url=("), ("a.eml", "From: a\n"),
    ("a.txt", "1/1/25, 10:00 - A: b\n"),
])  # fmt: skip
def test_reads_traps_in_linear_time(tmp_path, name, unit):
    def read(size: int) -> None:
        path = tmp_path / name
        path.write_text(unit * (size // len(unit)), encoding="utf-8")
        read_articles(path)

    assert_linear(read)
