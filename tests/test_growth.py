"""The judge of growth lets linear work pass and no other."""

from __future__ import annotations

import re

import pytest

from tests import growth
from tests.growth import assert_linear


def walk(size: int) -> None:
    """Look at each of so many things."""
    for _ in range(size):
        pass


def meet(size: int) -> None:
    """Let each of so many things meet each other."""
    for _ in range(size):
        walk(size)


def test_linear_work_passes():
    assert_linear(walk, 100_000)
    assert_linear(lambda size: re.search(r"[(]\w*[)]", "(" * size))


@pytest.mark.parametrize(
    ("work", "small"),
    [
        (meet, 300),
        (lambda size: re.search(r" +$", " " * size + "x"), 1_000),
        (lambda size: [size in [*range(size)] for _ in range(size)], 200),
    ],
    ids=["loops", "pattern", "lists"],
)
def test_work_that_grows_with_the_square_fails(monkeypatch, work, small):
    monkeypatch.setattr(growth, "ALLOWANCE", 0.01)
    with pytest.raises(AssertionError, match="for a tenth of it"):
        assert_linear(work, small)


def test_work_that_is_hindered_once_passes(monkeypatch):
    monkeypatch.setattr(growth, "ALLOWANCE", 0.01)
    tries = []

    def hindered(size: int) -> None:
        tries.append(size)
        walk(100 * size if len(tries) == 3 else size)

    assert_linear(hindered, 10_000)
    assert tries == [1_000, 10_000, 100_000, 10_000, 100_000]
