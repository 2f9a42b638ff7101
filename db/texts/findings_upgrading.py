"""Sentences for offices of an older or a newer version, and for upgrading them."""

SENTENCES: dict[str, str] = {
    "storage.newer": (
        "This office was last used with a newer version of Caseroom. Install that version here."
    ),
    "storage.needs_version": "It needs version {version} of Caseroom, or a newer one.",
    "storage.older": (
        "This office is of an older version of Caseroom. An administrator must upgrade it first, "
        "by signing in or with “caseroom upgrade”."
    ),
    "upgrade.somebody_is_in": (
        "An office is upgraded when nobody has it open. Still in: {people}. Nothing was changed."
    ),
    "upgrade.type_password": (
        "This office is of an older version of Caseroom. An administrator upgrades it by signing "
        "in with the password."
    ),
    "upgrade.undone": "The office is as it was. The backup made before is “{backup}”.",
    "upgrade.not_backed_up": (
        "Before an office on a server is upgraded, whoever looks after the server backs up the "
        "database and its roles. Is there a backup of today? Then say --backed-up. Nothing was "
        "changed."
    ),
    "upgrade.on_server": (
        "This office is of an older version of Caseroom. An administrator and whoever looks after "
        "the server upgrade it on the command line: caseroom upgrade --office {place} --user NAME "
        "--login OWNER"
    ),
    "upgrade.unsure": (
        "The server went before it said whether the upgrade was kept. When it is back, ask for it "
        "once more: it is done once."
    ),
    "upgrade.undone_there": "The office is as it was.",
    "storage.migration_failed": (
        "The upgrade did not come out right ({what}) and was undone. The office is as it was."
    ),
}
