"""Which scenes are played where, on an office in a folder or on a server, and which are first."""

TELLING = ("note", "two_people")
"""Those that every run plays on a server as well, in half a minute; the others when it is asked
for."""

ONLY_IN_A_FOLDER = {
    "driver": "it is about a window that is not Caseroom's.",
    "lock_loss": "it is about locks on a drive; server_gone is its counterpart.",
    "restore": "nothing takes the place of an office on a server; see server_backup.",
}
"""Why these have no meaning on a server."""

ONLY_ON_A_SERVER = {
    "code": "it is about the code after a move to a server.",
    "server_backup": "it is about a backup by who keeps the server.",
    "server_gone": "it is about a server that stops.",
}
"""Why these have none in a folder. They are played with the others on a server."""

WITHOUT_SAMPLE = ("driver", "first_start")
"""Those that make their own office, or need none: they are played while the sample is made."""

LONGEST = ("lock_loss", "morning", "reception", "restore", "moving", "spanish")
"""Those that take longest, and begin. The first hardly computes: a minute long it waits until locks
are trusted again."""
