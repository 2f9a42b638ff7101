"""The recovery code and sealed files: it opens those for which the office chose so."""

from contextlib import suppress
from uuid import UUID

from db.office.sealed.homes import sealed_in
from db.office.sealed.opening import look_into
from db.office.sealed.resealing import reseal
from db.office.standing import Office
from db.rules.findings import Refused
from db.storage.keys.identity import Identity
from db.storage.seal import SealMember


def take_over(office: Office, code_id: UUID, code: Identity) -> int:
    """Make who got back in by the recovery code a member of each sealed file that it opens.

    `code` holds the private keys under the code. Gives how many files it opened; those that it
    does not open stay as they are, and so does one that is damaged.
    """
    opened = 0
    for sealed_id in sealed_in(office.home).ids():
        with suppress(Refused):
            inside = look_into(office, sealed_id, code)
            try:
                own = SealMember(office.user.id, office.identity.public, manages=True)
                others = tuple(m for m in inside.seal.members if m.user_id != own.user_id)
                reseal(
                    inside,
                    inside.seal.label,
                    inside.seal.officer_id,
                    (*others, own),
                    signer_id=code_id,
                    signer=code,
                )
                opened += 1
            finally:
                inside.close()
    return opened
