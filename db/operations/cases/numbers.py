"""Case numbers: the year in which the case was opened and a counter, "2026-0042".

In a sealed file letters stand before the counter, so that no two cases of an office are alike.
"""

from datetime import date

from sqlalchemy import exists, select, update

from db.models.case_file import CaseFile
from db.models.office import Office
from db.operations.clients.numbers import mark_of_numbers
from db.operations.work import Work


def next_case_number(work: Work, opened_on: date) -> str:
    """A number that no case has. The counter starts again with the first case of a year."""
    # Whoever gives a number on a server waits for whoever is giving one.
    counted = select(Office).with_for_update().execution_options(populate_existing=True)
    office = work.session.scalars(counted).one()
    year = f"{opened_on.year}-"
    first_of_year = not work.session.scalar(
        select(exists().where(CaseFile.number >= year, CaseFile.number < f"{opened_on.year}."))
    )
    mark = mark_of_numbers(work)
    counter = 1 if first_of_year else office.next_case_number
    while is_taken(work, number := f"{year}{mark}{counter:04d}"):
        counter += 1
    # Not by the row itself: its version stays, since giving a number is no edit of settings.
    work.session.execute(
        update(Office)
        .values(next_case_number=counter + 1)
        .execution_options(synchronize_session="evaluate")
    )
    return number


def is_taken(work: Work, number: str) -> bool:
    """Whether a case has this number."""
    return bool(work.session.scalar(select(exists().where(CaseFile.number == number))))
