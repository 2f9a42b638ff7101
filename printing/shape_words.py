"""The shape of the audit log in words: on the screen, on paper and on the command line."""

from datetime import date

from db.queries.audit_log.last_verified import LastVerified
from db.queries.audit_log.shape import CountedBy
from db.rules.codes import Role
from db.texts import label, t, tn
from db.texts.audit_acts import act_words, record_words
from db.texts.dates import date_medium, moment, number, weekday_date


def shape_words(by: CountedBy, key: str) -> str:
    """What a row of the shape counts. Computers have a number, and nothing else."""
    if by is CountedBy.ROLE:
        return label(Role(key))
    if by is CountedBy.COMPUTER:
        return t("Computer {n}", n=key)
    if by is CountedBy.KIND:
        return record_words(key)
    if by is CountedBy.ACT:
        return act_words(key)
    day = date.fromisoformat(key)
    if by is CountedBy.WEEK:
        return t("Week of {day}", day=date_medium(day))
    return t("{day}, {year}", day=weekday_date(day), year=day.year)


def counted_by_words(by: CountedBy) -> str:
    """What the entries are counted by."""
    return {
        CountedBy.ACT: t("What was done"),
        CountedBy.KIND: t("Kind of record"),
        CountedBy.ROLE: t("Role"),
        CountedBy.COMPUTER: t("Computer"),
        CountedBy.WEEK: t("Week"),
        CountedBy.DAY: t("Day"),
    }[by]


def verified_words(last: LastVerified | None) -> str:
    """When the log was last verified, what came of it, and how the newest backup stood to it."""
    if last is None:
        return t("The log has not been verified yet.")
    if last.findings:
        words = tn(
            "Last verified on {moment}: {n} finding.",
            "Last verified on {moment}: {n} findings.",
            last.findings,
            moment=moment(last.at),
        )
    else:
        words = t(
            "Last verified on {moment}: whole. {entries} entries are as they were written, "
            "{signatures} signatures hold.",
            moment=moment(last.at),
            entries=number(last.entries),
            signatures=number(last.signatures),
        )
    return f"{words} {_backup_words(last)}"


def unchanged_words(entries: int) -> str:
    """That nothing was changed up to the state that was looked up."""
    return tn(
        "Up to then the log is unchanged: {entries} entry, signed.",
        "Up to then the log is unchanged: {entries} entries, each signed.",
        entries,
        entries=number(entries),
    )


def never_words() -> str:
    """That no moment had the state that was looked up, and what may be behind it."""
    return t(
        "The records are not known to have been in this state: the report is not of this office, "
        "what it was printed from was changed since, or the clocks of its computers disagreed then."
    )


def _backup_words(last: LastVerified) -> str:
    if last.backup is None:
        return t("There was no backup in the office’s folder.")
    made = moment(last.backup)
    if last.backup_within:
        return t("Newest backup: {moment}; the log goes on from where it stood then.", moment=made)
    return t("Newest backup: {moment}; the log is not the one that it holds.", moment=made)
