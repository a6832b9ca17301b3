"""Patterns of dates in English and Arabic, and the words in them."""

from __future__ import annotations

import re

from geomap.lang.lexicon import alternation, amounts

MONTHS = amounts("en", "time.month_names")  # fmt: skip


ARABIC_MONTHS = amounts("ar", "time.arabic_months")  # fmt: skip


HIJRI_MONTHS = amounts("ar", "time.hijri_months")  # fmt: skip


WEEKDAYS = {**amounts("en", "time.weekdays"), **amounts("ar", "time.weekdays")}  # fmt: skip


COUNTS = amounts("en", "time.counts")  # fmt: skip


ARABIC_COUNTS = amounts("ar", "time.arabic_counts")  # fmt: skip


_M = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"


_M2 = _M.replace("month", "month2")


_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


_D2 = _D.replace("day", "day2")


_Y = r"(?P<year>(?:18|19|20)\d\d)"


_Y2 = _Y.replace("year", "year2")


_DASH = r"\s*(?:-|–|—|to|until|through|till|and)\s*"


_OPTY = rf"(?:,?\s+(?:of\s+)?{_Y}\b)?"


_WD = "(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"


_NUM = rf"(?P<count>\d+|{alternation('en', 'time.count_words')})"


_UNIT = "(?P<unit>hour|day|week|month|year|decade)s?"


_AM = "(?P<month>" + "|".join(sorted(ARABIC_MONTHS, key=len, reverse=True)) + r")(?![ء-ي])"


_AHM = "(?P<hmonth>" + "|".join(sorted(HIJRI_MONTHS, key=len, reverse=True)) + r")(?![ء-ي])"


_AD = r"(?P<day>\d{1,2})"


_AO = rf"(?P<day>(?<!\d)\d{{1,2}}|(?<![ء-ي]){alternation('ar', 'time.ordinal_names')}(?![ء-ي]))"
"""A day of the month, in figures or in words."""


_ANY_MONTH = "(?:" + "|".join(sorted(ARABIC_MONTHS, key=len, reverse=True)) + ")"


_AWD = rf"(?P<weekday>{alternation('ar', 'time.weekday_names')})(?![ء-ي])"


INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


_PATTERNS = {
    "iso_range": r"\b(?P<iso>\d{4}-\d\d-\d\d)(?:\s*(?:/|–|to|until)\s*|/)(?P<iso2>\d{4}-\d\d-\d\d)\b",
    "iso": r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?:T\d\d:\d\d\S*)?\b",
    "dm_dm": rf"\b{_D}\s+(?:of\s+)?{_M}{_OPTY}{_DASH}{_D2}\s+(?:of\s+)?{_M2}(?:,?\s+{_Y2}\b)?",
    "d_dm": rf"\b{_D}{_DASH}(?:the\s+)?{_D2}\s+(?:of\s+)?{_M}{_OPTY}",
    "md_md": rf"\b{_M}\s+{_D}\b{_OPTY}{_DASH}{_M2}\s+{_D2}\b(?:,?\s+{_Y2}\b)?",
    "md_d": rf"\b{_M}\s+{_D}{_DASH}{_D2}\b(?!\s*(?:{_M2}|people|civilians|km|:)){_OPTY}",
    "part": rf"\b(?P<part>early|mid|late|beginning of|end of|middle of)[\s-]+{_M}(?:,?\s+{_Y}\b)?(?!\s*\d{{1,2}}\b)",
    "dm": rf"\b{_D}\s+(?:of\s+)?{_M}{_OPTY}",
    "odm": rf"\b(?P<day>{alternation('en', 'time.ordinal_names')})\s+of\s+{_M}{_OPTY}",
    "md": rf"\b{_M}\s+{_D}\b(?!\s*(?:people|civilians|km|:)){_OPTY}",
    "my": rf"\b{_M}(?:,|\s+of)?\s+{_Y}\b",
    "slash": r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b",
    "yslash": r"\b(?P<year>(?:19|20)\d\d)/(?P<a>\d{1,2})/(?P<b>\d{1,2})\b",
    "ago": rf"\b{_NUM}\s+{_UNIT}\s+(?:ago|earlier)\b",
    "vague_ago": rf"\b(?P<vague>several|a few|few|some|a couple of)\s+{_UNIT}\s+(?:ago|earlier)\b",
    "past_span": rf"\b(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|previous)\s+(?:{_NUM}\s+|(?P<vague>several|few|couple of)\s+)?{_UNIT}\b",
    "past_bare": rf"\b(?:the\s+)?past\s+(?:{_NUM}\s+)?{_UNIT}\b",
    "last_unit": r"\b(?P<which>last|this|next|earlier this|previous)\s+(?P<unit>week|month|year|weekend)\b",
    "d_only": r"\bon\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[,.;)]|$|of\s+(?:this|the|last)\s+month))",
    "weekday_pair": rf"\b{_WD}\s*(?:-|–|—|to|/)\s*{_WD.replace('weekday', 'wd2')}\b",
    "weekday": rf"\b(?:(?P<which>last|next|this|past)\s+)?{_WD}\b(?!\s+market)(?:\s+(?P<time>morning|evening|night|afternoon))?",
    "word": r"\b(?P<word>today|yesterday|tonight|this morning|this evening|this afternoon|last night|the day before yesterday|overnight|tomorrow)\b",
    "month_only": rf"\b(?:in|since|during|last|of)\s+{_M}(?!\s*\d)(?=[\s,.;)]|$)",
    "in_year": rf"\b(?:in|since|during|of|by|from|year)\s+(?:early\s+|late\s+|mid-?\s*)?{_Y}\b(?!\s*(?:km|people|civilians))",
    "year_own": rf"\b{_Y}['’]s\b|\((?P<year3>(?:19|20)\d\d)\)",
}


