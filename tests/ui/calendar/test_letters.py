"""The access keys of the appointment's form."""

from db.models.client import Household, HouseholdMember
from db.rules.codes import Relation
from tests.db.calendar.made import booked
from tests.db.cases.made import a_client
from tests.ui.calendar.desk import Desk, a_findable_client, fill
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.appointment.fields import ALL_DAY
from ui.widgets.buttons import Button


def test_a_button_has_the_same_letter_in_a_new_appointment_and_in_an_opened_one(
    desk: Desk,
) -> None:
    client, mei = a_findable_client(desk.bench), desk.bench.worker("Mei")
    opened = booked(desk.bench, workers=(mei.id,), client_id=client.id)

    def letters(dialog: AppointmentDialog) -> dict[str, str]:
        buttons = [one for one in dialog.findChildren(Button) if one.isVisible()]
        marked = [one.text().partition("&") for one in buttons if one.text()]
        return {before + after: after[:1].casefold() for before, _, after in marked}

    first = desk.new()
    new = letters(first)
    first.close()
    old = letters(desk.edited(opened))
    both = new.keys() & old.keys()
    assert both == {"Next free", "Wishes…", "Hide free and busy", "Cancel"}
    assert {words: new[words] for words in both} == {words: old[words] for words in both}
    assert all(new.values()) and all(old.values())


def test_a_field_keeps_its_letter_when_a_client_with_a_household_is_chosen(desk: Desk) -> None:
    """Who books with them all day presses them without a look."""
    ada = a_findable_client(desk.bench)
    home = desk.bench.add(Household())
    for client, relation in (
        (ada, Relation.HEAD),
        (a_client(desk.bench, "Byron", "Lovelace"), Relation.CHILD),
    ):
        desk.bench.add(
            HouseholdMember(household_id=home.id, client_id=client.id, relation=relation)
        )

    def letters() -> dict[str, str]:
        named = {one: dialog.fields.field(one).label for one in ALL_DAY}
        marked = {one: label.text().partition("&")[2] for one, label in named.items() if label}
        return {one: after[:1].casefold() for one, after in marked.items()}

    dialog = desk.new()
    assert dialog.fields.new_client is not None and dialog.fields.new_client.isVisible()
    before = letters()
    fill(dialog, client="lovel")
    assert dialog.fields.field("household").isVisible()
    assert letters() == before
    assert all(before.values())
