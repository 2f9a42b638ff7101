"""The worker's view, what the court is asked for, and who signs."""

import re
from dataclasses import dataclass

from reportlab.platypus import Flowable, KeepTogether, Paragraph

from db.queries.report_data.court_report import CourtReportData
from db.texts import t
from printing.layout.prose import (
    Introduction,
    gap,
    heading,
    introduction,
    paragraph,
    pieces_of,
    prose,
)
from printing.layout.signatures import signature_lines
from printing.layout.styles import style
from printing.layout.writing import clean, markup

_RATIONALE = re.compile(
    r"^\s*(?:rationale|reasons?|because|motivos?|razón|razones|fundamentos?)\s*:\s*", re.I
)
_WITH_SIGNATURES = 1200  # letters: a quarter of a page
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*])\s+")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing that the court is asked for, and why."""

    text: str
    rationale: str = ""


def recommendations_in(text: str) -> list[Recommendation]:
    """The recommendations in a text: parted by blank lines, by numbers at a line's start, or where
    a line ends with a full stop or a semicolon.

    A line that begins with "Rationale:" or "Reason:" begins the rationale of the one it is in, or
    of the one before if it stands alone.
    """
    blocks: list[list[str]] = [[]]
    for line in clean(text).split("\n"):
        if not line.strip() or (blocks[-1] and _begins_another(blocks[-1][-1], line)):
            blocks.append([])
        if line.strip():
            blocks[-1].append(_NUMBER.sub("", line))
    found: list[Recommendation] = []
    for block in filter(None, blocks):
        begin = next((n for n, line in enumerate(block) if _RATIONALE.match(line)), len(block))
        asked = "\n".join(block[:begin]).strip()
        why = _RATIONALE.sub("", "\n".join(block[begin:])).strip()
        if not asked and found and not found[-1].rationale:
            found[-1] = Recommendation(found[-1].text, why)
        else:
            found.append(Recommendation(asked or why, why if asked else ""))
    return found


def _begins_another(above: str, line: str) -> bool:
    if _RATIONALE.match(line):
        return False
    return bool(_NUMBER.match(line)) or above.rstrip().endswith((".", ";", "!"))


def assessment(data: CourtReportData) -> list[Flowable]:
    """The worker's opinion, kept apart from the facts."""
    return [
        heading(t("Assessment")),
        introduction(
            t("This part is the professional opinion of the worker, not a record of facts.")
        ),
        *prose(data.assessment),
    ]


def recommendations(data: CourtReportData) -> list[Flowable]:
    """Numbered, each with its rationale."""
    found = recommendations_in(data.recommendations)
    if not found:
        return [heading(t("Recommendations")), *prose("")]
    story: list[Flowable] = [
        heading(t("Recommendations")),
        introduction(t("The agency respectfully recommends:"), "body"),
    ]
    for number, each in enumerate(found, 1):
        story += _numbered(number, each.text)
        if each.rationale:
            story += prose(t("Rationale: {why}", why=each.rationale), "rationale")
        elif any(other.rationale for other in found):
            story.append(paragraph(t("Rationale: not recorded"), "rationale"))
    if not any(each.rationale for each in found):
        story.append(
            paragraph(
                t("No separate rationale is recorded; see the assessment above."), "rationale"
            )
        )
    return story


def closing(data: CourtReportData, width: float, above: list[Flowable]) -> list[Flowable]:
    """What stands above, and below it two lines to sign on, together on a page; a line about the
    state of the records.

    The last words above are on that page too, if they are few: one with the signatures alone could
    be put under another report.
    """
    at = _last_words(above)
    worker = (data.worker.name, data.worker.title or t("Caseworker"))
    supervisor = data.supervisor
    beside = (supervisor.name if supervisor else "", t("Supervisor"))
    if supervisor and supervisor.title:
        beside = (supervisor.name, supervisor.title)
    story: list[Flowable] = [
        gap(8),
        paragraph(t("Respectfully submitted,")),
        *signature_lines([worker, beside], width),
    ]
    if data.audit_head:
        words = t("State of the records: {head}", head=data.audit_head)
        story += [gap(14), paragraph(words, "small")]
    return [*above[:at], KeepTogether([*above[at:], *story])]


def _last_words(story: list[Flowable]) -> int:
    """Where the last recommendation begins, with headings right above it; the end if what follows
    is long.
    """
    letters = 0
    for at in range(len(story) - 1, -1, -1):
        words = story[at]
        letters += len(words.getPlainText()) if isinstance(words, Paragraph) else 0
        if letters > _WITH_SIGNATURES:
            break
        if isinstance(words, Paragraph) and words.style is style("item"):
            before = [n for n in range(at) if not isinstance(story[n], Introduction)]
            return before[-1] + 1 if before else 0
    return len(story)


def _numbered(number: int, text: str) -> list[Flowable]:
    pieces = pieces_of(text)
    chosen = style("item")
    first = Paragraph(markup(pieces[0], chosen.fontName), chosen, bulletText=f"{number}.")
    return [first, *(paragraph(piece, "item") for piece in pieces[1:])]
