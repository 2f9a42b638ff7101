"""The access keys of the appointment's form."""

from tests.db.calendar.made import booked
from tests.ui.calendar.desk import Desk, a_findable_client
from ui.dialogs.appointment import AppointmentDialog
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
