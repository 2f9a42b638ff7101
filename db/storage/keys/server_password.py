"""The password by which a member of staff signs in at a server: made from the one they type.

The server must not learn the password that opens a key file, nor may whoever reads its list of
roles guess it more cheaply than from the key file itself. So what the server knows is derived by
Argon2id, at the cost of a key file, with a salt that anybody can form before the first connection.
"""

import base64
import hashlib
import unicodedata

from db.storage.keys.wrapping import Argon2

_PURPOSE = b"caseroom-server-1"
_COST = Argon2(memory=64 * 1024, time=3, lanes=4)  # for ever, whatever key files cost one day


def server_password(
    password: str, database: str, user_name: str, cost: Argon2 | None = None
) -> str:
    """43 characters of base64url, the same for the same password, database and user name.

    Every program must ask for the same cost, so it is not a setting; tests give a low one.
    """
    names = b"\0".join((_PURPOSE, database.encode(), user_name.encode()))
    salt = hashlib.sha256(names).digest()[:16]
    derived = (cost or _COST).derive(unicodedata.normalize("NFC", password), salt)
    return base64.urlsafe_b64encode(derived).rstrip(b"=").decode()
