"""A new office, in a folder or on a server, as the first-run wizard asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.office import NewOffice, create_office
from db.office.entering import Where
from db.office.on_server import Maker, found_on_server
from db.office.server_ground import see_ground as see
from db.rules.findings import Finding, Refused, hard
from db.storage.keys.wrapping import Argon2
from db.storage.place import PlaceKind, classify
from db.storage.server_address import ServerAddress
from db.texts import language
from desktop.device import device_name
from desktop.places import folder_in, place_in
from ui.door import NewOfficeForm, ServerOwner

# What a server refuses stands beside what was typed for it.
_FIELDS = {
    "admin_user": "user_name",
    "admin_name": "display_name",
}
_CODES = {
    "storage.server_certificate": "certificate",
    "storage.server_forbids": "login",
    "storage.server_sign_in": "password",
}
_OF_ADDRESS = "storage.server_"


@dataclass(frozen=True)
class Made:
    """An office that was made: where, who may sign in, and the code that is shown this once."""

    place: str
    kind: str
    user_name: str
    recovery_code: str = field(repr=False)


def make(form: NewOfficeForm, cost: Argon2 | None, stopped: Callable[[], bool]) -> Made:
    """Make it. Raises `Refused`; then nothing was made."""
    new = NewOffice(
        name=form.name,
        time_zone=form.time_zone,
        admin_user=form.user_name,
        admin_name=form.display_name,
        password=form.password,
        language=language(),
        recovery_opens_sealed=form.recovery_opens_sealed,
    )
    with beside_fields():
        if form.owner is not None:
            return _on_server(_server(form.folder), new, form.owner, cost, stopped)
        folder = folder_in(form.folder)
        if stopped():
            raise Refused(hard("work.stopped"))
        created = create_office(folder, new, device=device_name(), cost=cost)
    created.office.close()
    kind = classify(folder).kind.value
    return Made(str(folder), kind, created.office.user.user_name, created.recovery_code)


def see_ground(place: str, owner: ServerOwner) -> None:
    """See whether an office can be made in a database. Raises `Refused` with all in the way."""
    with beside_fields():
        see(_server(place), Maker(owner.login, owner.password))


@contextmanager
def beside_fields() -> Iterator[None]:
    """Let what is refused inside stand beside the fields that the wizard has for it."""
    try:
        yield
    except Refused as refused:
        raise Refused(*(_as_asked(finding) for finding in refused.findings)) from None


def _on_server(
    address: ServerAddress,
    new: NewOffice,
    owner: ServerOwner,
    cost: Argon2 | None,
    stopped: Callable[[], bool],
) -> Made:
    maker = Maker(owner.login, owner.password)
    made = found_on_server(address, new, maker, device=device_name(), cost=cost, stopped=stopped)
    return Made(str(address), PlaceKind.SERVER.value, made.user.user_name, made.recovery_code)


def _server(place: str) -> ServerAddress:
    where: Where = place_in(place)
    if isinstance(where, Path):
        raise Refused(hard("storage.server_address", "address"))
    return where


def _as_asked(finding: Finding) -> Finding:
    if finding.field:
        return replace(finding, field=_FIELDS.get(finding.field, finding.field))
    if finding.code in _CODES:
        return replace(finding, field=_CODES[finding.code])
    return replace(finding, field="address" if finding.code.startswith(_OF_ADDRESS) else "")
