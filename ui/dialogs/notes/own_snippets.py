"""A person's own snippets: short words that become whole sentences in a note."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from db.operations.preferences import keep_preference
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.editing import EditingDialog
from ui.dialogs.notes.snippets import KEY, built_in
from ui.theme.look import look
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text

_LONGEST_WORD = 20


class SnippetsDialog(EditingDialog):
    """One snippet a line, its word first. `kept(own)` follows a save."""

    def __init__(
        self,
        context: PageContext,
        own: Mapping[str, str],
        kept: Callable[[Mapping[str, str]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            t("Snippets"),
            lambda: kept(self.snippets()),
            parent,
            record_id=context.user.id,
            begun=Begun(context, context.user.id, "section.today"),
            width=look().px(620),
        )
        words = t(
            "Type the word in a note and go on with a space: the text takes its place. Everybody "
            "has these:"
        )
        self.body.insertWidget(0, Text(words, wrap=True))
        shared = "\n".join(f"{word}  {text}" for word, text in built_in().items())
        self.body.insertWidget(1, Text(shared, "secondary", wrap=True, selectable=True))
        self.own = NoteEditor(rows=7, limit=50_000)
        self.form.add(
            "own",
            t("Your own, one a line"),
            self.own,
            hint=t("For example: ;bus Gave her two bus passes."),
            check=lambda _: self._wrong_line(),
        )
        self.form.set_values({"own": "\n".join(f"{w} {text}" for w, text in own.items())})
        self.verbs(t("Save"))
        self.own.setFocus()

    def snippets(self) -> dict[str, str]:
        """What was entered, by word."""
        found = {}
        for line in self.own.value().splitlines():
            word, _, text = line.strip().partition(" ")
            if word and text.strip():
                found[word.casefold()] = text.strip()
        return found

    def write(self, reason: str) -> None:
        self.context.runner.write(
            keep_preference, KEY, self.snippets(), then=self.done_saving, failed=self.failed
        )

    def _wrong_line(self) -> str:
        for line in self.own.value().splitlines():
            word, _, text = line.strip().partition(" ")
            if line.strip() and not (
                word.startswith(";") and 1 < len(word) <= _LONGEST_WORD and text.strip()
            ):
                return t("Begin each line with a word like ;bus, then its text: “{line}”.",
                         line=line.strip()[:40])  # fmt: skip
        return ""
