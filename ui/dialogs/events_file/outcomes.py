"""Every event of the file with what becomes of it, and what could not be read."""

from collections.abc import Sequence

from db.rules.importing.outcome import ImportResult, RowOutcome, Verdict
from db.sheets.calendar_file import Skipped
from db.texts import sentence, t, tn
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.settings import Settings
from ui.theme.tokens import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane

_FIRST = (Verdict.REJECTED, Verdict.LEFT_OUT, Verdict.ADDED, Verdict.ALREADY_THERE)


class EventOutcomes(ListPane):
    """The list; what is not booked stands first, because it needs a look."""

    def __init__(self, settings: Settings) -> None:
        self.rows: TableModel[RowOutcome] = TableModel(
            [
                Column("row", t("Line"), lambda o: str(o.row or ""), 50, numeric=True),
                Column("title", t("Event"), lambda o: o.title, 220),
                Column("verdict", t("What happens"), _words, 110, tone=_tone),
                Column("remarks", t("Why"), _why, 340),
            ],
            (),
            id_of=id,
        )
        super().__init__(
            "event-rows",
            settings,
            self.rows,
            title=t("Events of the file"),
            searchable=False,
            count=lambda n: tn("{n} event", "{n} events", n),
            empty=EmptyState(
                t("No file yet"), t("Choose a file above; nothing is booked until you say so.")
            ),
        )

    def show_result(self, result: ImportResult, skipped: Sequence[Skipped]) -> None:
        """Show what became of each event, and what was skipped."""
        rows = [
            *(RowOutcome(one.line, Verdict.LEFT_OUT, "", (one.why,)) for one in skipped),
            *result.rows,
        ]
        self.rows.set_rows(sorted(rows, key=lambda one: _FIRST.index(one.verdict)))
        self.show()


def counts_in_words(result: ImportResult, skipped: int) -> str:
    """What would happen, or happened, in numbers."""
    added = result.count(Verdict.ADDED)
    parts = [
        tn("{n} appointment would be booked", "{n} appointments would be booked", added)
        if result.dry_run
        else tn("{n} appointment booked", "{n} appointments booked", added),
        tn("{n} already there", "{n} already there", result.count(Verdict.ALREADY_THERE)),
        tn("{n} in the way of another", "{n} in the way of others", result.count(Verdict.REJECTED)),
        tn("{n} left out", "{n} left out", result.count(Verdict.LEFT_OUT) + skipped),
    ]
    return " · ".join(parts)


def _words(outcome: RowOutcome) -> str:
    return {
        Verdict.ADDED: t("Booked"),
        Verdict.ALREADY_THERE: t("Already there"),
        Verdict.REJECTED: t("Not booked"),
        Verdict.LEFT_OUT: t("Left out"),
    }[outcome.verdict]


def _tone(outcome: RowOutcome) -> Tone:
    tones = {Verdict.REJECTED: Tone.DANGER, Verdict.ADDED: Tone.OK}
    return tones.get(outcome.verdict, Tone.NEUTRAL)


def _why(outcome: RowOutcome) -> str:
    return " ".join(sentence(finding) for finding in outcome.remarks)
