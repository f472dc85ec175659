"""Dates as they are written: the one that is meant, the two that may be, or none."""

import pytest

from index.reading.dates import date_readings, iso_date

PI_DAY = """\
2024-03-14
2024-3-14 9:05
2024-03-14T09:15
2024-03-14+01:00
2024-03-14 09:12:33.123456+00:00
2024-03-14T23:30:00-05:00
2024/03/14
2024.03.14
20240314
20240314T091500Z
20240314091500
14-03-2024
14/03/2024
03/14/2024
03-14-2024
14.03.2024
14-3-24
3/14/24
14 mrt '24
14 mrt. 2024
14-MAR-24
14e maart 2024
do 14 maart 2024 09:12
Donderdag, 14 Maart 2024
14 maart 2024 | 09:15
14-03-2024 - 9.15 uur
09:15 - 14 maart 2024
14 maart 2024 - bijgewerkt 15 maart 2024
Gepubliceerd op 14 maart 2024 om 09:15
Gepubliceerd: 14 mrt. 2024
Published on Thursday, March 14th, 2024
14th of March, 2024
Mar 14 2024  9:12AM
Thursday, Mar. 14, 2024 at 2:30 p.m. EST
2024 March 14
14/Mar/2024:09:15:00 +0000
Thu, 14 Mar 2024 09:12:33 +0000 (CET)
Thu,14 Mar 2024 09:12:33 +0000
Thu Mar 14 09:12:33 +0000 2024
Thu Mar 14 09:12:33 CET 2024
14 mars 2024
14. März 2024
1710403953
1710403953.0
1710403953000
/Date(1710403953000+0100)/
45365
45365,38
"""

NONE = """\
Gisteren
onbekend
-
0000-00-00
0001-01-01T00:00:00
Q1 2024
2023-24
2023-2024
c. 1920
zaterdag 30 februari 2024
2099-01-01
March 14
1 april
Updated 14 March 2024
Laatst gewijzigd op 14 maart 2024
tot 14 maart 2024
14 maart 2024 t/m 20 maart 2024
14 - 20 maart 2024
2024-03-14 to 2024-03-20
2024 mensen
12345
123456789012345
"""


@pytest.mark.parametrize("written", PI_DAY.splitlines())
def test_one_day_in_all_its_forms(written: str) -> None:
    assert date_readings(written) == ("2024-03-14",)


@pytest.mark.parametrize("written", NONE.splitlines())
def test_what_is_no_date_of_publication(written: str) -> None:
    assert date_readings(written) == ()


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("2024", ("2024",)),
        ("2024-00-00", ("2024",)),
        ("2024-03-00", ("2024-03",)),
        ("2024-00-14", ()),
        ("2024/03", ("2024-03",)),
        ("maart 2024", ("2024-03",)),
        ("March '24", ("2024-03",)),
        ("1912-03-14", ("1912-03-14",)),
        ("14-3-50", ("1950-03-14",)),
        ("03/04/2024", ("2024-04-03", "2024-03-04")),
        ("3/4/24 10:00", ("2024-04-03", "2024-03-04")),
        ("03-04-2024", ("2024-04-03",)),
        ("3/3/2024", ("2024-03-03",)),
    ],
)
def test_as_precise_as_it_is_written(written: str, readings: tuple[str, ...]) -> None:
    assert date_readings(written) == readings
    assert iso_date(written) == (readings[0] if len(readings) == 1 else None)


def test_a_field_of_any_length_is_looked_at() -> None:
    assert date_readings("2024-03-14 " + "9" * 1_000_000) == ("2024-03-14",)
    assert date_readings("9" * 1_000_000) == ()
