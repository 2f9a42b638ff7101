"""The first page of a list of a hundred thousand clients against the same list with nobody in it.

`python -m benchmarks.list_page [CLIENTS]`. Each list is shown in a process of its own, with the
office open and everything imported; counted are processor time and memory from making the list
until its first page has been painted. Limits: ratio of the medians 5; 25 MB more.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.large_office import PASSWORD, USER, large_office

LIMIT, LIMIT_MB = 5.0, 25.0
ROUNDS = 7


def show(folder: Path, *, everybody: bool) -> dict[str, float]:
    """Make, fill and paint the list; in a process of its own."""
    from PySide6.QtWidgets import QApplication

    from db.office import open_office
    from db.queries.clients.client_list import client_list, client_rows
    from desktop.inline_jobs import InlineJobs
    from desktop.settings import Settings
    from ui.item_models.columns import Column, Sort
    from ui.item_models.paged import PagedTableModel
    from ui.theme.look import apply
    from ui.widgets.list_pane import ListPane

    application = QApplication.instance() or QApplication(["list"])
    assert isinstance(application, QApplication)
    apply(application, "light", 100)
    office = open_office(folder / "office", USER, PASSWORD, device="bench")
    jobs = InlineJobs(office)
    columns = [
        Column[Any]("name", "Name", lambda row: row.name.legal(), 220),
        Column[Any]("number", "Number", lambda row: row.number, 100),
        Column[Any]("phone", "Phone", lambda row: row.phone.value if row.phone else "", 140),
    ]

    def ids(sort: Sort, then: Any) -> Any:
        if everybody:
            return jobs.read(client_list, then=then)
        return jobs.background(tuple, then=then)

    office.read(client_rows, [])  # opens the connection, compiles nothing that counts
    memory, began = _resident(), time.process_time()
    model = PagedTableModel(columns, ids, partial(_rows, jobs, client_rows), sort=Sort("name"))
    pane = ListPane("bench", Settings(folder / "settings.json"), model, title="Clients")
    pane.resize(900, 800)
    pane.show()
    model.load()
    while everybody and model.row_at(0) is None:
        application.processEvents()
    pane.grab()
    spent = time.process_time() - began
    result = {"seconds": spent, "bytes": float(_resident() - memory), "rows": model.rowCount()}
    office.close()
    return result


def _rows(jobs: Any, query: Any, ids: Any, then: Any) -> Any:
    return jobs.read(query, list(ids), then=then)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _child(folder: str, everybody: bool) -> dict[str, Any]:
    words = [sys.executable, "-m", "benchmarks.list_page", "--show", folder, str(int(everybody))]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=120)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> int:
    """Print the ratios; 1 if one is above its limit."""
    if sys.argv[1:2] == ["--show"]:
        print(json.dumps(show(Path(sys.argv[2]), everybody=sys.argv[3] == "1")))
        return 0
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        large_office(Path(folder) / "office", clients).close()
        empty, full = [], []
        for _ in range(ROUNDS):
            empty.append(_child(folder, False))
            full.append(_child(folder, True))
    assert all(one["rows"] == clients for one in full)
    a, b = (statistics.median(one["seconds"] for one in many) for many in (empty, full))
    more = statistics.median(one["bytes"] for one in full) - statistics.median(
        one["bytes"] for one in empty
    )
    print(f"list page: empty {a * 1000:.0f} ms of CPU, {clients:,} clients {b * 1000:.0f} ms")
    print(f"ratio {b / a:.2f} (limit {LIMIT:.0f})")
    print(f"{more / 1e6:.1f} MB more (limit {LIMIT_MB:.0f} MB)")
    return int(b / a > LIMIT or more / 1e6 > LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main())
