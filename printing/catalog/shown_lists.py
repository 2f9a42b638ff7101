"""The lists that leave as they stand on the screen."""

from db.texts import t
from printing import builders
from printing.catalog.entry import DocumentKind, Entry

_NAMES_NOBODY = frozenset({"shape", "chains", "period-totals"})  # of the lists on the screen


def shown_lists() -> tuple[Entry, ...]:
    """The lists that leave as they stand on the screen: their data is a `ListExport`."""
    titles = {
        "clients": t("Clients"),
        "cases": t("Cases"),
        "hearings": t("Hearings"),
        "audit": t("Audit log"),
        "disclosures": t("What left the office"),
        "shape": t("Shape of the log"),
        "chains": t("Chain of each computer"),
        "period-totals": t("Totals"),
    }
    return tuple(
        Entry(
            key=key,
            kind=DocumentKind.EXPORT,
            title=title,
            about="",
            parameters=(),
            data="",
            leaves=key not in _NAMES_NOBODY,
            suffixes=(".xlsx", ".csv"),
            builder=builders.shown_list,
        )
        for key, title in titles.items()
    )


def shown_list(key: str) -> Entry:
    """The list of that name as it stands on the screen. Raises KeyError."""
    return {each.key: each for each in shown_lists()}[key]
