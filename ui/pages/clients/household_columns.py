"""The columns of a household's members and of a client's relatives."""

from db.queries.clients.households import MemberLine, RelativeLine
from db.texts import label, t
from db.texts.dates import date_short
from ui.item_models.columns import Column
from ui.pages.clients.words import born_words


def member_columns() -> list[Column[MemberLine]]:
    """Of those who live or lived in the household."""
    return [
        Column("name", t("Name"), _member_name, 170),
        Column("relation", t("Relation to the head"), lambda row: label(row.relation), 144),
        Column("born", t("Born"), lambda row: born_words(row.birth_date, row.ages), 120),
        Column(
            "since", t("Since"), lambda row: date_short(row.joined_on) if row.joined_on else "",
            88, order=lambda row: row.joined_on,
        ),
        Column(
            "until", t("Until"), lambda row: date_short(row.left_on) if row.left_on else "", 88,
            order=lambda row: row.left_on,
        ),
    ]  # fmt: skip


def _member_name(row: MemberLine) -> str:
    return t("A restricted client") if row.hidden else row.name


def relative_columns() -> list[Column[RelativeLine]]:
    """Of those who are related to the client."""
    return [
        Column("relation", t("Relation"), lambda row: label(row.relation), 150),
        Column(
            "name", t("Name"),
            lambda row: t("A restricted client") if row.hidden else row.name, 200,
        ),
        Column(
            "kind", t("Is"),
            lambda row: t("Outside person") if row.person_id else t("Client here"), 120,
        ),
        Column(
            "until", t("Until"),
            lambda row: date_short(row.ended_on) if row.ended_on else "", 88,
            order=lambda row: row.ended_on,
        ),
    ]  # fmt: skip
