"""Taking an office from a folder to a server, or back: whole, compared, and marked as moved.

The old one is marked before anything is copied, so that nobody signs in to it meanwhile. The new
one comes into being in one step, with a note of which move it came by. A computer that stops in
between leaves either no new one (and the move begins anew) or a whole one (and the old one only
has to be told so): asking for the same move again does what is left.
"""

from db.office.relocating.moving import Moved, move, was_left_half

__all__ = ["Moved", "move", "was_left_half"]
