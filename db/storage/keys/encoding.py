"""Reading and writing the JSON of key files and manifests, with every field checked."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from db.storage.problems import StorageProblem

LARGEST = 4 * 1024 * 1024  # bytes of a key file or manifest


def encoded(value: bytes) -> str:
    """Bytes as base64 text."""
    return base64.b64encode(value).decode("ascii")


def uuid_of(text: str, code: str) -> UUID:
    """An id that is written in its usual form. Raises `StorageProblem` with the code."""
    try:
        found = UUID(text)
    except ValueError:
        raise StorageProblem(code) from None
    if str(found) != text:
        raise StorageProblem(code)
    return found


class Fields:
    """A JSON object whose fields are asked for by type; anything amiss is the same refusal."""

    def __init__(self, values: object, code: str = "key_file_changed") -> None:
        self._code = code
        if not isinstance(values, dict):
            raise self._refusal()
        self._values: Mapping[str, Any] = values

    @classmethod
    def parse(
        cls, content: bytes, code: str = "key_file_changed", *, largest: int = LARGEST
    ) -> "Fields":
        """The object in a file's content. Raises `StorageProblem` with the code."""
        if len(content) > largest:
            raise StorageProblem(code)
        try:
            return cls(json.loads(content, object_pairs_hook=_once), code)
        except (ValueError, RecursionError):
            raise StorageProblem(code) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def expect(self, form: str, version: int) -> None:
        """Refuse another format, and with "newer" a later version of this one."""
        if self.text("format") != form or self.whole("version") < 1:
            raise self._refusal()
        if self.whole("version") > version:
            raise StorageProblem("newer")

    def must_say(self, name: str, value: str) -> None:
        """Refuse a way of keeping secrets that this program does not know."""
        if self.text(name) != value:
            raise self._refusal()

    def text(self, name: str) -> str:
        """A field that is text."""
        return self._text(self._values.get(name))

    def texts(self, name: str) -> list[str]:
        """A field that is a list of texts."""
        values = self._values.get(name)
        if not isinstance(values, list):
            raise self._refusal()
        return [self._text(value) for value in values]

    def whole(self, name: str) -> int:
        """A field that is a whole number, zero or more and below 2^63."""
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
            raise self._refusal()
        return value

    def yes(self, name: str) -> bool:
        """A field that is true or false."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise self._refusal()
        return value

    def raw(self, name: str, length: int | None = None) -> bytes:
        """A field that is base64 of so many bytes."""
        return self._decoded(self.text(name), length)

    def raws(self, name: str, length: int) -> list[bytes]:
        """A field that is a list of base64, each of so many bytes."""
        values = self._values.get(name)
        if not isinstance(values, list):
            raise self._refusal()
        return [self._decoded(value, length) for value in values]

    def part(self, name: str) -> "Fields":
        """A field that is an object."""
        return Fields(self._values.get(name), self._code)

    def parts(self, name: str) -> list["Fields"]:
        """A field that is a list of objects."""
        values = self._values.get(name)
        if not isinstance(values, list):
            raise self._refusal()
        return [Fields(value, self._code) for value in values]

    def _text(self, value: object) -> str:
        if not isinstance(value, str):
            raise self._refusal()
        try:
            value.encode()  # half a surrogate pair is JSON, but nothing that can be written
        except UnicodeEncodeError:
            raise self._refusal() from None
        return value

    def _decoded(self, value: object, length: int | None) -> bytes:
        if not isinstance(value, str):
            raise self._refusal()
        try:
            raw = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise self._refusal() from None
        if length is not None and len(raw) != length:
            raise self._refusal()
        return raw

    def _refusal(self) -> StorageProblem:
        return StorageProblem(self._code)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object that names a field twice would say different things to different readers."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field twice")
    for name in found:
        name.encode()  # as for texts; what it raises is a `ValueError` too
    return found
