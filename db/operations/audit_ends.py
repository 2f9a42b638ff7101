"""The ends of the audit log's chains, as they are read before a chain is gone on with.

They may be asked for with what is written before them: a way there and back less in each write.
"""

from uuid import UUID

from sqlalchemy import bindparam, exists, null, select, text, union_all

from db.models.audit import AuditHead, AuditKey
from db.queries.by_heart import ByHeart, Question

_HEADS = AuditHead.metadata.tables[AuditHead.__tablename__]
_KEY_IS_KNOWN = exists().where(
    AuditKey.user_id == bindparam("user_id"), AuditKey.public_key == bindparam("public_key")
)
# On a server two writers of one computer wait for each other here, and on a file long before.
_OWN_END = (
    select(_HEADS.c.device, _HEADS.c.n, _HEADS.c.hash, _KEY_IS_KNOWN.label("known"))
    .where(_HEADS.c.device == bindparam("device"))
    .with_for_update(of=_HEADS)
    .subquery()
)
# Told "device", "user_id" and "public_key" of who writes. Each chain's device and length; of the
# own one also its hash, and whether the log knows the key. Until the transaction ends nobody else
# goes on with the own one.
ENDS = ByHeart(
    union_all(
        select(_OWN_END),
        select(_HEADS.c.device, _HEADS.c.n, null(), null()).where(
            _HEADS.c.device != bindparam("device")
        ),
    )
)
# A chain that has no end yet cannot be held by it: this stands for it until the transaction ends.
_BEGINNING = ByHeart(
    text("SELECT pg_advisory_xact_lock(hashtextextended('caseroom-chain ' || :device, 0))")
)


def ends_asked(device: str, user_id: UUID, public_key: bytes) -> Question:
    """What asks for the ends, for who writes there."""
    return ENDS, {"device": device, "user_id": user_id, "public_key": public_key}


def beginning_asked(device: str) -> Question:
    """What waits on a server until nobody else begins this computer's chain."""
    return _BEGINNING, {"device": device}
