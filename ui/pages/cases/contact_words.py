"""Ways to reach somebody in words, never without what must not be done with them."""

from collections.abc import Sequence

from db.queries.cases.parties import ContactLine
from db.texts import label, sentence, t


def way_words(line: ContactLine) -> str:
    """A way to reach somebody with its marks: "Mobile phone: (555) 010-0199 (No voicemail)"."""
    kind = label(line.kind)
    if line.label:
        kind = f"{kind} ({line.label})"
    value = t("(protected)") if line.value is None else " ".join(line.value.split())
    words = f"{kind}: {value}"
    marks = "; ".join(sentence(mark) for mark in line.marks)
    return f"{words} ({marks})" if marks else words


def best_way(lines: Sequence[ContactLine]) -> str:
    """The preferred way, or the first that may be used for anything."""
    usable = [line for line in lines if line.uses]
    best = next((line for line in usable if line.preferred), usable[0] if usable else None)
    return way_words(best) if best is not None else ""


def all_ways(lines: Sequence[ContactLine]) -> str:
    """Every way, a line each."""
    return "\n".join(way_words(line) for line in lines)
