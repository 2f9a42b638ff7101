"""The bill of materials: CycloneDX 1.6, the same bytes for the same folder.

The library writes it and checks it against the standard's own schema.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from installers.trust.inventory import Inventory
from installers.trust.parts import Distrust, Part
from installers.trust.sums import sha256

_NAMESPACE = uuid.UUID("b7f1b1a4-6f2c-5d0e-9a55-0d6f1f1c0b6e")  # for serial numbers; any would do


def bill_of_materials(made: Inventory, folder: Path, when: int) -> str:
    """As JSON. `when` is in seconds since 1970, UTC: the source's date, not the clock's."""
    bom = Bom()
    bom.metadata.timestamp = datetime.fromtimestamp(when, UTC)
    root = _component(made.program, folder, ComponentType.APPLICATION)
    bom.metadata.component = root
    found = {part.key: _component(part, folder, ComponentType.LIBRARY) for part in made.parts}
    for component in found.values():
        bom.components.add(component)
    bom.register_dependency(root, [found[key] for key in made.program.needs])
    for part in made.parts:
        bom.register_dependency(found[part.key], [found[key] for key in part.needs])
    bom.serial_number = uuid.uuid5(_NAMESPACE, _content(made, folder))
    written: str = JsonV1Dot6(bom).output_as_string(indent=1)
    check_bill(written)
    return written + "\n"


def check_bill(written: str) -> None:
    """Raises `Distrust` if it is not as the standard's schema asks."""
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    if wrong is not None:
        raise Distrust(f"The bill of materials is not as CycloneDX asks: {wrong.data}")


def _component(part: Part, folder: Path, kind: ComponentType) -> Component:
    pages = [ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(part.homepage))]
    return Component(
        name=part.name,
        version=part.version or None,
        type=kind,
        bom_ref=part.key,
        licenses=[LicenseExpression(part.licence)],
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        description=part.why or None,
        external_references=pages if part.homepage.startswith("http") else None,
        components=[_file(part.key, path, folder) for path in part.files],
    )


def _file(key: str, path: str, folder: Path) -> Component:
    digest = HashType(alg=HashAlgorithm.SHA_256, content=sha256(folder / path))
    return Component(name=path, type=ComponentType.FILE, bom_ref=f"{key}#{path}", hashes=[digest])


def _content(made: Inventory, folder: Path) -> str:
    return "\n".join(_lines([made.program, *made.parts], folder))


def _lines(parts: Iterable[Part], folder: Path) -> Iterable[str]:
    for part in parts:
        yield f"{part.key} {part.version} {part.licence}"
        yield from (f"{path} {sha256(folder / path)}" for path in part.files)
