"""Who belongs to a sealed file: added, removed, back with new keys, and the officer."""

import shutil
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.office.keeping import check
from db.office.members import deactivate, renew_recovery_code, reset_password
from db.office.sealed import SealedOffice, make_sealed, open_sealed, sealed_files
from db.office.sealed.resealing import change_sealed
from db.office.sealed.standing import SealedOffice as Sealed
from db.queries.drafts import my_drafts
from db.queries.reading import Reading
from db.rules.codes import Role
from db.rules.findings import Refused, Severity, Stale
from db.rules.sealed import NewSealed, SealedForm, Standing
from db.storage.problems import StorageProblem
from db.storage.rekeying import opens
from tests.db.office.desk import CHEAP, OWN
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.secrets_in import enter


def let(inside: SealedOffice, *members: Office, label: str = "Aldous") -> None:
    ids = frozenset(member.user.id for member in members)
    change_sealed(inside, SealedForm(label, inside.seal.officer_id, ids))


def test_who_is_added_opens_it_from_then_on(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    inside = cabinet.open(sealed_id)
    enter(inside)
    let(inside, cabinet.maria, cabinet.omar)
    assert cabinet.open(sealed_id, cabinet.omar).manages is False
    assert check(cabinet.maria) == []


def test_who_is_removed_opens_it_no_more_not_even_with_what_they_knew(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    inside = cabinet.open(sealed_id)
    omars = cabinet.open(sealed_id, cabinet.omar)
    known = omars.secrets
    enter(inside)
    let(inside, cabinet.maria)
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(cabinet.omar, sealed_id)
    with pytest.raises(Refused, match="seal_not_yours"):
        omars.read(my_drafts)  # nor through the window that was open
    place = inside.place
    assert isinstance(inside, Sealed)
    assert not opens(inside.folder.database, known.database_key, place)  # type: ignore[arg-type]
    assert check(cabinet.maria) == []


def test_who_stays_goes_on_working_under_the_new_key(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar, cabinet.sue)
    sues = cabinet.open(sealed_id, cabinet.sue)
    marias = cabinet.open(sealed_id)
    let(sues, cabinet.maria, cabinet.sue)
    ids = enter(marias)  # writes
    assert marias.read(my_drafts)[0].record_id == ids.note
    assert marias.secrets == sues.secrets


def test_only_who_manages_it_changes_the_members(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar, cabinet.sue)
    with pytest.raises(Refused, match=r"permission\.denied"):
        let(cabinet.open(sealed_id, cabinet.omar), cabinet.omar)
    let(cabinet.open(sealed_id, cabinet.sue), cabinet.maria)  # a supervisor among them may


def test_two_who_change_the_members_at_once_do_not_undo_each_other(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.sue)
    marias, sues = cabinet.open(sealed_id), cabinet.open(sealed_id, cabinet.sue)
    let(sues, cabinet.maria, cabinet.sue, cabinet.omar)
    with pytest.raises(Stale):
        let(marias, cabinet.maria)
    assert cabinet.open(sealed_id, cabinet.omar)


@pytest.mark.only_in_folder("files of a sealed file")
def test_somebody_with_a_one_time_password_cannot_be_a_member_yet(cabinet: Cabinet) -> None:
    new_id, _ = cabinet.desk.hire("eve")
    ids = frozenset({cabinet.maria.user.id, new_id})
    with pytest.raises(Refused, match=r"sealed\.member_not_settled"):
        make_sealed(cabinet.sue, NewSealed("A", cabinet.maria.user.id, ids, uuid4()))
    assert not list((cabinet.desk.folder / "sealed").glob("*"))


def test_a_password_reset_by_the_administrator_opens_no_sealed_file(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    given = reset_password(cabinet.ana, cabinet.omar.user.id, cost=CHEAP)
    imposter = cabinet.desk.sit("omar", given, device="elsewhere")
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(imposter, sealed_id)
    listed = sealed_files(cabinet.maria).files[0]
    assert {one.name: one.standing for one in listed.members} == {
        "Maria": Standing.OPENS,
        "Omar": Standing.NEW_KEYS,
    }


def test_who_has_left_the_office_is_shown_to_the_members(cabinet: Cabinet) -> None:
    cabinet.seal(cabinet.omar)
    deactivate(cabinet.ana, cabinet.omar.user.id)
    listed = sealed_files(cabinet.maria).files[0]
    assert Standing.LEFT in {one.standing for one in listed.members}


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.AUDITOR])
def test_who_reads_no_cases_cannot_be_a_member(cabinet: Cabinet, role: Role) -> None:
    eve = cabinet.desk.hire_and_settle("eve", role)
    with pytest.raises(Refused, match=r"sealed\.not_a_reader"):
        cabinet.seal(eve)


def test_a_caseworker_seals_nothing(cabinet: Cabinet) -> None:
    ids = frozenset({cabinet.maria.user.id})
    with pytest.raises(Refused, match=r"permission\.denied"):
        make_sealed(cabinet.maria, NewSealed("A", cabinet.maria.user.id, ids, uuid4()))


def test_a_changed_password_goes_on_opening_it(cabinet: Cabinet) -> None:
    from db.office.members import change_password

    sealed_id = cabinet.seal()
    change_password(cabinet.maria, OWN, "orchard velvet pencil 40", cost=CHEAP)
    again = cabinet.desk.sit("maria", "orchard velvet pencil 40", device="desk-3")
    cabinet.open(sealed_id, again)


@pytest.mark.only_in_folder("files of a sealed file")
def test_the_check_looks_into_what_one_can_open_and_counts_the_rest(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    ids = enter(cabinet.open(sealed_id))
    name = ids.stored_as.hex
    folder = cabinet.desk.folder / "sealed" / str(sealed_id)
    stored = folder / "documents" / name[-2:] / name
    stored.write_bytes(stored.read_bytes()[:-1])
    assert [one.code for one in check(cabinet.maria)] == ["check.sealed", "check.document_changed"]
    assert [(one.code, one.severity) for one in check(cabinet.ana)] == [
        ("check.sealed_closed", Severity.INFORMATION)
    ]


@pytest.mark.only_in_folder("files of a sealed file")
def test_a_copied_file_still_needs_a_member(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    cabinet.open(sealed_id).engines.dispose()
    folder = cabinet.desk.folder / "sealed"
    other = uuid4()
    shutil.copytree(folder / str(sealed_id), folder / str(other))
    with pytest.raises(Refused, match="seal_"):
        open_sealed(cabinet.maria, other)  # bound to its id


def test_a_new_recovery_code_is_followed(cabinet: Cabinet) -> None:
    from db.office.sealed.setting import choose_recovery

    cabinet.ana.write(choose_recovery, True)
    sealed_id = cabinet.seal()
    before = cabinet.open(sealed_id).secrets
    renew_recovery_code(cabinet.ana, cost=CHEAP)
    assert cabinet.open(sealed_id).secrets.current != before.current


def test_a_name_with_half_a_letter_is_made_whole(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(label="Aldous \ud83d")
    assert cabinet.open(sealed_id).seal.label == "Aldous \ufffd"


def full(*_: object, **__: object) -> None:
    raise StorageProblem("full")


@pytest.mark.parametrize("removed", [False, True])
@pytest.mark.only_in_folder("on a server the list is kept with the records")
def test_records_that_could_not_follow_the_list_again_and_again_lock_nobody_out(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch, removed: bool
) -> None:
    """A list one step ahead of the file's own records counts; two steps would let nobody in."""
    sealed_id = cabinet.seal(cabinet.omar)
    inside = cabinet.open(sealed_id)
    ids = enter(inside)
    members = [cabinet.maria] if removed else [cabinet.maria, cabinet.omar, cabinet.sue]
    monkeypatch.setattr(Sealed, "write_held", full)
    for number in range(3):
        with pytest.raises(Refused, match=r"storage\.full"):
            let(inside, *members, label=f"Aldous {number}")
    monkeypatch.undo()
    again = cabinet.open(sealed_id)
    assert again.read(my_drafts)[0].record_id == ids.note
    assert again.seal.label == ("Aldous 0" if removed else "Aldous-label")
    let(again, *members, label="Aldous at last")
    assert cabinet.open(sealed_id).seal.label == "Aldous at last"
    assert check(cabinet.maria) == []


@pytest.mark.only_in_folder("on a server the list is kept with the records")
def test_a_list_that_the_records_follow_later_is_on_record_then(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    inside = cabinet.open(sealed_id)
    monkeypatch.setattr(Sealed, "write_held", full)
    with pytest.raises(Refused, match=r"storage\.full"):
        let(inside, cabinet.maria)
    monkeypatch.undo()
    acts = cabinet.open(sealed_id).read(_acts)
    assert acts.count("sealed.members_changed") == 1


def _acts(reading: Reading) -> list[str]:
    return list(reading.session.scalars(select(AuditEvent.action)))
