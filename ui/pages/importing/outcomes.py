"""Every row of the file with what became, or would become, of it."""

from db.rules.importing.outcome import ImportResult, RowOutcome, Verdict
from db.texts import sentence, t, tn
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.settings import Settings
from ui.theme.tokens import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane


class Outcomes(ListPane):
    """The list of rows; a choice above it leaves only those that need a look."""

    def __init__(self, settings: Settings) -> None:
        self.rows: TableModel[RowOutcome] = TableModel(
            [
                Column(
                    "row", t("Row"), lambda o: str(o.row), 60, numeric=True, order=lambda o: o.row
                ),
                Column("title", t("Who or what"), lambda o: o.title, 220),
                Column("verdict", t("What happens"), _verdict, 150, tone=_tone),
                Column("remarks", t("Why"), _remarks, 520),
            ],
            (),
            id_of=lambda o: o.row,
        )
        super().__init__(
            "import-rows",
            settings,
            self.rows,
            title=t("Rows of the file"),
            count=lambda n: tn("{n} row", "{n} rows", n),
            empty=EmptyState(
                t("No file yet"), t("Choose a file above; nothing is saved until you import it.")
            ),
        )
        self._result: ImportResult | None = None
        self.searched.connect(self._filter)
        self._filter("")

    def show_result(self, result: ImportResult) -> None:
        """Show what became of each row, what needs a look first."""
        self._result = result
        self._filter("")

    def _filter(self, words: str) -> None:
        outcomes = sorted(self._result.rows if self._result else (), key=_urgency)
        wanted = words.casefold()
        self.rows.set_rows(
            [
                outcome
                for outcome in outcomes
                if wanted in f"{outcome.title} {_verdict(outcome)} {_remarks(outcome)}".casefold()
            ]
        )


def counts_in_words(result: ImportResult) -> str:
    """The counts, which add up to the rows of the file."""
    parts = [
        tn("{n} row", "{n} rows", len(result.rows)),
        tn("{n} to add", "{n} to add", result.count(Verdict.ADDED))
        if result.dry_run
        else tn("{n} added", "{n} added", result.count(Verdict.ADDED)),
        tn("{n} already there", "{n} already there", result.count(Verdict.ALREADY_THERE)),
        tn("{n} rejected", "{n} rejected", result.count(Verdict.REJECTED)),
    ]
    left_out = result.count(Verdict.LEFT_OUT)
    if left_out:
        parts.append(tn("{n} left out", "{n} left out", left_out))
    words = " · ".join(parts)
    if not result.possible_duplicates:
        return words
    doubts = tn(
        "{n} may be somebody who is known already",
        "{n} may be people who are known already",
        result.possible_duplicates,
    )
    return f"{words} ({doubts})"


def _urgency(outcome: RowOutcome) -> tuple[int, int]:
    if outcome.verdict is Verdict.REJECTED:
        return 0, outcome.row
    return (1 if outcome.possible_duplicate else 2), outcome.row


def _verdict(outcome: RowOutcome) -> str:
    words = {
        Verdict.ADDED: t("Added"),
        Verdict.ALREADY_THERE: t("Already there"),
        Verdict.REJECTED: t("Rejected"),
        Verdict.LEFT_OUT: t("Left out"),
    }[outcome.verdict]
    if outcome.verdict is Verdict.ADDED and outcome.possible_duplicate:
        return t("Possible duplicate")
    return words


def _tone(outcome: RowOutcome) -> Tone:
    if outcome.verdict is Verdict.REJECTED:
        return Tone.DANGER
    if outcome.possible_duplicate:
        return Tone.WARNING
    return Tone.OK if outcome.verdict is Verdict.ADDED else Tone.NEUTRAL


def _remarks(outcome: RowOutcome) -> str:
    return " ".join(sentence(finding) for finding in outcome.remarks)
