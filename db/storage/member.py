"""One who may open the office, as the signed list of members has it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from db.rules.codes import Role
from db.storage.keys.encoding import Fields, encoded, uuid_of
from db.storage.keys.identity import PublicKeys
from db.storage.keys.key_file import RECOVERY, KeyFile
from db.storage.keys.user_names import clean_user_name
from db.storage.problems import StorageProblem

_CHANGED = "manifest_changed"


class MemberKind(StrEnum):
    """Whose keys these are."""

    USER = "user"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Member:
    """One who may open the office. The recovery code may sign like an administrator."""

    user_id: UUID
    user_name: str
    role: Role
    epoch: int
    keys: PublicKeys
    kind: MemberKind = MemberKind.USER
    active: bool = True
    must_change_password: bool = False
    former: tuple[bytes, ...] | None = ()  # signing keys before; None in lists that kept none

    @property
    def may_sign(self) -> bool:
        """Whether a manifest signed by this member counts."""
        is_administrator = self.role is Role.ADMINISTRATOR
        return self.active and (is_administrator or self.kind is MemberKind.RECOVERY)

    @classmethod
    def of(
        cls,
        key_file: KeyFile,
        role: Role,
        *,
        kind: MemberKind = MemberKind.USER,
        must_change_password: bool = False,
    ) -> "Member":
        """The member that a key file belongs to."""
        return cls(
            key_file.user_id,
            key_file.user_name,
            role,
            key_file.epoch,
            key_file.public,
            kind,
            must_change_password=must_change_password,
        )

    def with_keys_of(self, key_file: KeyFile) -> "Member":
        """The member with the keys of this file, which are the member's own."""
        return replace(self, epoch=key_file.epoch, keys=key_file.public, must_change_password=False)


def member_fields(member: Member) -> dict[str, object]:
    """A member as the manifest writes it."""
    fields: dict[str, object] = {
        "user_id": str(member.user_id),
        "user": member.user_name,
        "role": member.role.value,
        "kind": member.kind.value,
        "epoch": member.epoch,
        **member.keys.to_fields(),
        "active": member.active,
        "must_change_password": member.must_change_password,
    }
    if member.former is not None:
        fields["former"] = [encoded(key) for key in member.former]
    return fields


def member_of(fields: Fields) -> Member:
    """Read it again. Raises `StorageProblem` "manifest_changed"."""
    try:
        role, kind = Role(fields.text("role")), MemberKind(fields.text("kind"))
    except ValueError:
        raise StorageProblem(_CHANGED) from None
    return Member(
        user_id=uuid_of(fields.text("user_id"), _CHANGED),
        user_name=_name(fields.text("user"), kind),
        role=role,
        epoch=fields.whole("epoch"),
        keys=PublicKeys.from_fields(fields),
        kind=kind,
        active=fields.yes("active"),
        must_change_password=fields.yes("must_change_password"),
        former=tuple(fields.raws("former", 32)) if "former" in fields else None,
    )


def _name(text: str, kind: MemberKind) -> str:
    """The name of a key file: nothing that would lead out of the folder."""
    if kind is MemberKind.RECOVERY:
        fits = text == RECOVERY
    else:
        try:
            fits = clean_user_name(text) == text
        except StorageProblem:
            fits = False
    if not fits:
        raise StorageProblem(_CHANGED)
    return text
