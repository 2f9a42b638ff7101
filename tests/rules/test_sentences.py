"""Findings become sentences in the language in use, whatever stands in them."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from db.rules.codes import Role
from db.rules.findings import hard
from db.texts import dates, sentence, t, use
from db.texts.dates import moment, week_number


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def test_a_sentence_writes_dates_times_and_codes_out() -> None:
    assert sentence(hard("enrollment.already_there", day=date(2026, 3, 14))) == (
        "This client is in this program already, since 3/14/2026."
    )
    assert "administrator" in sentence(hard("permission.denied", role=Role.ADMINISTRATOR)).lower()


def test_weeks_are_counted_as_where_the_dates_are_written_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over_new_year, spring = date(2026, 12, 28), date(2026, 3, 2)
    assert (week_number(spring), week_number(over_new_year)) == (10, 1)
    monkeypatch.setattr(dates, "locale_name", lambda: "es_ES")
    assert (week_number(spring), week_number(over_new_year)) == (10, 53)


def test_everything_in_a_sentence_is_in_the_language_in_use() -> None:
    use("es")
    assert sentence(hard("permission.denied", role=Role.AUDITOR)) == (
        "Su función (Auditor) no permite esto."
    )
    assert sentence(hard("import.column_missing", column="Last name")) == (
        "Ninguna columna corresponde a Apellido."
    )
    busy = hard(
        "appointment.worker_busy",
        name="Ana Ruiz",
        day=date(2026, 3, 14),
        starts=time(9),
        ends=time(10),
        kind="Audiencia",
    )
    assert sentence(busy).startswith("Ana Ruiz ya tiene una cita el 14/3/2026 de 9:00")


def test_a_finding_without_a_sentence_still_says_something() -> None:
    use("es")
    assert sentence(hard("nothing.of_the_kind")) == "Eso no es posible (nothing.of_the_kind)."


def test_what_ends_with_a_period_is_followed_by_no_other() -> None:
    use("es")
    at = moment(datetime(2026, 11, 26, 15, 7))
    assert at.endswith(".")
    assert t("Last backed up {moment}.", moment=at).endswith(at)
    use("en")
    assert t("{name} is retired.", name="Ruiz Jr.") == "Ruiz Jr. is retired."
    assert sentence(hard("sealed.not_a_reader", user="Ruiz Jr.")).startswith("Ruiz Jr. has")
    assert t("Your name is {name}.", name="Ruiz Jr.") == "Your name is Ruiz Jr."
