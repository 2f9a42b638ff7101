"""The columns of the shape of the log, and of the chains."""

from collections.abc import Callable

from db.queries.audit_log.shape import Chain, ShapeRow
from db.texts import t
from db.texts.dates import moment, number
from ui.item_models.columns import Column

_LETTERS = 16  # of a hash, to compare by eye


def shape_columns(
    words: Callable[[ShapeRow], str], total: Callable[[], int]
) -> list[Column[ShapeRow]]:
    """What was counted, in the words of how it is counted, as numbers and as parts of the total."""

    def part(row: ShapeRow) -> float:
        return row.entries / max(1, total())

    def share(row: ShapeRow) -> str:
        return t("{n} %", n=number(round(100 * part(row), 1)))

    def entries(row: ShapeRow) -> int:
        return row.entries

    return [
        Column("what", t("What"), words, 280),
        Column("entries", t("Entries"), lambda row: number(row.entries), 100, numeric=True,
               order=entries),
        Column("share", t("Share"), share, 130, numeric=True, order=entries, bar=part),
        Column("people", t("People"), lambda row: number(row.people), 90, numeric=True,
               order=lambda row: row.people),
        Column("first", t("First"), lambda row: moment(row.first), 170,
               order=lambda row: row.first),
        Column("last", t("Last"), lambda row: moment(row.last), 170,
               order=lambda row: row.last),
    ]  # fmt: skip


def chain_columns() -> list[Column[Chain]]:
    """How long each computer's chain is, what it lacks, and how it ends."""

    def missing(chain: Chain) -> str:
        return t("none") if not chain.missing else number(chain.missing)

    return [
        Column("computer", t("Chain"), lambda c: t("Computer {n}", n=c.computer), 130,
               order=lambda c: c.computer),
        Column("entries", t("Entries"), lambda c: number(c.entries), 100, numeric=True,
               order=lambda c: c.entries),
        Column("missing", t("Missing"), missing, 100, numeric=True, order=lambda c: c.missing),
        Column("head", t("Hash of the last"), lambda c: c.head[:_LETTERS], 170,
               tip=lambda c: c.head, exported=lambda c, _: c.head),
        Column("first", t("First"), lambda c: moment(c.first), 170, order=lambda c: c.first),
        Column("last", t("Last"), lambda c: moment(c.last), 170, order=lambda c: c.last),
    ]  # fmt: skip
