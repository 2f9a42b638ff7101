"""The steps of a rehearsal: each is told when it begins, and whether it passed when it ends."""

import json
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from development.console import Trouble, say


class Failed(Exception):
    """A step did not show what it should. Says what it showed."""


@dataclass(frozen=True)
class Step:
    """How one went, in seconds."""

    name: str
    passed: bool
    seconds: float
    says: str


@dataclass
class Steps:
    """All that were taken."""

    taken: list[Step] = field(default_factory=list)

    def take(self, name: str, act: Callable[[], str | None]) -> bool:
        """Take one; what it returns is said beside its name. Whatever it raises is a failure."""
        begun = time.monotonic()
        try:
            says, passed = act() or "", True
        except (Failed, Trouble) as why:
            says, passed = str(why), False
        except Exception:  # a step that breaks must not end the others, nor pass
            says, passed = traceback.format_exc(), False
        step = Step(name, passed, round(time.monotonic() - begun, 1), says)
        self.taken.append(step)
        say(f"{'passed' if passed else 'FAILED'} {step.seconds:6.1f} s  {name}{_told(says)}")
        return passed

    @property
    def passed(self) -> bool:
        """Whether all did."""
        return bool(self.taken) and all(step.passed for step in self.taken)

    def write(self, file: Path) -> None:
        """Keep how they went."""
        steps = [asdict(step) for step in self.taken]
        text = json.dumps({"passed": self.passed, "steps": steps}, indent=1, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")


def require(holds: bool, otherwise: str) -> None:
    """Raise `Failed` unless it holds."""
    if not holds:
        raise Failed(otherwise)


def _told(says: str) -> str:
    return ": " + says.strip().replace("\n", "\n                ") if says else ""
