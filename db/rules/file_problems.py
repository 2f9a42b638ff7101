"""What an operating system says about a file that somebody wanted written, as a refusal."""

import errno

from db.rules.findings import Refused, hard

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def not_written(error: OSError) -> Refused:
    """The refusal for an error met while a file was written outside the office's folder."""
    if error.errno in _NO_SPACE:
        return Refused(hard("file.full", "out"))
    if isinstance(error, PermissionError | IsADirectoryError) or error.errno == errno.EROFS:
        return Refused(hard("file.not_writable", "out"))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refused(hard("file.folder_gone", "out"))
    return Refused(hard("file.failed", "out"))
