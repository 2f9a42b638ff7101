"""What the mode of a shared drive costs, and how long a colleague's save waits for a report.

`python -m benchmarks.share_against_local [CLIENTS]`. First the same work in two copies of the
sample office on one disk: as on a share (rollback journal) and as in a local folder (WAL). Then
another program makes reports as on a share while this one saves notes: reading the office,
reading the copy beside it, and renewing that copy. The network's own delay is in none of it.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.waited_for import Day, compared, sign_in, timed, told, working_office
from db.office import Office
from db.office.aside import Aside
from db.office.local_copy import LocalCopy
from db.queries.reading import Reading
from db.queries.report_data.gather import ReportRequest, gather
from db.storage.snapshot import Copies

LIMITS = {
    "search": 1.6,
    "open a client": 1.6,
    "open a client, nothing of it in memory": 1.6,
    "open a case": 1.6,
    "save a note": 3.0,
    "book an appointment": 3.0,
}
ROUNDS, EACH = 10, 20
LONG = 1.0  # seconds, at least, that a report reads
SAVES = 5
HOW = ("live", "copy", "renewing")
LIMIT_WAIT = 0.25  # of what a save waits for a report that reads the office itself


def report(reading: Reading) -> int:
    """Every list that there is, until it has taken as long as a long report does."""
    made, began = 0, 0.0
    while began < LONG:
        began += timed(lambda: gather(reading, "client_lines", ReportRequest()))
        began += timed(lambda: gather(reading, "case_lines", ReportRequest()))
        made += 1
    return made


def make_reports(folder: Path, copies: Path, how: str) -> None:
    """The other program: a report for each line that comes in, said when it begins and ends."""
    office = sign_in(folder, f"reporter-{how}", shared=True)
    aside = Aside(office, LocalCopy(office, Copies(copies, office.record.id)))
    aside.copy.renew()

    def told_report(reading: Reading) -> int:
        reading.session.connection().exec_driver_sql("SELECT count(*) FROM client").fetchall()
        print("reading", flush=True)
        return report(reading)

    for _ in sys.stdin:
        if how == "renewing":
            print("reading", flush=True)
            assert aside.copy.renew()
        elif how == "copy":
            aside.read_long(told_report)
        else:
            aside.read(told_report)
        print("done", flush=True)
    aside.copy.close()
    office.close()


def waits(office: Office, folder: Path, copies: Path, how: str) -> float:
    """Median seconds that a save takes which begins when a report has begun."""
    words = [sys.executable, "-m", "benchmarks.share_against_local", how, str(folder), str(copies)]
    other = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdin is not None
    assert other.stdout is not None
    day, found = Day(office, 5), []
    for _ in range(SAVES):
        other.stdin.write("another\n")
        other.stdin.flush()
        assert other.stdout.readline() == "reading\n"
        found.append(timed(day.acts["save a note"]))
        assert other.stdout.readline() == "done\n"
    other.communicate(timeout=60)
    return statistics.median(found)


def main() -> int:
    """Print the ratios; 1 if one of them is above its limit."""
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory() as temporary:
        first, second = Path(temporary) / "share", Path(temporary) / "local"
        working_office(first, clients)
        shutil.copytree(first, second)
        ours, peer = sign_in(first, "bench-1", shared=True), sign_in(second, "bench-2")
        over = told(compared(Day(ours, 3), Day(peer, 3), ROUNDS, EACH), LIMITS, "share", "local")
        peer.close()
        copies = Path(temporary) / "copies"
        live, aside, renewing = (waits(ours, first, copies, how) for how in HOW)
        ours.close()
    print(
        f"a save while a colleague's report reads for {LONG:.0f} s: {aside * 1000:.0f} ms with the "
        f"copy, {live * 1000:.0f} ms without, ratio {aside / live:.2f} (limit {LIMIT_WAIT}); "
        f"while their copy is renewed: {renewing * 1000:.0f} ms, ratio {renewing / live:.2f}"
    )
    return int(over or max(aside, renewing) / live > LIMIT_WAIT)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in HOW:
        make_reports(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[1])
    else:
        sys.exit(main())
