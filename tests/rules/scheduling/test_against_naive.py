"""The engine against a naive definition: minute by minute on the office's clock, in every zone that
changes its clocks, over its changes.
"""

from tests.rules.scheduling.naive import naive
from tests.rules.scheduling.thrown import BUSY, World, changing

REACHED = {
    *BUSY.values(), *(f"{one}_tentative" for one in BUSY.values()),
    "client_outside", "in_hearing", "hearing_meets", "two_hearings",
    "buffer_after_other", "buffer_before_other", "buffer_after_this", "buffer_before_this",
    "travel_before", "travel_after", "near_this_hearing", "near_both_hearings",
    "most_a_day", "client_same_day", "on_leave", "on_leave_that_day",
    "busy_elsewhere", "busy_elsewhere_days", "outside_hours", "outside_hours_all_day",
    "intake_in_lunch", "office_closed_that_day", "office_not_open", "office_not_open_all_day",
    "no_worker", "in_the_past",
}  # fmt: skip


def test_there_are_many_zones_that_change_their_clocks() -> None:
    assert len(changing()) > 100


def test_it_finds_what_a_naive_look_at_each_moment_finds() -> None:
    said = set()
    for name, change in changing():
        for seed in range(5):
            world = World(name, change, seed)
            found = world.found()
            assert found == naive(world), (name, seed, world.proposal)
            said |= {code for code, *_ in found}
    assert said >= REACHED, "the dice reach every rule"
