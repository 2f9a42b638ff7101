"""The shape of the audit log on paper: what was done how often, and whether the log is whole."""

from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.audit_log.shape import Chain, CountedBy, ShapeRow
from db.queries.report_data.audit_shape import AuditShapeData
from db.texts import t
from db.texts.dates import date_long, moment, number
from printing.layout.document import Printed
from printing.layout.prose import heading, paragraph
from printing.layout.tables import pairs, shares, table
from printing.shape_words import counted_by_words, shape_words, verified_words
from printing.titles import period_words

_SHARES = (0.34, 0.13, 0.13, 0.2, 0.2)
_CHAIN_SHARES = (0.2, 0.14, 0.14, 0.52)
_HALF = 32  # letters of a hash


def build(data: AuditShapeData, out: BinaryIO) -> int:
    """Write it as a PDF; returns the number of pages."""
    title = t("Shape of the log")
    period = period_words(data.first_day, data.last_day)
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {period}",
        confidential=t("Totals only: no person is named."),
    )
    width = printed.text_width
    facts = [
        (t("Period"), period),
        (t("Made"), date_long(data.made_on)),
        (t("Entries"), number(data.entries)),
        (t("People who made them"), number(data.people)),
        (t("Keys that ever signed"), number(data.signing_keys)),
        (t("Verified"), verified_words(data.verified)),
    ]
    story: list[Flowable] = [paragraph(title, "title"), *pairs(facts, width)]
    story += [heading(t("Chain of each computer")), *_chains(data.chains, width)]
    for by, rows in data.counts:
        story += [heading(counted_by_words(by)), *_counts(by, rows, width)]
    return printed.write(story)


def _chains(chains: tuple[Chain, ...], width: float) -> list[Flowable]:
    heads = (t("Chain"), t("Entries"), t("Missing"), t("Hash of the last"))
    rows = [
        (
            t("Computer {n}", n=chain.computer),
            number(chain.entries),
            number(chain.missing) if chain.missing else t("none"),
            f"{chain.head[:_HALF]}\n{chain.head[_HALF:]}",
        )
        for chain in chains
    ]
    return table(heads, rows, shares(width, _CHAIN_SHARES), numbers=(1, 2))


def _counts(by: CountedBy, rows: tuple[ShapeRow, ...], width: float) -> list[Flowable]:
    if not rows:
        return [paragraph(t("Nothing in this period."), "missing")]
    heads = (t("What"), t("Entries"), t("People"), t("First"), t("Last"))
    body = [
        (
            shape_words(by, row.key),
            number(row.entries),
            number(row.people),
            moment(row.first),
            moment(row.last),
        )
        for row in rows
    ]
    return table(heads, body, shares(width, _SHARES), numbers=(1, 2))
