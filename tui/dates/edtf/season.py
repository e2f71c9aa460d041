"""Seasons, quarters, thirds and halves of a year: the EDTF codes that stand where a month would."""

#: code -> (first month, number of months); past December it runs on into the next year.
#: Seasons are the meteorological ones. 21 to 24 name no hemisphere and are taken as northern,
#: because spanning both would make every one of them a whole year.
SEASON_MONTHS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    25: (3, 3),
    26: (6, 3),
    27: (9, 3),
    28: (12, 3),
    29: (9, 3),
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),
    41: (7, 6),
}

#: code -> (name in a sentence, with 'of' where the year follows with it; short name)
SEASON_NAMES = {
    21: ("spring", "spring"),
    22: ("summer", "summer"),
    23: ("autumn", "autumn"),
    24: ("winter", "winter"),
    25: ("northern spring", "N. spring"),
    26: ("northern summer", "N. summer"),
    27: ("northern autumn", "N. autumn"),
    28: ("northern winter", "N. winter"),
    29: ("southern spring", "S. spring"),
    30: ("southern summer", "S. summer"),
    31: ("southern autumn", "S. autumn"),
    32: ("southern winter", "S. winter"),
    33: ("first quarter of", "Q1"),
    34: ("second quarter of", "Q2"),
    35: ("third quarter of", "Q3"),
    36: ("fourth quarter of", "Q4"),
    37: ("first third of", "1st third"),
    38: ("second third of", "2nd third"),
    39: ("last third of", "last third"),
    40: ("first half of", "H1"),
    41: ("second half of", "H2"),
}


def season_months(year: int, season: int) -> tuple[int, int, int, int]:
    """Return (year, month) of the first month and (year, month) of the one after the last."""
    first, count = SEASON_MONTHS[season]
    years, month = divmod(first - 1 + count, 12)
    return year, first, year + years, month + 1
