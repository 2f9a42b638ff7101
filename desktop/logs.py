"""The program's log: what happened and when, never to whom."""

import logging
import os
from pathlib import Path

_OURS = ("db", "desktop", "printing", "ui")
_BYTES, _FILES = 512_000, 4


def log_folder() -> Path:
    """Where logs and crash reports of this person live on this computer."""
    given = os.environ.get("CASEROOM_CONFIG_DIR")
    if given:
        return Path(given) / "logs"
    import platformdirs

    return Path(platformdirs.user_log_dir("Caseroom", appauthor=False))


class Discreet(logging.Filter):
    """Lets messages of our own code pass; of others' only that there was one.

    Libraries quote values in their messages (SQL parameters, file names), and so do exceptions.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.getMessage()} ({record.exc_info[0].__name__})"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        if record.name.split(".")[0] not in _OURS:
            record.msg, record.args = "(a message of a library, left out)", ()
        record.stack_info = None
        return True


def start_logging(folder: Path | None = None) -> None:
    """Log to a rotating file. Without a folder to write to there is no log."""
    from logging.handlers import RotatingFileHandler  # dear, and not needed for the first paint

    where = folder or log_folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            where / "caseroom.log", maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Discreet())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
