"""Making the sample office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from db.office import NewMember, NewOffice, Office, create_office, open_office
from db.office.creating import remove_what_was_made
from db.office.members import add_member
from db.office.record import now_utc
from db.operations.notes.past import PastNote, put_past_notes
from db.storage.keys.wrapping import Argon2
from desktop.sample.asked_for import add_asked_for
from desktop.sample.away import add_absences
from desktop.sample.calendar import add_appointment, add_hearing_appointment
from desktop.sample.families import FamilySteps
from desktop.sample.furnishing import choose_ids, decide_kinds, furnish_calendar
from desktop.sample.groups import add_group
from desktop.sample.plan import YEARS_BACK, plan_office
from desktop.sample.regular import add_series
from desktop.sample.script import Clock, Do, Ids, Script
from desktop.sample.setting import Setting, enter_setting, make_setting
from desktop.sample.staff import COLLEAGUES
from desktop.sample.things import OFFICE

ZONE = "America/New_York"
# The passwords are printed in the guide, so they need no strong protection while eight people are
# hired; each key file is given the full cost when its owner first signs in.
_QUICK = Argon2(memory=8 * 1024, time=1, lanes=1)


@dataclass(frozen=True)
class Sample:
    """A sample office that was made."""

    folder: Path
    recovery_code: str
    clients: int
    cases: int


def make_sample(
    folder: Path,
    *,
    clients: int,
    seed: int,
    device: str,
    now: datetime | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Sample:
    """Make a sample office in a folder that is new or empty. Raises `Refused`.

    If it is broken off, nothing is left in the folder.
    `now` is an aware moment. The same seed on the same day gives the same records again, their
    ids included; the office's own id and its administrator's, keys and signatures are new.
    """
    zone = ZoneInfo(ZONE)
    moment = (now or now_utc()).astimezone(zone).replace(microsecond=0)
    began = datetime.combine(moment.date() - timedelta(days=365 * YEARS_BACK + 30), time(8), zone)
    ids, clock = Ids(seed), Clock(began)
    first = COLLEAGUES[0]
    form = NewOffice(OFFICE, ZONE, first.user_name, first.display_name, first.password)
    existed = folder.exists()
    created = create_office(folder, form, device=device, cost=_QUICK, clock=clock)
    offices = {first.user_name: created.office}
    try:
        _hire(created.office, offices, folder, ids, began, clock, device)
        script = _write_script(clients, seed, moment, ids, began, offices, zone)
        script.play(offices, clock, progress)
        clock.moment = moment
        plan_cases = sum(1 for _ in script.cases)
    except BaseException:
        _close(offices)
        remove_what_was_made(folder, existed)
        raise
    _close(offices)
    return Sample(folder, created.recovery_code, clients, plan_cases)


def _close(offices: dict[str, Office]) -> None:
    for office in offices.values():
        office.close()


def _hire(
    office: Office,
    offices: dict[str, Office],
    folder: Path,
    ids: Ids,
    began: datetime,
    clock: Clock,
    device: str,
) -> None:
    for colleague in COLLEAGUES[1:]:
        member = NewMember(
            ids.at(began),
            colleague.user_name,
            colleague.display_name,
            colleague.role,
            colleague.title,
        )
        add_member(office, member, password=colleague.password, cost=_QUICK)
        offices[colleague.user_name] = open_office(
            folder,
            colleague.user_name,
            colleague.password,
            device=device,
            cost=_QUICK,
            clock=clock,
        )


class _SampleScript(Script):
    """A script that knows which cases it opens."""

    cases: tuple[FamilySteps, ...] = ()


def _write_script(
    clients: int,
    seed: int,
    now: datetime,
    ids: Ids,
    began: datetime,
    offices: dict[str, Office],
    zone: ZoneInfo,
) -> _SampleScript:
    plan = plan_office(clients, seed, now.date())
    script = _SampleScript(zone, ids)
    staff = {name: office.user.id for name, office in offices.items()}
    setting = make_setting(now, staff, ids, began)
    choose_ids(setting, ids, began)
    script.add(began, lambda do: enter_setting(do, setting, ids, began))
    script.add(began, lambda do: furnish_calendar(do, setting))
    families = [
        FamilySteps(script, setting, family, number) for number, family in enumerate(plan.families)
    ]
    for family in families:
        family.add()
    for appointment in plan.appointments:
        add_appointment(script, setting, families, appointment)
    for series in plan.series:
        add_series(script, setting, families, series)
    for family in families:
        case = family.plan.case
        for hearing in case.hearings if case else ():
            add_hearing_appointment(script, setting, family, hearing)
    _add_history(script, setting)
    add_absences(script, setting)
    add_asked_for(script, setting, families)
    add_group(script, setting, families)
    script.add(setting.now, decide_kinds)
    script.cases = tuple(family for family in families if family.plan.case)
    return script


def _add_history(script: Script, setting: Setting) -> None:
    """The signed notes of two years: each worker's notes of a month in one step, at its end."""
    months: dict[tuple[str, int, int], list[PastNote]] = {}
    for author, note in setting.history:
        key = (author, note.signed_at.year, note.signed_at.month)
        months.setdefault(key, []).append(note)
    for (author, _, _), notes in months.items():
        ordered = sorted(notes, key=lambda note: note.signed_at)
        script.add(ordered[-1].signed_at, _history_step(author, ordered))


def _history_step(author: str, notes: list[PastNote]) -> Callable[[Do], None]:
    return lambda do: do(author, put_past_notes, notes)
