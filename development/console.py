"""Speaking to the person at the terminal: everything goes to standard error."""

import sys


class Trouble(Exception):
    """Something that a person must mend. Its text is the sentence that they read."""


def say(words: str) -> None:
    """One line of news. Standard output stays clean for what a program prints."""
    print(words, file=sys.stderr, flush=True)


def shout(lines: list[str]) -> None:
    """What must not be overlooked."""
    rule = "!" * 78
    say("\n".join(["", rule, *(f"!! {line}" for line in lines), rule]))
