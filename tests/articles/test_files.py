"""Articles of every format become reports; a bad file gives a line and stops nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geomap.articles.files import list_articles, read_articles
from geomap.articles.splitting import split_reports
from geomap.articles.web_pages import parse_date

SENTENCE = "On 2 June 2023, clashes took place in the town of Nawa in Daraa countryside."


def test_reads_plain_text_in_many_encodings(tmp_path):
    arabic = "اندلعت اشتباكات في بلدة نوى بريف درعا الغربي صباح اليوم الجمعة بين الطرفين"
    for name in ("utf-8", "utf-8-sig", "utf-16", "cp1256"):
        path = tmp_path / f"{name}.txt"
        path.write_bytes(arabic.encode(name))
        (report,) = read_articles(path).reports
        assert report.text == arabic, name


def test_reads_the_date_and_body_of_html_without_its_chrome(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        '<html lang="en"><head><meta property="article:published_time" content="2023-06-03T10:00Z">'
        "<script>var x = 1</script></head><body><nav><a href='/'>Home of all the news today</a></nav>"  # noqa: E501
        f"<article><h1>Clashes in the south</h1><p>{SENTENCE}</p></article></body></html>",
        encoding="utf-8",
    )
    (report,) = read_articles(path).reports
    assert report.published == date(2023, 6, 3)
    assert SENTENCE in report.text
    assert "var x" not in report.text
    assert "Home" not in report.text


def test_says_so_where_a_page_is_all_navigation(tmp_path):
    path = tmp_path / "nav.html"
    links = "".join(
        f"<li><a href='/{n}'>Section number {n} of our site</a></li>" for n in range(20)
    )
    path.write_text(f"<html><body><ul>{links}</ul></body></html>", encoding="utf-8")
    found = read_articles(path)
    assert found.reports == []
    assert "navigation" in str(found.problems[0])


def test_reads_markdown_with_front_matter(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"---\ndate: 2023-06-04\n---\n# Head\n\n**{SENTENCE}**", encoding="utf-8")
    (report,) = read_articles(path).reports
    assert report.published == date(2023, 6, 4)
    assert "**" not in report.text


def test_reads_docx(tmp_path):
    import docx

    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(str(tmp_path / "a.docx"))
    assert read_articles(tmp_path / "a.docx").reports[0].text.strip() == SENTENCE


def test_reads_pdf(tmp_path):
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 2))
    figure.text(0.02, 0.5, SENTENCE, fontsize=9)
    figure.savefig(tmp_path / "a.pdf")
    assert "Nawa" in read_articles(tmp_path / "a.pdf").reports[0].text


def test_reads_jsonl_and_names_its_bad_rows(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        json.dumps({"id": "x", "text": SENTENCE, "date": "2023-06-03", "url": "u"}),
        "{not json",
        json.dumps(["a", "list"]),
        json.dumps({"id": "y"}),
        json.dumps({"id": "z", "text": SENTENCE, "date": "yesterday"}),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read_articles(path)
    assert [(r.report_id, r.published) for r in found.reports] == [("x", date(2023, 6, 3))]
    assert [(p.file, p.row) for p in found.problems] == [("a.jsonl", n) for n in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"MZ\x00\x00\x01\x02" * 50, "binary"),
        ("broken.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("broken.docx", b"PK\x03\x04 nothing", "no readable document"),
        ("table.csv", b"a,b\n1,2\n", "text"),
        ("picture.png", b"\x89PNG", "cannot read"),
    ],
)
def test_gives_one_clear_line_for_a_bad_file(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    found = read_articles(tmp_path / name)
    assert found.reports == []
    (problem,) = found.problems
    assert says in str(problem)
    assert "\n" not in str(problem)


def test_drops_a_character_that_was_cut_off(tmp_path):
    path = tmp_path / "cut.txt"
    path.write_bytes((SENTENCE + " ريف").encode()[:-1])
    assert read_articles(path).reports[0].text.startswith(SENTENCE)


def test_refuses_a_text_of_50_mb_and_says_what_to_do(tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * 10_000_000)
    assert "JSONL" in str(read_articles(path).problems[0])


def test_a_missing_file_is_a_problem_and_no_crash(tmp_path):
    assert "no such file" in str(read_articles(tmp_path / "none.txt").problems[0])


def test_splits_a_file_by_its_repeated_headlines():
    text = "\n".join(  # noqa: FLY002
        [
            "First headline of the file", "", "a photo", "TT", "First headline of the file", "",
            "Body one.", "", "Second headline of the file", "", "a photo", "",
            "Second headline of the file", "", "Body two.",
        ]
    )  # fmt: skip
    parts = split_reports(text)
    assert [title for title, _ in parts] == [
        "First headline of the file",
        "Second headline of the file",
    ]
    assert "Body one." in parts[0][1]
    assert "Body two." in parts[1][1]


def test_splits_at_rule_lines():
    assert len(split_reports(f"{SENTENCE}\n-----\n{SENTENCE}")) == 2


def test_leaves_a_plain_text_whole():
    assert split_reports(f"Head\n\n{SENTENCE}\n\n{SENTENCE}") == [
        ("", f"Head\n\n{SENTENCE}\n\n{SENTENCE}")
    ]


def test_splits_the_seed_file_in_two(shared):
    (path,) = (shared / "seeds").glob("*.txt")
    assert len(read_articles(path).reports) == 2


def test_lists_a_folder_without_its_hidden_files(tmp_path):
    for name in ("b.txt", "a.md", ".hidden.txt", "c.png"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in list_articles([tmp_path])] == ["a.md", "b.txt"]


@pytest.mark.parametrize(
    ("text", "day"), [("2020-04-14T10:00:00Z", date(2020, 4, 14)), ("x", None)]
)
def test_parses_iso_dates_only(text, day):
    assert parse_date(text) == day
