"""A sentence for each number of the funder's workbook: how it was counted, from what, and when."""

from collections.abc import Iterator

from db.queries.report_data.funder import FunderData
from db.rules.counts_record import counts_hash, counts_record
from db.texts import label, t
from db.texts.dates import date_long, moment


def explanations(data: FunderData) -> Iterator[tuple[str, str]]:
    """What is explained, and its explanation, in the order of the workbook."""
    period = data.counts.period
    yield t("Period"), period_words(data)
    yield t("Time zone"), data.time_zone
    yield (
        t("Source"),
        t(
            "Signed contact notes whose start lies on a day of the period in the office's time "
            "zone. Drafts, notes entered in error, attempted contacts and desk work do not count."
        ),
    )
    yield (
        t("Served"),
        t(
            "Clients with at least one counted contact in the period, each counted once. A contact "
            "counts for the client of its case, and for every client who was present."
        ),
    )
    yield t("New"), t("Served, and never had a counted contact before the first day of the period.")
    yield (
        t("Continuing"),
        t("Served, and had a counted contact before the first day of the period."),
    )
    yield (
        t("Age"),
        t(
            "Age on {date}, in the age groups of: {groups}. Somebody whose birth date is not "
            "known, or leaves more than one group possible, is counted as unknown.",
            date=date_long(period.ages_on),
            groups=label(data.counts.bands),
        ),
    )
    yield t("Sex"), t("As recorded in the client's file when the workbook was made.")
    yield (
        t("Race and ethnicity"),
        t(
            "One question, all that apply (OMB Statistical Policy Directive 15, 2024). Clients "
            "who gave two or more are counted once, as multiracial or multiethnic."
        ),
    )
    yield (
        t("Household size"),
        t(
            "Members of the client's household on {date}; unknown without one.",
            date=date_long(period.ages_on),
        ),
    )
    yield (
        t("Contacts, minutes and units"),
        t("Each contact counts once under its program and kind, with its minutes and units."),
    )
    yield t("Made at"), moment(data.made_at)
    yield t("Made by"), data.made_by
    yield t("Program version"), f"Caseroom {data.program_version}"
    yield (
        t("Hash of the counted ids (SHA-256)"),
        t(
            "{hash}. The counted ids are kept in the office under this hash.",
            hash=counts_hash(counts_record(data.counts)),
        ),
    )


def period_words(data: FunderData) -> str:
    """The period, both days included."""
    return t("{first} to {last}", first=date_long(data.first_day), last=date_long(data.last_day))
