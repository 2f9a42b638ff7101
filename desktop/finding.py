"""What Ctrl+K finds, in words."""

from collections.abc import Callable, Sequence

from db.queries.search.hit import Hit, HitKind
from db.queries.search.with_cases import find_with_cases
from db.texts import label, t
from db.texts.partial_dates import partial_date_words
from ui.dialogs.palette import Find, Found
from ui.runner import JobRunner

_ICONS = {HitKind.CLIENT: "person", HitKind.CASE: "folder", HitKind.PERSON: "clients"}


def finder(runner: JobRunner) -> Find:
    """A function for the palette: asks the office, drops the answers to older texts."""

    def ask(text: str, then: Callable[[Sequence[Found]], object]) -> None:
        runner.read(
            find_with_cases,
            text,
            then=lambda hits: then([found(hit) for hit in hits]),
            replace_key="palette",
        )

    return ask


def found(hit: Hit) -> Found:
    """A hit as a line: its name, and what tells it apart from others of that name."""
    parts = []
    if hit.do_not_confirm:
        parts.append(t("do not confirm that this person is known here"))
    if hit.kind is HitKind.CLIENT:
        parts.append(hit.number)
        if hit.birth_date is not None:
            parts.append(t("born {date}", date=partial_date_words(hit.birth_date)))
    elif hit.kind is HitKind.CASE:
        parts.append(t("case {number}", number=hit.number))
        if hit.status is not None:
            parts.append(label(hit.status))
    else:
        parts += [label(hit.role) if hit.role is not None else "", hit.organization]
    subtitle = " · ".join(part for part in parts if part)
    return Found(hit.kind.value, hit.id, hit.name.display(), subtitle, _ICONS[hit.kind], hit.near)
