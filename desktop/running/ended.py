"""Whether another process has ended: only then its files can be replaced."""

import os
import select
import sys
import time


def wait_for_process(process: int, until: float) -> bool:
    """Whether it has ended by then (`time.monotonic`). Where the system cannot say that, it is as
    good as ended once nobody is at the other end of the line.
    """
    if process <= 0:
        return True
    if sys.platform == "win32":
        return _on_windows(process, until)
    if sys.platform == "linux":
        return _on_linux(process, until)
    return True


def _on_linux(process: int, until: float) -> bool:
    try:
        handle = os.pidfd_open(process)
    except OSError:  # there is none of that number any more
        return True
    try:
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        return bool(ended.poll(_left(until)))
    finally:
        os.close(handle)


def _on_windows(process: int, until: float) -> bool:
    if sys.platform != "win32":
        return True
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    kernel.WaitForSingleObject.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    kernel.CloseHandle.argtypes = [ctypes.c_void_p]
    synchronize = 0x00100000
    handle = kernel.OpenProcess(synchronize, False, process)
    if not handle:
        return True  # there is none of that number any more
    try:
        return bool(kernel.WaitForSingleObject(handle, _left(until)) == 0)
    finally:
        kernel.CloseHandle(handle)


def _left(until: float) -> int:
    return max(0, int((until - time.monotonic()) * 1000))


def hold_mutex() -> None:
    r"""Hold `Local\Caseroom` until this process ends: by it the set-up sees that one is open."""
    if sys.platform != "win32":
        return
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateMutexW.restype = ctypes.c_void_p
    # Its handle is never closed: the system does that at the end of the process.
    kernel.CreateMutexW(None, False, "Local\\Caseroom")
