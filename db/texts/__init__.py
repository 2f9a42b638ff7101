"""Every sentence that a person reads, in English and Spanish."""

from enum import StrEnum

from db.rules.findings import Finding, Refused
from db.texts.catalog import LANGUAGES, language, t, tn, use

__all__ = ["LANGUAGES", "explain", "label", "language", "sentence", "t", "tn", "use"]


def sentence(finding: Finding) -> str:
    """A finding as a sentence in the language in use."""
    from db.texts.sentences import sentence as written

    return written(finding)


def explain(refused: Refused) -> str:
    """Everything that a refusal says, a line each."""
    from db.texts.sentences import explain as written

    return written(refused)


def label(code: StrEnum) -> str:
    """The words for a code of `db.rules.codes`."""
    from db.texts.labels import label as written

    return written(code)
