"""The project's own files."""

import subprocess
from pathlib import Path

from development.environment import ROOT

_NOT_OURS = {".venv", ".git", "build", "dist", "demo-office", "pictures"}


def tracked_files() -> list[Path]:
    """What belongs to the project: what git knows of, or everything in a copy without git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        files = [
            file
            for file in ROOT.rglob("*")
            if not _NOT_OURS & set(file.relative_to(ROOT).parts) and "__pycache__" not in file.parts
        ]
    return sorted(file for file in files if file.is_file())


def named(file: Path) -> str:
    """The file's path in the project, with forward slashes."""
    return file.relative_to(ROOT).as_posix()
