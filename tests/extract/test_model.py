"""A trained spaCy pipeline gives its names as extra evidence; none is needed."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.errors import GeomapError
from geomap.extract.reader import Reader
from geomap.model import Report
from geomap.resolver.resolver import make_resolver

TEXT = "On 4 May 2022, Salqin Binnish spoke in Nawa. A mine exploded in Nawa and killed one man."
LESSONS = [
    ("Salqin Binnish spoke on Friday.", "Salqin Binnish"),
    ("On 4 May 2022, Salqin Binnish spoke in the hall.", "Salqin Binnish"),
    ("The man is Salqin Binnish.", "Salqin Binnish"),
    ("A mine exploded in Nawa and killed one man.", ""),
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Train a tiny pipeline that knows a person named like two towns; return its folder."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("PERSON")
    examples = []
    for text, name in LESSONS:
        at = text.find(name)
        spans = [(at, at + len(name), "PERSON")] if name else []
        examples.append(Example.from_dict(nlp.make_doc(text), {"entities": spans}))
    spacy.util.fix_random_seed(1)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("model") / "tiny"
    nlp.to_disk(folder)
    return folder


def places(model: str) -> list[str]:
    reading = Reader(make_resolver(), model=model).read(Report("r", TEXT, date(2022, 5, 5)))
    return [place.text for place in reading.places]


def test_a_person_that_the_model_knows_is_no_place(trained):
    assert "Salqin" in places("")
    assert places(str(trained)) == ["Nawa", "Nawa"]


def test_a_model_leaves_arabic_texts_as_they_are(trained):
    text = "انفجر لغم في بلدة نوى يوم 4 أيار 2022."
    plain, helped = (
        Reader(make_resolver(), model=model).read(Report("r", text)).events[0].location
        for model in ("", str(trained))
    )
    assert plain == helped == "نوى"


def test_an_absent_model_is_one_clear_line():
    with pytest.raises(GeomapError, match=r"no spaCy model 'en_absent'") as fault:
        Reader(make_resolver(), model="en_absent")
    assert "\n" not in str(fault.value)


def test_the_command_says_that_a_model_is_absent(tmp_path, run_geomap):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code, _, err = run_geomap(
        "read", tmp_path / "a.txt", "-o", tmp_path / "e.csv", "--model", "en_absent"
    )
    assert code == 1
    assert "en_absent" in err
    assert "Traceback" not in err
    assert not (tmp_path / "e.csv").exists()
