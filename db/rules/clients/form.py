"""What is asked of a client at intake and later."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.rules.clients.contact import ContactForm
from db.rules.codes import (
    Education,
    Insurance,
    Military,
    Race,
    Sex,
    SsnQuality,
    WorkStatus,
    YesNo,
)
from db.rules.names import PersonName
from db.rules.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class ClientForm:
    """Everything that people enter of a client. `id` is made by who opens an empty form.

    `language` is an ISO 639 code. Either a first or a last name must be given; nothing else.
    """

    id: UUID
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    suffix: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    birth_date: PartialDate | None = None
    deceased_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    gender: str = ""
    ssn_last4: str = ""
    ssn_quality: SsnQuality = SsnQuality.UNKNOWN
    language: str = ""
    interpreter: bool = False
    races: frozenset[Race] = frozenset()
    race_declined: bool = False
    education: Education = Education.UNKNOWN
    insurance: Insurance = Insurance.UNKNOWN
    military: Military = Military.UNKNOWN
    work_status: WorkStatus = WorkStatus.UNKNOWN
    disability: YesNo = YesNo.UNKNOWN
    tribe: str = ""
    icwa: YesNo = YesNo.UNKNOWN
    school: str = ""
    do_not_confirm: bool = False
    code_word: str = ""
    contact_advice: str = ""
    safety_alert: str = ""
    referral_source: str = ""
    presenting_need: str = ""
    aliases: tuple[str, ...] = ()
    contact_points: tuple[ContactForm, ...] = ()

    @property
    def name(self) -> PersonName:
        """The parts of the name."""
        return PersonName(
            self.first_name, self.last_name, self.middle_name, self.suffix, self.preferred_name
        )
