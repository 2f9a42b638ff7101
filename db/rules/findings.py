"""What a rule has to say: codes with parameters, which `db.texts` turns into sentences.

A finding never carries finished prose, so the window, paper and the command line say the same
thing, in the language of whoever reads it.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


class Severity(StrEnum):
    """How much a finding weighs."""

    HARD = "hard"  # refuses
    SOFT = "soft"  # asks for a typed reason
    INFORMATION = "information"  # is only shown


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    `code` is dotted ("appointment.worker_busy"); `field` names the form field it belongs to, or
    is empty; `params` fill the sentence and may hold client data: they are shown to the person
    who asked and are never logged.
    """

    code: str
    severity: Severity = Severity.HARD
    field: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)


def hard(code: str, field: str = "", **params: object) -> Finding:
    """A finding that refuses."""
    return Finding(code, Severity.HARD, field, params)


def soft(code: str, field: str = "", **params: object) -> Finding:
    """A finding that asks for a typed reason."""
    return Finding(code, Severity.SOFT, field, params)


def information(code: str, field: str = "", **params: object) -> Finding:
    """A finding that is only shown."""
    return Finding(code, Severity.INFORMATION, field, params)


class Refused(Exception):
    """Something was refused, and the findings say why. `str()` shows codes only, never a name."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*(finding.code for finding in findings))
        self.findings = findings

    def __str__(self) -> str:
        return ", ".join(finding.code for finding in self.findings)

    def has(self, code: str) -> bool:
        """Whether one of the findings has this code."""
        return any(finding.code == code for finding in self.findings)


class Stale(Refused):
    """Somebody else saved the record after this form was opened.

    `record_id` is for who asks whose save it was. Where the form holds only a part of that record,
    `action` is what the audit log says of a change of this part.
    """

    def __init__(self, kind: str, record_id: UUID | None = None, action: str = "") -> None:
        super().__init__(hard("record.stale", kind=kind))
        self.record_id = record_id
        self.action = action


class NeedsReason(Refused):
    """Only soft findings stand in the way: the same call with a reason goes through."""


def raise_hard(findings: Iterable[Finding]) -> None:
    """Raise `Refused` with the hard findings, if there are any."""
    refusing = tuple(finding for finding in findings if finding.severity is Severity.HARD)
    if refusing:
        raise Refused(*refusing)
