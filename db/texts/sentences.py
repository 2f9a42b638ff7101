"""A finding as a sentence: what is wrong, where, and what to do.

The English sentences stand in the `findings_*` modules beside this one, by code.
"""

import importlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache

from db.rules.findings import Finding, Refused
from db.texts.catalog import filled, t
from db.texts.dates import date_short, moment, time_short

# Named here, because in a built program there is no folder in which to look for them.
FIELDS = """
    aside backups calendar calendar_folder cases clients contact court emergency files
    files_place free groups guards ics import keys matching moving notes notes_ops office
    office_lists plan pointer printing reaching_server records reminding repeats replacing
    saves scheduling sealed server sign_in staff storage typed updates upgrading
""".split()


@cache
def known_sentences() -> Mapping[str, str]:
    """Every finding code with its English sentence. A code that stands twice is a mistake."""
    known: dict[str, str] = {}
    for field in FIELDS:
        sentences: dict[str, str] = importlib.import_module(f"db.texts.findings_{field}").SENTENCES
        twice = known.keys() & sentences.keys()
        if twice:
            raise ValueError(f"finding codes with two sentences: {sorted(twice)}")
        known.update(sentences)
    return known


def sentence(finding: Finding) -> str:
    """The finding in the language in use. Dates and moments in it are written out."""
    template = known_sentences().get(finding.code)
    if template is None:
        return t("That is not possible ({code}).", code=finding.code)
    words = t(template)
    params = {name: _written(name, value) for name, value in finding.params.items()}
    return filled(words, params) if params else words


def sentences(findings: Iterable[Finding]) -> str:
    """Several findings, a line each."""
    return "\n".join(sentence(finding) for finding in findings)


def explain(refused: Refused) -> str:
    """Everything that a refusal says, a line each."""
    return sentences(refused.findings)


def _written(name: str, value: object) -> object:
    from db.texts.labels import label

    if name == "column":
        return t(str(value))  # rules hold the titles of an import's columns in English
    if isinstance(value, Finding):
        return sentence(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return date_short(value)
    if isinstance(value, time):
        return time_short(value)
    if isinstance(value, StrEnum):
        return label(value)
    return value
