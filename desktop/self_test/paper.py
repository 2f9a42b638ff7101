"""A report as a PDF, and a page of it as it is seen before it is printed."""

from db.queries.report_data.gather import ReportRequest, gather
from db.texts import t, tn
from desktop.self_test.bench import LAST, USER, Bench
from desktop.self_test.running import Failed
from printing.catalog import entry
from printing.preview import Pages
from printing.producing import build_pdf

_DPI_SCALE = 1.5


def report(bench: Bench) -> str:
    """The day sheet of the appointment, whose words are read again from the PDF."""
    office = bench.opened()
    asked = ReportRequest(worker=USER, day=bench.booked_at().date())
    chosen = entry("day-sheet")
    made = build_pdf(chosen, office.read(gather, chosen.data, asked).data)
    with Pages(made.content) as pages:
        words = "".join(pages.text(page) for page in range(len(pages)))
    if LAST not in words:
        raise Failed(t("The report does not hold what was written into it."))
    bench.pdf = made.content
    return tn(
        "A report of {n} page was made and read.",
        "A report of {n} pages was made and read.",
        made.pages,
    )


def preview(bench: Bench) -> str:
    """The first page as a picture: it must not be blank."""
    if not bench.pdf:
        raise Failed(t("There is no report to look at."))
    with Pages(bench.pdf) as pages:
        seen = pages.picture(0, _DPI_SCALE)
    if len(set(seen.pixels[::4])) < 8:
        raise Failed(t("The picture of the report is blank."))
    return t("A page was drawn, {width} × {height} pixels.", width=seen.width, height=seen.height)
