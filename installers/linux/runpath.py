"""Takes away where a library of the builder's Python would look for others: a folder of the
computer that it was built on, which nobody else has, or somebody else could fill.
"""

import struct
from pathlib import Path

_PT_LOAD, _PT_DYNAMIC = 1, 2
_DT_NULL, _DT_STRTAB, _DT_RPATH, _DT_RUNPATH = 0, 5, 15, 29
_ENTRY = struct.Struct("<QQ")
_SEGMENT = struct.Struct("<IIQQQQQQ")


def forget_folders_of_the_builder(file: Path) -> bool:
    """Drop an absolute search path from a 64-bit library; gives whether there was one."""
    content = bytearray(file.read_bytes())
    segments = _segments(content)
    dynamic = next((one for one in segments if one[0] == _PT_DYNAMIC), None)
    if dynamic is None:
        return False
    begins, length = dynamic[2], dynamic[5]
    entries = list(_ENTRY.iter_unpack(content[begins : begins + length]))
    names = _in_file(dict(entries).get(_DT_STRTAB, 0), segments)
    kept = []
    for tag, value in entries:
        if tag in (_DT_RPATH, _DT_RUNPATH) and content[names + value : names + value + 1] == b"/":
            end = content.index(0, names + value)
            content[names + value : end] = bytes(end - names - value)
        else:
            kept.append((tag, value))
    if len(kept) == len(entries):
        return False
    kept += [(_DT_NULL, 0)] * (len(entries) - len(kept))
    content[begins : begins + length] = b"".join(_ENTRY.pack(*one) for one in kept)
    file.write_bytes(content)
    return True


def _segments(content: bytearray) -> list[tuple[int, ...]]:
    if content[:6] != b"\x7fELF\x02\x01":  # 64 bits, little end first
        return []
    [begins] = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    return [_SEGMENT.unpack_from(content, begins + size * n) for n in range(count)]


def _in_file(address: int, segments: list[tuple[int, ...]]) -> int:
    """Where in the file stands what the loader puts at an address."""
    for kind, _flags, offset, starts, _physical, in_file, _in_memory, _align in segments:
        if kind == _PT_LOAD and starts <= address < starts + in_file:
            return address - starts + offset
    return address
