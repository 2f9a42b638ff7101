"""Places and the waiting list, and what stands in whose file."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from db.rules.codes import AppointmentStatus, Attended, MemberState
from db.rules.groups import (
    attendance_findings,
    free_places,
    gets_a_note,
    group_findings,
    in_turn,
    joins_as,
    naming_findings,
    own_part,
    taking_findings,
    together,
)

ADA, ROSA = UUID(int=1), UUID(int=2)
NAMES = {ADA: ("Ada", "Lovelace"), ROSA: ("Rosa", "Diaz")}
TODAY = date(2026, 3, 3)


@dataclass(frozen=True)
class Entry:
    id: UUID
    since: date


@given(
    st.integers(1, 3),
    st.lists(st.tuples(st.sampled_from("jlt"), st.integers(0, 5)), max_size=30),
)
def test_no_more_have_a_place_than_there_are_and_nobody_comes_before_who_waited(
    capacity: int, steps: list[tuple[str, int]]
) -> None:
    members: list[Entry] = []
    waiting: list[Entry] = []
    for number, (step, which) in enumerate(steps):
        if step == "j":
            new = Entry(UUID(int=number), TODAY + timedelta(days=number // 3))
            state = joins_as(capacity, len(members), len(waiting))
            assert (state is MemberState.MEMBER) == (not waiting and len(members) < capacity)
            (members if state is MemberState.MEMBER else waiting).append(new)
        elif step == "l" and members:
            members.pop(which % len(members))
        elif step == "t" and waiting:
            queue = in_turn(reversed(waiting))
            assert queue == waiting, "who came first is first"
            place = which % len(queue)
            found = [one.code for one in taking_findings(capacity, len(members), place)]
            if free_places(capacity, len(members)):
                assert found == (["group.out_of_turn"] if place else [])
                waiting.remove(queue[place])
                members.append(queue[place])
            else:
                assert found == ["group.full"]
        assert len(members) <= capacity


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_members_own_part_is_found_again_below_the_groups(group: str, own: str) -> None:
    whole = together(group, own)
    assert own_part(whole, group) == own.strip()
    assert own_part("", "What was done.") is None
    assert own_part("Something else.", "What was done.") is None


def test_names_are_found_by_whole_words_whatever_their_case_or_accents() -> None:
    found = naming_findings("We met ROSÁ; Adam was glad.", {}, NAMES)
    assert [one.params["name"] for one in found] == ["Rosa"]
    own = {ADA: "Ada Lovelace came with rosa.", ROSA: "Rosa Diaz was late."}
    found = naming_findings("", own, NAMES)
    assert [(one.params["name"], one.params["client"]) for one in found] == [("Rosa", str(ADA))]
    family = {ADA: ("Ada", "Diaz"), ROSA: ("Rosa", "Diaz")}
    assert naming_findings("", {ADA: "Ms. Diaz spoke."}, family) == (), "it is her own name too"


def test_who_came_gets_a_note_and_who_did_not_if_there_is_something_to_say() -> None:
    for attended in (Attended.PRESENT, Attended.LATE, Attended.LEFT_EARLY):
        assert gets_a_note(attended, "")
    for missing in (Attended.ABSENT, Attended.EXCUSED, None):
        assert not gets_a_note(missing, " ") and gets_a_note(missing, "She called.")


def test_attendance_is_taken_from_the_day_of_the_session_on_unless_it_was_cancelled() -> None:
    confirmed, cancelled = AppointmentStatus.CONFIRMED, AppointmentStatus.CANCELLED_BY_OFFICE
    assert attendance_findings(confirmed, TODAY, TODAY) == ()
    (early,) = attendance_findings(confirmed, TODAY + timedelta(days=1), TODAY)
    assert early.code == "appointment.not_today"
    (over,) = attendance_findings(cancelled, TODAY, TODAY)
    assert over.code == "appointment.is_over"


def test_a_group_has_a_name_of_its_own_and_places_for_all_who_have_one() -> None:
    def codes(name: str, capacity: int, members: int = 0, *, taken: bool = False) -> list[str]:
        return [one.code for one in group_findings(name, capacity, members, taken=taken)]

    assert codes("Parenting", 8, 8) == []
    assert codes(" ", 0) == ["group.name_missing", "group.capacity_wrong"]
    assert codes("x" * 121, 8) == ["group.name_too_long"]
    assert codes("Parenting", 2, 3, taken=True) == ["group.name_taken", "group.more_members"]
