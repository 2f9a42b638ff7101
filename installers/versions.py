"""How the built program says its version: to itself, and to Windows, which shows it in the
properties of its files.
"""

from pathlib import Path

from db.version import FILE
from installers.contents import version

_WORDS = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'Caseroom'),
      StringStruct('FileDescription', {what!r}),
      StringStruct('FileVersion', {version!r}),
      StringStruct('InternalName', {name!r}),
      StringStruct('OriginalFilename', {file!r}),
      StringStruct('ProductName', 'Caseroom'),
      StringStruct('ProductVersion', {version!r})])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""


def four_numbers(of: str) -> tuple[int, int, int, int]:
    """A version as Windows counts it: "1.2.3" is (1, 2, 3, 0). What is no number ends it."""
    numbers: list[int] = []
    for part in of.split(".")[:4]:
        digits = "".join(letter for letter in part if letter.isdigit())
        if not digits or not part[0].isdigit():
            break
        numbers.append(int(part) if part.isdigit() else int(digits[0]))
    filled = [*numbers, 0, 0, 0, 0]
    return filled[0], filled[1], filled[2], filled[3]


def write_version(work: Path) -> str:
    """Write the file in which the program finds its version into `work`; gives its path."""
    file = work / FILE
    file.write_text(version() + "\n", encoding="utf-8", newline="\n")
    return str(file)


def version_resource(name: str, work: Path) -> str:
    """Write the description of a program for PyInstaller into `work`; gives the file's path."""
    console = name.endswith("-cli")
    words = _WORDS.format(
        numbers=four_numbers(version()),
        version=version(),
        name=name,
        file=f"{name}.exe",
        what="Caseroom (command line)" if console else "Caseroom",
    )
    file = work / f"{name}-version.txt"
    file.write_text(words, encoding="utf-8")
    return str(file)
