"""The last guard of a court report: what is protected prints nowhere, whoever wrote it.

A signed note cannot be changed, so what it quotes is withheld, visibly. The worker's own words
for the hearing can be changed, so there a protected string refuses the report.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from db.queries.report_data.court_report import CourtReportData
from db.rules.codes import PartyRole
from db.rules.findings import Finding, Refused, hard
from db.rules.names import fold
from db.texts import t

T = TypeVar("T")

_SHORTEST = 3
_FEWEST_DIGITS = 7
_WORDS = re.compile(r"\w+")
# Surnames that are also words: in small letters they are words.
_ALSO_WORDS = frozenset(
    "baker banks bell berry best bishop black bloom bond booth brook brooks brown bush butler "
    "camp carpenter carter case church close cook cooper cross day dean dolan drew early english "
    "farmer field fields fisher flowers forest fox frank french gay good grant gray green guest "
    "hall hand hill home hood hope house hunt hunter joy judge king knight lake land lane law "
    "little long love lucky major marsh may mercy miles mills moon more north page park parker "
    "parks person pool poole pope porter post potter power price prince rice rich rivers robin "
    "rose rush sharp short silver small smart snow speed spring star still stone street strong "
    "summer summers sweet tanner taylor teller turner walker wall ward waters weaver week welch "
    "west white wise wolf wood woods young".split()
)


@dataclass(frozen=True, slots=True)
class _Protected:
    """One protected string as it is looked for in folded text."""

    pattern: re.Pattern[str]
    only_as_name: bool


class Guard:
    """Finds and withholds protected strings, however they are written.

    Case, accents, punctuation and line ends make no difference; a word is found as a whole word.
    `allowed` are names that the report prints anyway: a foster mother's last name that is the
    child's too cannot be kept out.
    """

    def __init__(self, protected: Iterable[str], allowed: Iterable[str] = ()) -> None:
        names = {word for name in allowed for word in fold(name).split()}
        wanted = [_wanted(text) for text in sorted(protected) if fold(text) not in names]
        self._wanted = [each for each in wanted if each is not None]

    def finds(self, text: str) -> bool:
        """Whether a protected string stands in the text."""
        return bool(self._places(text))

    def withhold(self, text: str) -> str:
        """The text with each protected string replaced by "[withheld]"."""
        end, kept = 0, []
        for start, stop in self._places(text):
            if stop <= end:
                continue
            kept += [text[end : max(start, end)], t("[withheld]") if start >= end else ""]
            end = stop
        return "".join([*kept, text[end:]]) if kept else text

    def _places(self, text: str) -> list[tuple[int, int]]:
        if not self._wanted:
            return []
        folded, origin = _folded(text)
        found: list[tuple[int, int]] = []
        for each in self._wanted:
            for match in each.pattern.finditer(folded):
                start, stop = origin[match.start()], origin[match.end() - 1] + 1
                if not (each.only_as_name and text[start].islower()):
                    found.append((start, stop))
        return sorted(found)


def _wanted(text: str) -> _Protected | None:
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) >= _FEWEST_DIGITS and not any(char.isalpha() for char in text):
        spaced = r"\D{0,3}".join(digits)
        return _Protected(re.compile(rf"(?<!\d){spaced}(?!\d)"), False)
    words = _WORDS.findall(_folded(text)[0])
    if len("".join(words)) < _SHORTEST:
        return None
    pattern = r"[\W_]+".join(map(re.escape, words))
    only_as_name = len(words) == 1 and words[0] in _ALSO_WORDS
    return _Protected(re.compile(rf"(?<!\w){pattern}(?!\w)"), only_as_name)


def _folded(text: str) -> tuple[str, list[int] | range]:
    """Lower-case text without accents, and for each of its characters where it came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    shown: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char.casefold()):
            if unicodedata.category(part) not in ("Mn", "Cf"):
                shown.append(part)
                origin.append(place)
    return "".join(shown), origin


def guarded(data: CourtReportData) -> CourtReportData:
    """The report with what is quoted withheld where it must be.

    Raises `Refused` with "report.protected", once for each part of the worker's own words that
    holds a protected string; the finding names the part, not what was found.
    """
    guard = Guard(data.protected, _names_printed(data))
    found = [
        hard("report.protected", name, part=title)
        for name, title, text in _own_words(data)
        if guard.finds(text)
    ]
    if found:
        raise Refused(*_once(found))
    return replace(
        data,
        parties=_withheld(data.parties, guard),
        contacted=_withheld(data.contacted, guard),
        orders=_withheld(data.orders, guard),
        facts=_withheld(data.facts, guard),
    )


def _names_printed(data: CourtReportData) -> list[str]:
    names = [person.name for person in data.people]
    names += [signer.name for signer in (data.worker, data.supervisor) if signer is not None]
    names += [p.name for p in data.parties if p.role is not PartyRole.FOSTER_PARENT]
    return [*names, data.caption.in_the_matter_of, data.caption.judge]


def _own_words(data: CourtReportData) -> list[tuple[str, str, str]]:
    caption = data.caption
    return [
        ("situation", t("Situation and background"), data.situation),
        ("background", t("Situation and background"), data.background),
        ("records_reviewed", t("Records reviewed"), data.records_reviewed),
        ("assessment", t("Assessment"), data.assessment),
        ("recommendations", t("Recommendations"), data.recommendations),
        *(("people", t("Children and clients"), person.school) for person in data.people),
        *(
            ("caption", t("Caption"), text)
            for text in (caption.court, caption.county, caption.docket, caption.courtroom)
        ),
    ]


def _withheld(value: T, guard: Guard) -> T:
    """The same dataclasses and tuples with their texts guarded."""
    result: Any = value
    if type(result) is str:
        result = guard.withhold(result)
    elif isinstance(value, tuple):
        result = tuple(_withheld(item, guard) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: _withheld(getattr(value, each.name), guard) for each in fields(value)}
        result = replace(value, **changes)
    guarded_value: T = result
    return guarded_value


def _once(findings: Iterable[Finding]) -> list[Finding]:
    return list({finding.params["part"]: finding for finding in findings}.values())
