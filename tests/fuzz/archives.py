"""Archives of somebody who means harm: backups, and spreadsheets, which are archives as well."""

import hashlib
import io
import json
import stat
import zipfile
from typing import Any

from hypothesis import strategies as st

_NAMES = (
    "office.db", "keys/manifest.json", "contents.json", "../outside", "/outside", "keys/../../x",
    "C:/outside", "..\\outside", "keys", "keys/", "", ".", "..", "documents/aux", "a" * 300,
    "x\x00y", "documents/\u202etxt", "sealed/../../../outside",
)  # fmt: skip


@st.composite
def backups(draw: st.DrawFn) -> bytes:
    """A backup that lists what is in it, as a forger would, with names of all kinds."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=5, unique=True))
    packed: dict[str, bytes] = {name: draw(st.binary(max_size=40)) for name in names}
    parts = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in packed.items()
        if name != "contents.json"
    }
    contents: dict[str, Any] = {
        "format": "caseroom-backup", "version": 1, "office": "x", "name": "Harbor House",
        "made_at": "2026-03-02T10:00:00+00:00", "schema": "0001", "counts": {"client": 1},
        "parts": parts,
    }  # fmt: skip
    if draw(st.booleans()):
        field = draw(st.sampled_from(sorted(contents)))
        contents[field] = draw(st.sampled_from((None, -1, 2**70, "", [], {}, "x" * 10_000)))
    out = io.BytesIO()
    way = draw(st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in packed.items():
            info = zipfile.ZipInfo(name or "empty")
            if draw(st.integers(0, 3)) == 0:  # a link, where somebody unpacks such things
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
        if draw(st.integers(0, 5)) == 0:  # a bomb
            archive.writestr("bomb", bytes(5_000_000), zipfile.ZIP_DEFLATED)
        archive.writestr("contents.json", json.dumps(contents))
    return out.getvalue()


@st.composite
def workbooks(draw: st.DrawFn, whole: bytes) -> bytes:
    """A workbook with one part replaced: cut, empty, other XML, entities that grow."""
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]><l>&j;</l>"
    )
    outside = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'
    )
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    content = parts[name]
    cut = draw(st.integers(0, len(content)))
    parts[name] = draw(
        st.sampled_from((b"", bomb, outside, content[:cut], b"<x/>", bytes(60_000_000)))
        | st.binary(max_size=100)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, value in parts.items():
            archive.writestr(part, value)
    return out.getvalue()
