"""Reminders on paper: a list to call from, and letters that tell nothing."""

from dataclasses import replace
from datetime import date, datetime

from db.queries.report_data.office import Letterhead
from db.queries.report_data.reminders import (
    CallLine,
    CallListData,
    ChangeCallsData,
    ChangeLine,
    LettersData,
    ReminderLetter,
)
from printing.reports import change_calls, reminder_calls, reminder_letters
from tests.printing.made import pages, paper, words

HEAD = Letterhead("Harbor House", ("8 Dock Street", "212-555-0100"))
LINE = CallLine(datetime(2026, 11, 24, 9), "Noah Reyes", "Ana Ruiz", "By phone\n212-555-0143")
CALLS = CallListData(HEAD, date(2026, 11, 24), (LINE,), ())
LETTER = ReminderLetter(
    "Noah Reyes", "12 Oak Street, Springfield", datetime(2026, 11, 24, 9), "8 Dock Street", False
)
LETTERS = LettersData(HEAD, date(2026, 11, 23), (LETTER,))


def test_the_call_list_names_time_number_and_what_to_mind() -> None:
    line = replace(LINE, marks=("No voicemail",), standing="Requested")
    text = words(paper(CALLS, reminder_calls.build, lines=(line,)))
    for expected in (
        "Appointments of Tuesday, November 24, 2026",
        "1 person to remind.",
        "9:00 AM Noah Reyes with Ana Ruiz Requested By phone 212-555-0143 No voicemail",
        "not reached",
    ):
        assert expected in text, expected


def test_who_must_not_be_contacted_stands_apart_with_the_reason() -> None:
    apart = replace(LINE, client="Uma Nair", how="The client’s safe-contact rules forbid it.")
    text = words(paper(CALLS, reminder_calls.build, lines=(), apart=(apart,)))
    assert "Nobody is to be reminded." in text
    assert text.index("Not to be contacted") < text.index("Uma Nair") < text.index("forbid it.")


def test_each_letter_has_a_page_of_its_own_without_page_numbers() -> None:
    other = replace(LETTER, client="Rosa Diaz")
    shown = pages(paper(LETTERS, reminder_letters.build, letters=(LETTER, other)))
    assert len(shown) == 2
    assert "Noah Reyes" in shown[0] and "Rosa" not in shown[0] and "Rosa Diaz" in shown[1]
    assert "Harbor House" in shown[0] and "Tuesday, November 24, 2026, at 9:00 AM" in shown[0]
    assert not any("Page" in text for text in shown)


def test_a_neutral_letter_names_no_office_and_no_place() -> None:
    neutral = replace(LETTER, neutral=True, place="")
    text = words(paper(LETTERS, reminder_letters.build, letters=(neutral,)))
    assert "Noah Reyes" in text and "9:00 AM" in text
    for telling in ("Harbor", "Dock", "0100"):
        assert telling not in text


def test_a_letter_is_written_in_the_language_of_who_reads_it() -> None:
    letters = (
        replace(LETTER, client="Rosa Diaz", language="es"),
        replace(LETTER, client="Linh Tran", language="vi"),
        LETTER,
    )
    spanish, other, none = pages(paper(LETTERS, reminder_letters.build, letters=letters))
    assert "Estimado/a Rosa Diaz:" in spanish
    assert "martes, 24 de noviembre de 2026" in spanish.lower()
    assert "Dear Linh Tran," in other and "Dear Noah Reyes," in none


def test_the_list_of_whom_to_tell_says_what_changes_and_keeps_apart_who_is_not_called() -> None:
    change = ChangeLine(LINE, "Tue, Dec 1, 9:00 AM, and not Tue, Nov 24, 9:00 AM")
    apart = ChangeLine(
        replace(LINE, client="Uma Nair", how="Forbidden."), "Called off: Tue, Nov 24"
    )
    data = ChangeCallsData(HEAD, date(2026, 11, 23), (change,), (apart,))
    text = words(paper(data, change_calls.build))
    assert "Appointments changed on Monday, November 23, 2026" in text
    assert "Tue, Dec 1, 9:00 AM, and not Tue, Nov 24, 9:00 AM" in text and "212-555-0143" in text
    assert text.index("Not to be contacted") < text.index("Uma Nair") < text.index("Forbidden.")
