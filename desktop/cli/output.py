"""What a verb prints: sentences for people, or one JSON object for scripts."""

import json
import sys
from collections.abc import Callable, Mapping


class Output:
    """Standard output holds the result and nothing else; everything else goes to the other one."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, values: Mapping[str, object], *lines: str) -> None:
        """The outcome: `values` as JSON, or the lines for a person."""
        if self.as_json:
            print(json.dumps(values, ensure_ascii=not _takes_any_letter(), default=str))
        else:
            for line in lines:
                print(line)

    def progress(self, line: str) -> None:
        """Something to read while waiting."""
        if not self.as_json:
            print(line, file=sys.stderr, flush=True)

    def refuse(self, words: str) -> None:
        """Why nothing was done, in words on standard error, with --json as without."""
        print(words, file=sys.stderr)


def _takes_any_letter() -> bool:
    """What takes those of one code page alone gets JSON that is written without others."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"


def teller(output: Output) -> Callable[[str, int], None]:
    """Tells of a long way what it is at, once for each part of it."""
    last = [""]

    def told(what: str, _: int) -> None:
        if what != last[0]:
            last[0] = what
            output.progress(what)

    return told
