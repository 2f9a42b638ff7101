"""What the audit log tells, in words."""

from collections.abc import Mapping
from uuid import UUID

from db.texts import t
from db.texts.audit_acts import act_words

__all__ = ["act_words", "details_words", "kinds_of_acts"]

_IN_EMERGENCY = ("client.viewed_in_emergency", "case.viewed_in_emergency")


def details_words(details: Mapping[str, object]) -> str:
    """Which fields changed, and what else was kept with the act. Ids are left out."""
    words = []
    for name, value in details.items():
        shown = _readable(name)
        if name == "fields" and isinstance(value, Mapping | list | tuple):
            named = [str(field) for field in value if not str(field).endswith("_id")]
            words.append(", ".join(_readable(field) for field in named))
        elif isinstance(value, bool | int | str) and not _is_id(value):
            words.append(t("{name}: {value}", name=shown, value=value))
    return "; ".join(word for word in words if word)


def _readable(name: str) -> str:
    return name.replace("_", " ")


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def kinds_of_acts() -> list[tuple[tuple[str, ...], str]]:
    """What can be asked for: acts, or groups of them, and the words for it."""
    return [
        (("client.viewed", "case.viewed", *_IN_EMERGENCY), t("Files that were opened")),
        (("emergency", *_IN_EMERGENCY), t("Emergency accesses")),
        (
            ("document.printed", "document.saved", "document.exported"),
            t("Prints and exports"),
        ),
        (("signed_in", "sign_in"), t("Sign-ins")),
        (("access",), t("Refusals")),
        (("client", "household", "relationship"), t("Clients and households")),
        (("case", "party", "enrollment", "task", "person"), t("Cases")),
        (("note",), t("Notes")),
        (("hearing", "order", "placement", "report"), t("Court")),
        (
            ("appointment", "request", "group", "message", "leave"),
            t("Calendar, messages and leave"),
        ),
        (
            ("document.attached", "document.removed", "document.renamed", "document.restored"),
            t("Attached files"),
        ),
        (("staff",), t("Staff and accounts")),
        (
            (
                "save",
                "office",
                "room",
                "interpreter",
                "place",
                "kind",
                "calendar_rule",
                "program",
                "closure",
                "sealed",
                "audit",
                "imported",
                "counted_run",
            ),
            t("Office, backups and imports"),
        ),
    ]
