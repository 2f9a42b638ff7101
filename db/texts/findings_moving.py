"""Sentences for moving an office between a folder and a server."""

SENTENCES: dict[str, str] = {
    "office.moved": "This office has moved to {to}. Nothing is written here any more.",
    "office.moving": (
        "This office is just being moved to {to}. If a computer stopped in the middle of it, ask "
        "for the same move again: it ends what is left."
    ),
    "storage.mark_changed": (
        "What says whether this office has moved was damaged or changed by hand: the file .moved "
        "among its key files. Whoever looks after the office must see where the newer one is."
    ),
    "storage.server_role_exists": (
        "The server has a role of this name already, from an office that was in a database of the "
        "same name. Drop that role, or choose another name for the database."
    ),
    "move.same_kind": "An office is moved from a folder to a server, or from a server to a folder.",
    "move.somebody_is_in": (
        "The office is open elsewhere: {people}. It can be moved when nobody else is in."
    ),
    "server.login_missing": (
        "Say with --login who owns the database on the server and may make roles there."
    ),
    "server.not_the_owner": (
        "This login does not own the office's tables. Give the one with which the office was made."
    ),
    "storage.not_empty": (
        "There are records in the new place already ({what}). An office moves only to where "
        "nothing is."
    ),
    "storage.moved_wrong": (
        "What arrived in the new place is not what was sent ({what}), so it was undone. The office "
        "is where it was."
    ),
    "storage.sealed_unfinished": (
        "The sealed file {file} is not whole where it lies, or a program was killed while it wrote "
        "in it. Let one of its members open it once, or take its folder away."
    ),
    "storage.not_storable": (
        "A text holds a character that a server cannot keep ({what}). Write that text anew, and "
        "move the office then. Nothing was changed."
    ),
}
