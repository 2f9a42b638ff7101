"""A record opened for editing."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Form = TypeVar("Form")


@dataclass(frozen=True, slots=True)
class Opened(Generic[Form]):
    """A form filled from a record, and the version that the save must still find."""

    form: Form
    version: int
