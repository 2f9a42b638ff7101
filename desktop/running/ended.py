"""Whether another process has ended: on Windows its files can be replaced only then."""

import sys
import time


def wait_for_process(process: int, until: float) -> bool:
    """Whether it has ended by then (`time.monotonic`). Elsewhere than on Windows it is as good as
    ended once nobody is at the other end of the line.
    """
    if sys.platform != "win32" or process <= 0:
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
        left = max(0, int((until - time.monotonic()) * 1000))
        return bool(kernel.WaitForSingleObject(handle, left) == 0)
    finally:
        kernel.CloseHandle(handle)


def hold_mutex() -> None:
    r"""Hold `Local\Caseroom` until this process ends: by it the set-up sees that one is open."""
    if sys.platform != "win32":
        return
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateMutexW.restype = ctypes.c_void_p
    # Its handle is never closed: the system does that at the end of the process.
    kernel.CreateMutexW(None, False, "Local\\Caseroom")
