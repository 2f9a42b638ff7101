"""Kinds of appointment: how long each usually lasts, and what is kept free around it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from db.operations.office_settings.kinds import save_kind
from db.queries.kinds import kinds
from db.queries.opened import Opened
from db.rules.kinds import LONGEST_BUFFER, KindForm
from db.texts import label, t, tn
from db.texts.dates import duration
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.saving import Now
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.pages.office.listed import Listed
from ui.runner import Changes, Failed
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.time_fields import DurationField

Row = Opened[KindForm]
_BUFFERS = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, LONGEST_BUFFER)


class KindsPart(Listed[Row]):
    """Every kind that there is; nobody adds or removes one."""

    kinds: ClassVar[frozenset[str]] = frozenset({"calendar_rule"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            t("Kinds of appointment"),
            t(
                "A new appointment is as long as usual for its kind, until somebody types another "
                "length. What is kept free before and after, the workers are not booked in."
            ),
            name="office.kinds",
            model=TableModel(_columns(), id_of=lambda row: row.form.id),
            count=lambda n: tn("{n} kind", "{n} kinds", n),
            empty=EmptyState(t("Kinds of appointment"), icon="calendar"),
        )
        self.offer(t("Change…"), self.change, icon="edit")
        self.list.opened.connect(lambda _: self.change())

    def refresh(self, changes: Changes | None) -> None:
        self.context.runner.read(kinds, then=self.model.set_rows)

    def change(self) -> None:
        """Ask for the minutes of the kind that is chosen."""
        row = self.current()
        if row is None:
            return
        form = row.form

        def write(values: dict[str, Any], of: int, saved: Saved, failed: Failed) -> None:
            typed = KindForm(form.kind, **values)
            self.context.runner.write(save_kind, typed, of, then=saved, failed=failed)

        def again(then: Now) -> None:
            def found(rows: Sequence[Row]) -> None:
                now = next(one for one in rows if one.form.kind is form.kind)
                then(_values(now.form), now.version)

            self.context.runner.read(kinds, then=found)

        title = t("Usual for: {kind}", kind=label(form.kind))
        dialog = FormDialog(title, t("Save"), write, self, again=again)
        dialog.announce(self.context, "kind", form.id)
        dialog.keep_draft(Begun(self.context, form.id, "section.office"), "Kind")
        dialog.form.add("minutes", t("Length"), DurationField(), required=True)
        for name, words in (("before", t("Kept free before")), ("after", t("Kept free after"))):
            dialog.form.add(name, words, Choice(_buffers(getattr(form, name))), required=True)
        dialog.start(_values(form), row.version)
        dialog.open()


def _buffers(now: int) -> list[tuple[int, str]]:
    return [(n, _free(n) or t("Nothing")) for n in sorted({*_BUFFERS, now})]


def _free(minutes: int) -> str:
    return duration(minutes) if minutes else ""


def _values(form: KindForm) -> dict[str, Any]:
    return {"minutes": form.minutes, "before": form.before, "after": form.after}


def _columns() -> list[Column[Row]]:
    return [
        Column("kind", t("Kind"), lambda row: label(row.form.kind), 220),
        Column(
            "minutes",
            t("Length"),
            lambda row: duration(row.form.minutes),
            110,
            order=lambda row: row.form.minutes,
        ),
        Column(
            "before",
            t("Kept free before"),
            lambda row: _free(row.form.before),
            140,
            order=lambda row: row.form.before,
        ),
        Column(
            "after",
            t("Kept free after"),
            lambda row: _free(row.form.after),
            140,
            order=lambda row: row.form.after,
        ),
    ]
