"""The fields of an appointment, shown as far as its kind, its client and the role need them."""

from typing import Any
from uuid import UUID

from db.queries.calendar.choices import BookingChoices, BookingClient, NamedInterpreter
from db.queries.calendar.items import Named
from db.rules.appointment_fields import LONGEST_TEXT
from db.rules.codes import AppointmentKind, HearingKind
from db.rules.findings import Finding
from db.rules.permissions import Action
from db.texts import label, sentence, t
from db.texts.appointments import attendance_words
from db.texts.labels import choices
from ui.context import PageContext
from ui.dialogs.appointment.interpreting import interpreter_hint, interpreter_options
from ui.dialogs.appointment.joining_link import JoiningLink, link_problem
from ui.dialogs.appointment.repeating import RepeatLine
from ui.dialogs.appointment.usual_length import UsualLength
from ui.dialogs.appointment.values import STANDINGS, WITHOUT_WORKER
from ui.dialogs.client_field import ClientField
from ui.theme.tokens import Tone
from ui.widgets.access_keys import comes_first
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput
from ui.widgets.multi_select import MultiSelect
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text
from ui.widgets.time_fields import DurationField, TimeField

_HEARING = ("hearing_kind", "court", "courtroom", "judge")
# They keep their letters, whoever the client is: one books with them all day.
ALL_DAY = ("kind", "client", "day", "starts_at", "ends_at", "workers", "room")
OFFERED = ("room", "car", "interpreter", "place_id")
_TAKEN = ("workers", "room", "car", "interpreter")


