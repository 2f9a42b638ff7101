"""Clients, how to reach them safely, their households, and people outside the agency."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Edited, Identified
from db.models.types import Cents, Code, PartialDateText
from db.rules.codes import (
    ContactKind,
    Education,
    HouseholdType,
    Housing,
    Insurance,
    Military,
    PartyRole,
    Race,
    Relation,
    Sex,
    SsnQuality,
    WorkStatus,
    YesNo,
)
from db.rules.partial_date import PartialDate


class Client(Edited, Base):
    """A person whom the agency serves, or who lives with one.

    `sort_name` is the folded "last first" by which lists are ordered; its index holds all that
    the list of everybody asks, so that no row is touched for it.
    """

    __tablename__ = "client"
    __table_args__ = (Index("ix_client_sort", "sort_name", "id", "restricted", "merged_into_id"),)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    first_name: Mapped[str] = mapped_column(String(100))
    middle_name: Mapped[str] = mapped_column(String(100), default="")
    last_name: Mapped[str] = mapped_column(String(100))
    suffix: Mapped[str] = mapped_column(String(20), default="")
    preferred_name: Mapped[str] = mapped_column(String(100), default="")
    pronouns: Mapped[str] = mapped_column(String(40), default="")
    sort_name: Mapped[str] = mapped_column(String(320))
    birth_date: Mapped[PartialDate | None] = mapped_column(PartialDateText())
    deceased_on: Mapped[date | None]
    sex: Mapped[Sex] = mapped_column(Code(Sex), default=Sex.UNKNOWN)
    gender: Mapped[str] = mapped_column(String(60), default="")
    ssn_last4: Mapped[str] = mapped_column(String(4), default="")
    ssn_quality: Mapped[SsnQuality] = mapped_column(Code(SsnQuality), default=SsnQuality.UNKNOWN)
    language: Mapped[str] = mapped_column(String(8), default="")  # ISO 639
    interpreter: Mapped[bool] = mapped_column(default=False)
    race_declined: Mapped[bool] = mapped_column(default=False)
    education: Mapped[Education] = mapped_column(Code(Education), default=Education.UNKNOWN)
    insurance: Mapped[Insurance] = mapped_column(Code(Insurance), default=Insurance.UNKNOWN)
    military: Mapped[Military] = mapped_column(Code(Military), default=Military.UNKNOWN)
    work_status: Mapped[WorkStatus] = mapped_column(Code(WorkStatus), default=WorkStatus.UNKNOWN)
    disability: Mapped[YesNo] = mapped_column(Code(YesNo), default=YesNo.UNKNOWN)
    tribe: Mapped[str] = mapped_column(String(120), default="")
    icwa: Mapped[YesNo] = mapped_column(Code(YesNo), default=YesNo.UNKNOWN)
    school: Mapped[str] = mapped_column(String(200), default="")
    do_not_confirm: Mapped[bool] = mapped_column(default=False)
    code_word: Mapped[str] = mapped_column(String(60), default="")
    contact_advice: Mapped[str] = mapped_column(String(500), default="")
    safety_alert: Mapped[str] = mapped_column(String(500), default="")
    referral_source: Mapped[str] = mapped_column(String(200), default="")
    restricted: Mapped[bool] = mapped_column(default=False)  # kept by the client's cases
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))
    # Last, since it is long: what stands behind it is read through its overflow pages.
    presenting_need: Mapped[str] = mapped_column(Text, default="")

    races: Mapped[list["ClientRace"]] = relationship(cascade="all, delete-orphan")
    aliases: Mapped[list["ClientAlias"]] = relationship(cascade="all, delete-orphan")
    contact_points: Mapped[list["ContactPoint"]] = relationship(
        cascade="all, delete-orphan", order_by="ContactPoint.position"
    )


class ClientRace(Base):
    """One of the races or ethnicities that a client gave."""

    __tablename__ = "client_race"
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), primary_key=True)
    race: Mapped[Race] = mapped_column(Code(Race), primary_key=True)


class ClientAlias(Identified, Base):
    """Another name that a client is or was known by."""

    __tablename__ = "client_alias"
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))


class ClientKey(Base):
    """A blocking key of `db.rules.matching`: candidates for a duplicate come from here."""

    __tablename__ = "client_key"
    __table_args__ = (Index("ix_client_key_client", "client_id"),)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), primary_key=True)


class ContactPoint(Identified, Base):
    """A way to reach a client or an outside person, with what it must not be used for.

    `value` is what was typed; `matched` is its normal form (digits, folded address).
    `rules` holds codes of `ContactRule`.
    """

    __tablename__ = "contact_point"
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("outside_person.id"), index=True)
    kind: Mapped[ContactKind] = mapped_column(Code(ContactKind))
    value: Mapped[str] = mapped_column(String(500))
    matched: Mapped[str] = mapped_column(String(500), index=True)
    label: Mapped[str] = mapped_column(String(80), default="")
    rules: Mapped[list[str]] = mapped_column(JSON, default=list)
    preferred: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)


class Household(Edited, Base):
    """People who live together and share income and expenses."""

    __tablename__ = "household"
    kind: Mapped[HouseholdType] = mapped_column(Code(HouseholdType), default=HouseholdType.UNKNOWN)
    housing: Mapped[Housing] = mapped_column(Code(Housing), default=Housing.UNKNOWN)
    yearly_income: Mapped[Decimal | None] = mapped_column(Cents())
    income_as_of: Mapped[date | None]

    members: Mapped[list["HouseholdMember"]] = relationship(cascade="all, delete-orphan")


class HouseholdMember(Identified, Base):
    """A client's time in a household. `relation` is to the head of the household."""

    __tablename__ = "household_member"
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
    relation: Mapped[Relation] = mapped_column(Code(Relation))
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]


class Relationship(Identified, Base):
    """`client` is the `relation` of `other`, a client or an outside person."""

    __tablename__ = "relationship"
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), index=True)
    other_client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"), index=True)
    other_person_id: Mapped[UUID | None] = mapped_column(ForeignKey("outside_person.id"))
    relation: Mapped[Relation] = mapped_column(Code(Relation))
    ended_on: Mapped[date | None]


class OutsidePerson(Edited, Base):
    """Somebody who is not a client: an attorney, a judge, a foster parent, a school.

    A foster parent is `protected`: neither last name nor contact details are ever printed.
    """

    __tablename__ = "outside_person"
    first_name: Mapped[str] = mapped_column(String(100), default="")
    last_name: Mapped[str] = mapped_column(String(100), default="")
    organization: Mapped[str] = mapped_column(String(200), default="")
    usual_role: Mapped[PartyRole] = mapped_column(Code(PartyRole), default=PartyRole.OTHER)
    protected: Mapped[bool] = mapped_column(default=False)
    sort_name: Mapped[str] = mapped_column(String(420), index=True)

    contact_points: Mapped[list["ContactPoint"]] = relationship(
        cascade="all, delete-orphan", order_by="ContactPoint.position"
    )
