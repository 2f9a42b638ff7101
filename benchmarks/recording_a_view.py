"""What it costs whoever opens a case that this is put on record, in the mode of a shared drive.

`python -m benchmarks.recording_a_view [CLIENTS]`. Three ways to open the same cases of the sample
office on one disk: not recorded, recorded as the program does it (the look waits on this computer),
and written into the office at once. The network's own delay is in none of it; it would fall on the
last most of all. What folding the looks in costs is told beside it.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.waited_for import sign_in, timed, wanted, working_office
from db.office.afterwards import Afterwards
from db.office.looking_on import LookingOn
from db.office.looks import Looks
from db.operations.cases.view import record_case_view
from db.queries.cases.case_file import case_file
from db.queries.cases.timeline import timeline
from db.storage.local_store import LocalLog

LIMIT = 1.5  # recorded, in multiples of not recorded
CASES = 120


def main(arguments: list[str]) -> int:
    """1 where recording costs more than the limit, or more than writing at once."""
    clients = int(arguments[0]) if arguments else 400
    with tempfile.TemporaryDirectory() as folder:
        place, here = Path(folder) / "office", Path(folder) / "kept"
        working_office(place, clients)
        office = sign_in(place, "bench", shared=True)
        log = LocalLog(here, office.identity, office.record.id, office.device, "looks")
        way = LookingOn(office, Afterwards(office, here), Looks(office, log))
        times: dict[str, list[float]] = {"not recorded": [], "recorded": [], "at once": []}
        cases = office.read(wanted).cases[: 2 * CASES]
        for number, case_id in enumerate(cases):

            def opened() -> None:
                office.read(case_file, case_id)  # noqa: B023 - called before the next one
                office.read(timeline, case_id)  # noqa: B023

            opened()  # so that none of the three is the first
            times["not recorded"].append(timed(opened))
            recorder = way if number % 2 else office
            name = "recorded" if number % 2 else "at once"
            times[name].append(
                timed(lambda: recorder.write(record_case_view, case_id)) + timed(opened)  # noqa: B023
            )
        folding = timed(way.settle)
        office.close()
    median = {name: statistics.median(all_) * 1000 for name, all_ in times.items()}
    bare, recorded, at_once = (median[name] for name in times)
    print(
        f"opening a case: {bare:.2f} ms; recorded {recorded:.2f} ms, ratio {recorded / bare:.2f} "
        f"(limit {LIMIT}); written at once {at_once:.2f} ms, ratio {at_once / bare:.2f}"
    )
    print(f"{len(times['recorded'])} looks put on record together: {folding * 1000:.1f} ms")
    return int(recorded / bare > LIMIT or recorded > at_once)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
