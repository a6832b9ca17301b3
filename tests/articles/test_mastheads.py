"""Who publishes a text is read off its first lines, and nothing is made up."""

from __future__ import annotations

import pytest

from geomap.articles.mastheads import find_masthead


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Enab Baladi\n3 May 2020\nTwo shells fell.", "Enab Baladi"),
        ("Reuters | 5 May 2020\nTwo shells fell.", "Reuters"),
        ("\n\n  SYRIA DIRECT  \n\nTwo shells fell.", "SYRIA DIRECT"),
        ("ALEPPO (AFP) - Two shells fell.", "AFP"),
        ("Homs, SANA – Two shells fell.", "SANA"),
        ("عنب بلدي – 3 أيار 2020\nسقطت قذيفتان.", "عنب بلدي"),
        ("بيروت (رويترز) - سقطت قذيفتان.", "رويترز"),
        ("دمشق - سانا: سقطت قذيفتان.", "سانا"),
        ("المرصد السوري لحقوق الإنسان\nسقطت قذيفتان.", "المرصد السوري لحقوق الإنسان"),
        ("The Syrian Observatory said two shells fell.", ""),
        ("قال المرصد السوري إن قذيفتين سقطتا على السوق.", ""),
        ("Two shells fell.\n" * 9 + "Reuters", ""),
        ("", ""),
    ],
)
def test_the_first_lines_name_the_publisher_or_nobody(text, outlet):
    assert find_masthead(text) == outlet
