"""How a client is put into words: age, contact with its rules, the marks beside a name."""

from collections.abc import Iterable

from db.queries.cases.parties import ContactLine
from db.rules.findings import Finding
from db.rules.partial_date import PartialDate
from db.rules.safe_contact import PHONES, SafePoint, point_marks
from db.texts import label, sentence, t
from db.texts.partial_dates import partial_date_words


def born_words(birth: PartialDate | None, ages: tuple[int, int] | None) -> str:
    """Like "3/14/1980 (46)" or "about 1980 (45 or 46)"; empty if nothing is known."""
    if birth is None:
        return ""
    words = partial_date_words(birth)
    if ages is None:
        return words
    low, high = ages
    if low == high or birth.approximate:
        return t("{born} ({age})", born=words, age=high)
    return t("{born} ({low} or {high})", born=words, low=low, high=high)


def marks_words(marks: Iterable[Finding]) -> str:
    """The marks as one line: "No voicemail · Ask for the code word"."""
    return " · ".join(sentence(mark) for mark in marks)


def phone_words(point: SafePoint | None) -> str:
    """A number to call with what must not be done with it: "555-0142 (No voicemail)"."""
    if point is None:
        return ""
    marks = marks_words(point_marks(point))
    return t("{phone} ({marks})", phone=point.value, marks=marks) if marks else point.value


def contact_title(line: ContactLine) -> str:
    """Like "Mobile phone (work), preferred"."""
    words = label(line.kind)
    if line.label:
        words = t("{kind} ({label})", kind=words, label=line.label)
    return t("{kind}, preferred", kind=words) if line.preferred else words


def contact_value(line: ContactLine) -> str:
    """The number or address, or that it is protected."""
    if line.value is None:
        return t("Protected: shown to caseworkers only")
    return line.value if line.kind in PHONES else line.value.strip()