class AppointmentFields(Form):
    """Shows and gives values by name; says itself nothing about collisions."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(columns=2)
        self._context = context
        self._client: BookingClient | None = None
        self._interpreters: tuple[NamedInterpreter, ...] = ()
        self.new_client: Button | None = None
        self.client = ClientField(context)
        self.marks = Banner(tone=Tone.WARNING)
        self.missed = Text("", "secondary", wrap=True)
        self.missed.hide()
        self._what()
        self._when()
        self._who_and_where()
        for name in ALL_DAY:
            named = self.field(name).label
            if named is not None:
                comes_first(named, 3)
        comes_first(self.repeat.button, 3)
        self.length = UsualLength(self)
        self.client.chosen.connect(self._show_client)
        self.field("kind").edited.connect(self.fit)
        self.fit()

    def _what(self) -> None:
        kinds = Choice(choices(AppointmentKind))
        self.add("kind", t("Kind"), kinds, required=True)
        about = TextInput(limit=LONGEST_TEXT)
        self.add("subject", t("Subject"), about)
        self.add("group", t("Group"), Choice(blank=t("Choose…")), required=True, wide=True)
        self.add("client", t("Client"), self.client, wide=True)
        if self._context.may(Action.EDIT_CLIENTS):
            words = t("Not on file yet? Take them in…")
            self.new_client = Button(words, self._take_in, kind="link", icon="add")
            self.place(self.new_client, wide=True)
        self.place(self.marks, wide=True)
        self.place(self.missed, wide=True)
        self.add("case", t("Case"), Choice(blank=t("No case")), wide=True)
        self.add("household", t("Comes along"), MultiSelect(rows=3), wide=True)

    def _when(self) -> None:
        self.section(t("When"))
        self.add("day", t("Day"), DateField(self._context.today), required=True)
        self.add("starts_at", t("Begins at"), TimeField(), required=True)
        self.add("ends_at", t("Length"), DurationField(), required=True)
        standing = Choice([(one, label(one)) for one in STANDINGS])
        standing.set_value(STANDINGS[0])
        hint = t("Only what is confirmed keeps others away.")
        self.add("standing", t("Stands as"), standing, required=True, hint=hint)
        self.repeat = RepeatLine()
        self.place(self.repeat, wide=True)

    def _who_and_where(self) -> None:
        self._with = self.section(t("With whom, and where"))
        self.add("workers", t("Workers"), MultiSelect(rows=4), wide=True)
        self.add("room", t("Room"), Choice(blank=t("No room")))
        self.add("car", t("Car"), Choice(blank=t("No car")))
        nobody, elsewhere = Choice(blank=t("No interpreter")), Choice(blank=t("Another place"))
        self.add("interpreter", t("Interpreter"), nobody, wide=True)
        self.add("place_id", t("Place on our list"), elsewhere)
        self.add("place", t("Place"), TextInput(limit=LONGEST_TEXT))
        self.joining = JoiningLink()
        self.add("joining_link", t("Joining link"), self.joining, wide=True, check=link_problem)
        self.place(self.joining.button, wide=True)
        hearings = Choice(choices(HearingKind), blank=t("Not put into the case file"))
        self.add("hearing_kind", t("Hearing"), hearings, wide=True)
        self.add("court", t("Court"), TextInput(limit=LONGEST_TEXT))
        self.add("courtroom", t("Courtroom"), TextInput(limit=LONGEST_TEXT))
        self.add("judge", t("Judge"), TextInput(limit=LONGEST_TEXT))
        self.add(
            "remark",
            t("Remark for whoever sees the calendar"),
            NoteEditor(rows=2, limit=2000),
            wide=True,
            hint=t("Nothing from the case: reception reads it too."),
        )

    # ---- what can be chosen ----

    def show_choices(self, known: BookingChoices) -> None:
        """Offer these workers, rooms, cars, interpreters and places."""
        offered = {"workers": known.workers, "room": known.rooms, "car": known.cars}
        for name, named in (offered | {"place_id": known.places}).items():
            self.field(name).control.set_options(_options(named))
        self.length.know(known.minutes)
        self._interpreters = known.interpreters
        self._offer_interpreters()
        self.fit()

    def offers(self, name: str, value: UUID) -> bool:
        """Whether a field offers this."""
        return value in self.field(name).control.values()

    def _show_client(self, client: BookingClient | None) -> None:
        self._client = client
        self.field("household").control.set_options(_options(client.household if client else ()))
        self.field("case").control.set_options(_options(client.cases if client else ()))
        self.marks.say("\n".join(sentence(mark) for mark in client.marks) if client else "")
        missed = attendance_words(client.attendance) if client is not None else ""
        self.missed.setText(missed)
        self.missed.setVisible(bool(missed))
        self._offer_interpreters()
        self.fit()

    def choose_only_case(self) -> None:
        """Take the client's case where there is but one, and none was chosen."""
        client = self._client
        if client is not None and len(client.cases) == 1 and self.value("case") is None:
            self.field("case").set_value(client.cases[0].id)

    def _offer_interpreters(self) -> None:
        client = self._client
        spoken = client.language if client is not None else ""
        field = self.field("interpreter")
        field.control.set_options(interpreter_options(self._interpreters, spoken))
        needed = client is not None and client.interpreter
        field.set_hint(interpreter_hint(spoken, needed=needed))

    def _take_in(self) -> None:
        from ui.dialogs.client import ClientDialog

        ClientDialog.new(self._context, self._taken_in, self, self.client.unknown()).open()

    def _taken_in(self, client_id: UUID, _: Any) -> None:
        self.client.choose(client_id)
        self.field("day").control.setFocus()

    # ---- what is shown ----

    def fit(self) -> None:
        """Show the fields that the kind, the client and the role need."""
        kind = self.value("kind")
        alone = kind in WITHOUT_WORKER
        self._with.setText(t("Where") if alone else t("With whom, and where"))
        for name in _TAKEN:
            self.field(name).setVisible(not alone and self._has_any(name))
        self.field("place_id").setVisible(self._has_any("place_id"))
        hearing = kind is AppointmentKind.HEARING and self._context.may(Action.EDIT_CASES)
        for name in _HEARING:
            self.field(name).setVisible(hearing)
        session = kind is AppointmentKind.GROUP
        self.field("group").setVisible(session)
        self.field("client").setVisible(not session)
        client = None if session else self._client
        if self.new_client is not None:
            self.new_client.setVisible(client is None and not session)
        self.field("household").setVisible(client is not None and bool(client.household))
        reads = self._context.may(Action.READ_CASES)
        self.field("case").setVisible(reads and client is not None and bool(client.cases))

    def _has_any(self, name: str) -> bool:
        return name == "workers" or len(self.field(name).control.values()) > 1

    def client_marks(self) -> tuple[Finding, ...]:
        """What the file says of how the client may be reached."""
        return self._client.marks if self._client is not None else ()

    def speaking(self) -> tuple[UUID, ...]:
        """The interpreters who speak the client's language."""
        language = self._client.language if self._client is not None else ""
        return tuple(one.id for one in self._interpreters if language in one.languages)

    def first_field(self) -> Any:
        """Where somebody begins to type."""
        if self.value("kind") is AppointmentKind.GROUP:
            chosen = self.value("group") is not None
            return self.field("day" if chosen else "group").control
        return self.client if self.client.value() is None else self.field("day").control


def _options(named: tuple[Named, ...]) -> list[tuple[UUID, str]]:
    return [(one.id, one.name) for one in named]