_AYEAR = r"\s*،?\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)?"


_ARABIC_PATTERNS = {
    "iso": r"(?<!\d)(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)",
    "hdmy": rf"(?<!\d){_AD}\s+(?:من\s+)?(?:شهر\s+)?{_AHM}\s*،?\s*(?:سنة\s+|عام\s+|لعام\s+)?(?P<hyear>1[34]\d\d)\s*(?:هـ?|للهجرة)?",
    "d_dm": rf"(?<!\d){_AD}\s*(?:-|–|و|إلى|الى|حتى)\s*(?P<day2>\d{{1,2}})\s+(?:من\s+)?(?:شهر\s+)?{_AM}(?:\s*[/\\(-]\s*[ء-ي ]+\)?)?\s*،?\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)?",
    "dm": rf"{_AO}\s*(?:من\s+|/\s*)?(?:شهر\s+)?{_AM}(?:\s*[/\\(-]\s*{_ANY_MONTH}\)?)?{_AYEAR}",
    "d_this": rf"{_AO}\s+من\s+(?:هذا\s+)?الشهر(?:\s+(?P<which>{alternation('ar', 'time.months_told')}))?(?![ء-ي])",
    "part": rf"(?P<part>مطلع|أوائل|اوائل|بداية|منتصف|أواخر|اواخر|نهاية)\s+(?:شهر\s+)?{_AM}\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)?",
    "my": rf"(?<![ء-ي]){_AM}\s*(?:[/\\(-]\s*[ء-ي]+\)?)?\s*،?\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)",
    "slash": r"(?<!\d)(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)(?!\d)",
    "yslash": r"(?<!\d)(?P<year>(?:19|20)\d\d)[/.](?P<a>\d{1,2})[/.](?P<b>\d{1,2})(?!\d)",
    "ago": r"قبل\s+(?P<count>\d+|يومين|ثلاثة|أربعة|اربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة)(?:\s+(?P<unit>أيام|ايام|يوم|أسابيع|اسابيع|أشهر|اشهر|سنوات))?",
    "ago_unit": r"قبل\s+(?P<unit>يوم|أسبوع|اسبوع|شهر|شهرين|أسبوعين|اسبوعين|عام|سنة|عامين)(?![ء-ي])",
    "vague_ago": r"(?:قبل|منذ)\s+(?P<vague>عدة|بضعة)\s+(?P<unit>أيام|ايام|أسابيع|اسابيع|أشهر|اشهر|سنوات)",
    "past_ar": rf"(?:خلال|في)\s+(?:ال)?ـ?\s*(?P<count>\d+)?\s*(?P<unit>{alternation('ar', 'time.past_units')})\s+(?:القليلة\s+)?{alternation('ar', 'time.past_words')}(?![ء-ي])",
    "last_unit": r"(?P<unit>الأسبوع|الاسبوع|الشهر|العام)\s+(?P<which>الماضي|الفائت|المنصرم|الجاري|الحالي)",
    "word": r"(?<![ء-ي])(?P<word>أول أمس|أول من أمس|اول امس|أمس|امس|مساء اليوم|صباح اليوم|فجر اليوم|ظهر اليوم|اليوم|الليلة الماضية|ليل أمس|ليلة أمس|البارحة)(?![ء-ي])(?!\s+(?:السابق|التالي|الذي))(?:\s+" + _AWD.replace("weekday", "wd2") + ")?",
    "weekday_pair": rf"(?:(?P<after>بعد\s+منتصف)\s+(?:ليل|ليلة)\s+)?(?<![ء-ي]){_AWD}\s*[-–—/]?\s*{_AWD.replace('weekday', 'wd2')}",
    "weekday": rf"(?<![ء-ي]){_AWD}(?:\s+(?P<which>الماضي|الفائت|المقبل|القادم))?",
    "in_year": r"(?:عام|سنة|العام|منذ)\s+(?P<year>(?:19|20)\d\d)(?!\d)",
}  # fmt: skip


