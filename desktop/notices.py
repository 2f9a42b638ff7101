"""Whose work is in the program: from the file that a built program brings along.

Where the program runs from its sources nothing is shipped: there the packages that are installed
for it are asked instead, which say no more than what they know of themselves.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import zlib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from ui.about_program import Notices, ThirdPart

_log = logging.getLogger(__name__)
FILE = "third-party.json.gz"
_ROOT = Path(__file__).parent.parent
_LEGAL = re.compile(r"licen[cs]e|copying|notice|authors", re.I)


def read_notices(root: Path = _ROOT) -> Notices:
    """All notices; none if the file cannot be read, and then they stand in the program's folder.

    It reads files: call it off the screen's thread.
    """
    try:
        return _of_bundle(gzip.decompress((root / FILE).read_bytes()).decode("utf-8"))
    except FileNotFoundError:
        return _of_installation()
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error):
        _log.warning("the third-party notices cannot be read")
        return Notices()


def _of_bundle(written: str) -> Notices:
    known = json.loads(written)
    texts = [(str(one["name"]), str(one["words"])) for one in known["texts"]]
    parts = [
        ThirdPart(
            number,
            str(one["name"]),
            str(one["version"]),
            str(one["licence"]),
            str(one["homepage"]),
            str(one["what"]),
            tuple(int(text) for text in one["texts"] if 0 <= int(text) < len(texts)),
        )
        for number, one in enumerate(known["parts"])
    ]
    return Notices(parts, texts)


def _of_installation() -> Notices:
    parts: list[ThirdPart] = []
    texts: list[tuple[str, str]] = []
    for one in sorted(_stands_on("caseroom"), key=lambda one: one.metadata["Name"].casefold()):
        name = one.metadata["Name"]
        own = _legal(one)
        numbers = tuple(range(len(texts), len(texts) + len(own)))
        texts += own
        parts.append(ThirdPart(len(parts), name, one.version, _licence(one), texts=numbers))
    return Notices(parts, texts)


def _stands_on(name: str) -> list[Distribution]:
    """What an installed package needs, and what these need, as far as it is installed."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        wanted = waiting.pop()
        plain = re.sub(r"[-_.]+", "-", wanted).lower()
        if plain in found:
            continue
        try:
            found[plain] = distribution(wanted)
        except PackageNotFoundError:
            continue
        for line in found[plain].requires or ():
            if "extra ==" not in line or plain == name:
                waiting.append(re.split(r"[^\w.-]", line, maxsplit=1)[0])
    found.pop(name, None)
    return list(found.values())


def _licence(one: Distribution) -> str:
    for field in ("License-Expression", "License"):
        said = (one.metadata.get_all(field) or [""])[0].strip()
        if said:
            return str(said).splitlines()[0]
    kinds = [c for c in one.metadata.get_all("Classifier") or [] if c.startswith("License")]
    return ", ".join(str(kind).rpartition(" :: ")[2] for kind in kinds)


def _legal(one: Distribution) -> list[tuple[str, str]]:
    found = []
    for file in sorted(one.files or (), key=str):
        if ".dist-info/" not in file.as_posix() or not _LEGAL.search(file.name):
            continue
        try:
            words = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found.append((f"{one.metadata['Name']}: {file.name}", words.strip("\n")))
    return found
