"""Lines between programs on this computer: named pipes on Windows, sockets with a file elsewhere.

Through a `Door` only who opened it can speak, and administrators. These are not Qt's lines, which
bring all of its network into the program, nor those of `multiprocessing`, which wait for ever for
the rest of what was half sent, and for which each start of a built program would have to prepare.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from desktop.running.line_by_pipe import Door, Line, connect
else:
    from desktop.running.line_by_socket import Door, Line, connect

__all__ = ["CONNECT_S", "Door", "Line", "connect", "nobody_at"]

CONNECT_S = 1.0


def nobody_at(address: str) -> bool:
    """Whether surely no program listens there. One that is busy is somebody."""
    try:
        connect(address, CONNECT_S).close()
    except (FileNotFoundError, ConnectionRefusedError):
        return True
    except (OSError, ValueError):
        return False
    return False