def _compile(patterns: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(text, re.IGNORECASE)) for name, text in patterns.items())


ENGLISH_RULES = _compile(_PATTERNS)


ARABIC_RULES = _compile(_ARABIC_PATTERNS)


ENGLISH_CUE = re.compile(
    rf"\d|day\b|days\b|night\b|{alternation('en', 'time.english_cue')}"
    rf"|\bmay\b|{'|'.join(month for month in MONTHS if len(month) > 3)}",
    re.IGNORECASE,
)


MONTH_CUE = re.compile(r"\b(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b")


MONTH_RULES = frozenset(
    {"dm_dm", "d_dm", "md_md", "md_d", "part", "dm", "odm", "md", "my", "month_only"}
)
"""English rules that need the name of a month, and are tried around those only."""


RANGE_RULES = frozenset({"dm_dm", "d_dm", "md_md", "md_d"})


RANGE_CUE = re.compile(_DASH)
"""What joins the two ends of a range."""


NEEDS = {
    name: re.compile(cue)
    for name, cue in {
        "iso": r"\d-\d\d-\d", "iso_range": r"\d-\d\d-\d", "slash": r"\d[/.]\d{1,2}[/.]\d",
        "yslash": r"\d{4}/\d", "ago": "ago|earlier", "vague_ago": "ago|earlier",
        "past_span": "past|last|previous", "past_bare": "past",
        "last_unit": r"(?:last|this|previous|next)\s+(?:week|month|year)",
        "weekday": "(?:mon|tues|wednes|thurs|fri|satur|sun)day",
        "weekday_pair": "(?:mon|tues|wednes|thurs|fri|satur|sun)day", "d_only": r"on\s+the\s+\d",
        "word": "today|yesterday|night|this (?:mor|eve|aft)|tomorrow",
        "in_year": r"\b(?:18|19|20)\d\d", "year_own": r"\b(?:18|19|20)\d\d",
    }.items()
}  # fmt: skip
"""What the text must hold for a rule to be tried."""


UNIT_CUE = re.compile("day|hour|week|month|year|decade", re.IGNORECASE)


AFTER = re.compile(
    rf"\b(?:(?P<word>{alternation('en', 'time.next_day')})|(?P<prior>{alternation('en', 'time.previous_day')})|{_NUM}\s+{_UNIT}\s+"
    rf"(?P<side>{alternation('en', 'time.later')})\b|the\s+day\s+"
    "(?P<side2>after|before))",
    re.IGNORECASE,
)
