"""The third-party notices: who made what is shipped, and what their licences say.

One text for people, and one file that the program shows as a list (`desktop/notices.py` reads it).
"""

import gzip
import json
import textwrap
from collections.abc import Sequence
from pathlib import Path

from installers.trust.inventory import Inventory, inner_folder
from installers.trust.parts import Distrust, Part

TEXT, LIST = "THIRD-PARTY-NOTICES.txt", "third-party.json.gz"
_RULE = "=" * 80

_INTRODUCTION = Path(__file__).with_name("introduction.txt")


def notices_text(made: Inventory) -> str:
    """For people, in a file of the program's folder."""
    texts, numbers = _numbered(made.parts)
    lgpl = ", ".join(part.called for part in made.parts if "LGPL" in part.licence) or "none"
    lines = [
        _introduction(
            version=made.program.version, lgpl=lgpl, inner=inner_folder(made.whose) or "."
        ),
        "",
    ]
    for part in made.parts:
        lines.append(f"{part.called}: {part.licence}")
        lines += [f"    {words}" for words in (part.why, part.homepage) if words]
        lines.append(f"    its terms: {', '.join(str(numbers[text.words]) for text in part.texts)}")
    for number, (name, words) in enumerate(texts, start=1):
        lines += ["", _RULE, f"[{number}] {name}", _RULE, "", words]
    return "\n".join(lines) + "\n"


def notices_list(made: Inventory) -> bytes:
    """For the program, packed: parts with the numbers of their texts; each text once."""
    texts, numbers = _numbered(made.parts)
    found = {
        "version": made.program.version,
        "parts": [
            {
                "name": part.name,
                "version": part.version,
                "licence": part.licence,
                "homepage": part.homepage,
                "what": part.why,
                "texts": [numbers[text.words] - 1 for text in part.texts],
            }
            for part in sorted(made.parts, key=lambda part: (part.name.casefold(), part.key))
        ],
        "texts": [{"name": name, "words": words} for name, words in texts],
    }
    return gzip.compress(json.dumps(found, ensure_ascii=False).encode("utf-8"), mtime=0)


def _introduction(**values: str) -> str:
    words = _INTRODUCTION.read_text(encoding="utf-8").format(**values)
    return "\n\n".join(textwrap.fill(one, 98) for one in words.strip().split("\n\n"))


def _numbered(parts: Sequence[Part]) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """Every text once, in the order of the parts, counted from 1."""
    texts: list[tuple[str, str]] = []
    numbers: dict[str, int] = {}
    for part in parts:
        if not part.texts:
            raise Distrust(f"Nobody has the words of the licence of {part.called}.")
        for text in part.texts:
            if text.words not in numbers:
                texts.append((text.name, text.words))
                numbers[text.words] = len(texts)
    return texts, numbers
