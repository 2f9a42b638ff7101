"""Emergency accesses: who opened which restricted case and why, for review."""

from collections.abc import Sequence
from typing import Any, ClassVar

from db.operations.cases.emergency import review_emergency
from db.queries.emergencies import EmergencyRow, emergencies
from db.texts import t, tn
from db.texts.dates import date_short, time_short
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.listed import Listed
from ui.runner import Changes, Failed
from ui.theme.tokens import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import Tick
from ui.widgets.note_editor import NoteEditor

_LINES = 3


class EmergenciesPart(Listed[EmergencyRow]):
    """Those that nobody has reviewed; all of them when asked for."""

    kinds: ClassVar[frozenset[str]] = frozenset({"emergency"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Emergency accesses"),
            t(
                "Restricted cases that somebody opened without being named on them. Look at what "
                "was done in the audit log, then mark the access as reviewed."
            ),
            name="office.emergencies",
            model=TableModel(_columns()),
            count=lambda n: tn("{n} emergency access", "{n} emergency accesses", n),
            empty=EmptyState(
                t("Nothing to review"),
                t("When somebody opens a restricted case in an emergency, it appears here."),
                icon="unlock",
            ),
        )
        self.offer(t("Mark as reviewed…"), self.review, icon="check", when=_can_be_reviewed)
        self.offer(t("What was done in the case"), self.look, icon="audit")
        self.reviewed = Tick(t("Also reviewed ones"))
        self.reviewed.edited.connect(lambda: self.refresh(None))
        self.buttons.add(self.reviewed)
        self.list.opened.connect(lambda _: self.look())

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(emergencies, reviewed=bool(self.reviewed.value()), then=self._show)

    def look(self) -> None:
        """Show the audit log's lines about the case."""
        row = self.current()
        if row is not None:
            self.context.navigate("audit", row.case_id)

    def review(self) -> None:
        """Ask for a remark, and mark the access that is chosen."""
        row = self.current()
        if row is None or not _can_be_reviewed(row):
            return
        access_id = row.id

        def save(values: dict[str, Any], version: int, saved: Saved, failed: Failed) -> None:
            self.context.runner.write(
                review_emergency, access_id, values["remark"], then=saved, failed=failed
            )

        dialog = FormDialog(
            t("Emergency access reviewed"),
            t("Mark as reviewed"),
            save,
            self,
            words=t("{staff}, case {number}: {reason}", staff=row.staff, number=row.number,
                    reason=row.reason),
        )  # fmt: skip
        dialog.keep_draft(Begun(self.context, access_id, "section.office"), "EmergencyReview")
        dialog.form.add("remark", t("Remark"), NoteEditor(rows=_LINES, limit=500))
        dialog.start({})
        dialog.open()

    def _show(self, rows: Sequence[EmergencyRow]) -> None:
        self.model.set_rows(rows)


def _can_be_reviewed(row: EmergencyRow) -> bool:
    return not (row.running or row.mine or row.reviewed_by)


def _columns() -> list[Column[EmergencyRow]]:
    return [
        Column("when", t("When"), _when, 225, order=lambda row: row.began),
        Column("staff", t("Who"), lambda row: row.staff, 150),
        Column("case", t("Case"), lambda row: row.number, 100),
        Column("reason", t("Reason"), lambda row: row.reason, 300),
        Column("state", t("Review"), _state, 200, tone=_tone),
        Column("remark", t("Remark"), lambda row: row.review, 200),
    ]


def _when(row: EmergencyRow) -> str:
    return t(
        "{day}, {starts} to {ends}",
        day=date_short(row.began.date()),
        starts=time_short(row.began),
        ends=time_short(row.ended),
    )


def _state(row: EmergencyRow) -> str:
    if row.running:
        return t("Still open")
    if row.reviewed_by and row.reviewed_at is not None:
        return t("{name}, {day}", name=row.reviewed_by, day=date_short(row.reviewed_at.date()))
    return t("For somebody else to review") if row.mine else t("Not reviewed")


def _tone(row: EmergencyRow) -> Tone:
    if row.running:
        return Tone.DANGER
    return Tone.NEUTRAL if row.reviewed_by else Tone.WARNING
