"""Judge how the time of work grows with its input, whatever else the machine is doing."""

from __future__ import annotations

import gc
import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 10
"""How many times more work the large input is."""
RATIO = 30
"""How many times longer it may take; work that grows with the square takes a hundred times."""
ALLOWANCE = 0.3
"""Seconds of the processor that prove nothing."""
TRIES = 4


def spent(work: Callable[[int], object], size: int) -> float:
    """Return the seconds of the processor that this process spends on work of a size."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work(size)
        return time.process_time() - began
    finally:
        if collecting:
            gc.enable()


def assert_linear(work: Callable[[int], object], small: int = 20_000) -> None:
    """Fail if ten times as much work takes far more than ten times as long, in each of some tries.

    The quickest try counts, in time of the processor: other processes only ever slow one down.

    Parameters
    ----------
    work
        Does work of the size that it is given, such as reading a text of so many letters.
    small
        The smaller of the two sizes; large enough that work which grows with the square of ten
        times as much takes over a second.
    """
    work(small // TIMES)  # what is loaded or compiled once is
    least = most = math.inf
    for _ in range(TRIES):
        least = min(least, spent(work, small))
        most = min(most, spent(work, small * TIMES))
        if most <= RATIO * least + ALLOWANCE:
            return
    raise AssertionError(
        f"{most:.2f} s for a size of {small * TIMES:,}, {least:.3f} s for a tenth of it"
    )
