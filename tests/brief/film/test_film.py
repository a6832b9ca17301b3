"""Films: one picture a step, the same each time, in every size; nothing half-written."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from geomap.brief.facts import make_facts
from geomap.brief.film.encoding import FADE, RATE, repeat_pictures
from geomap.brief.film.film import write_film
from geomap.brief.film.scene import bar_of
from geomap.brief.film.stage import SIZES, build_stage, draw_legend, find_size
from geomap.brief.film.steps import EMPTY, LONGEST, plan_film
from geomap.errors import OutputError, SpecError
from geomap.settings import Presentation
from tests.brief.conftest import PLACES, make_frame


def events_of(days, **more):
    rows = [
        {"date_start": day, "date_end": day, "place_name": PLACES[n % 12][0],
         "lon": PLACES[n % 12][3], "lat": PLACES[n % 12][4], "fatalities": n, **more}
        for n, day in enumerate(days)
    ]  # fmt: skip
    return make_frame(rows)


SOME = events_of(["2025-03-01", "2025-03-01", "2025-03-02", "2025-03-04"])


def planned(events, paper="16:9", **said):
    facts = make_facts(events, Presentation(**said))
    stage = build_stage(facts, paper)
    return stage, facts, plan_film(facts, stage)


def test_every_event_is_in_one_step_and_days_without_one_pass_by():
    _, _, board = planned(SOME)
    assert [step.count for step in board.steps] == [2, 1, 0, 1]
    assert [step.before for step in board.steps] == [0, 2, 3, 3]
    assert [step.fatalities for step in board.steps] == [1, 2, 0, 3]
    assert board.seconds[2] == EMPTY < board.seconds[0]


def test_what_is_dated_too_widely_is_in_no_step_and_counted():
    wide = events_of(["2025-03-01", "2025-03-02"])
    wide.loc[1, "date_end"] = wide.loc[1, "date_start"] + np.timedelta64(300, "D")
    _, _, board = planned(wide)
    assert (sum(step.count for step in board.steps), board.left_out) == (1, 1)


def test_many_months_are_a_minute_and_marks_have_one_scale():
    months = [f"20{year}-{month:02}-03" for year in range(12, 25) for month in range(1, 13)]
    _, _, board = planned(events_of([*months, *["2020-05-05"] * 30]))
    assert len(board.steps) == len(months)
    assert sum(board.seconds) <= LONGEST + 1
    sizes = [(mark.count, mark.size) for step in board.steps for mark in step.marks]
    assert len({size for count, size in sizes if count == 1}) == 1
    assert max(sizes)[1] > min(sizes)[1]


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_on_the_stage_covers_another(paper, lang):
    stage, facts, board = planned(SOME, paper, lang=lang, title="A title of two words or ten")
    draw_legend(stage, facts, board.steps[0].marks)
    boxes = [stage.view.frame, stage.diary, stage.histogram]
    assert all(stage.page.box.holds(box) for box in boxes)
    assert all(a.overlap(b) == 0 for a in boxes for b in boxes if a is not b)
    for text, box in stage.page.texts:
        assert box.overlap(stage.view.frame) < 1, text
    bars = [bar_of(stage, board, at) for at in range(4)]
    assert all(stage.histogram.holds(bar) for bar in bars)
    assert (bars[0].x0 < bars[3].x0) == (lang == "en")


@pytest.mark.parametrize(
    ("name", "size"),
    [("x.gif", (960, 540)), ("x.square.gif", (960, 960)), ("x.tall.gif", (540, 960))],
)
def test_a_gif_has_a_picture_for_each_step(tmp_path, name, size):
    told = []
    path = write_film(
        SOME, tmp_path / name, Presentation(), lambda done, steps: told.append((done, steps))
    )
    with Image.open(path) as film:
        assert (film.n_frames, film.size) == (4, size)
        first = np.array(film.convert("RGB"))
        film.seek(3)
        assert (np.array(film.convert("RGB")) != first).any()
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("ending", [".mp4", ".webm"])
def test_equal_events_are_equal_bytes(tmp_path, ending):
    imageio = pytest.importorskip("imageio_ffmpeg")
    few = events_of(["2025-03-01", "2025-03-02"])
    one, other = (
        write_film(few, tmp_path / f"{name}.square{ending}", Presentation()) for name in "ab"
    )
    assert one.read_bytes() == other.read_bytes()
    reader = imageio.read_frames(str(one))
    about = next(reader)
    assert about["size"] == (1080, 1080)
    assert about["fps"] == RATE
    reader.close()
    assert {path.name for path in tmp_path.iterdir()} == {one.name, other.name}


def test_words_do_not_fade_and_the_last_picture_stays():
    black, white = np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 255, np.uint8)
    sharp = [(slice(0, 1), slice(0, 4))]
    frames = list(repeat_pictures(iter([black, white]), [0.5, 0.5], sharp))
    assert len(frames) == 6 + 6 + RATE
    fading = frames[6 : 6 + FADE]
    assert all((frame[0] == 255).all() and 0 < frame[2, 2, 0] < 255 for frame in fading)


def test_no_step_no_film_and_no_file(tmp_path):
    with pytest.raises(OutputError, match="no event"):
        write_film(make_frame([]), tmp_path / "x.gif", Presentation())
    with pytest.raises(SpecError, match="known: 16:9, square, tall"):
        find_size("a4")
    assert not list(tmp_path.iterdir())


def test_hostile_names_are_drawn_as_they_stand(tmp_path):
    odd = events_of(["2025-03-01"], place_name="<b>$x^2$ \\ % \u202e", actor1="\x00")
    assert write_film(odd, tmp_path / "x.gif", Presentation(title="<i>$")).stat().st_size > 1000
