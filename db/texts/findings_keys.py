"""Sentences for the office's keys, and for the signed list of who belongs to it."""

SENTENCES: dict[str, str] = {
    "storage.key_changed": (
        "An administrator has changed the office's key. Sign out and in again; what is typed is "
        "kept."
    ),
    "rotate.somebody_is_in": (
        "The key is changed with everybody out. Still in: {people}. Ask them to sign out; then "
        "change it under “This office”."
    ),
    "storage.key_file_changed": (
        "The key file was damaged or changed by hand. Restore the keys folder from a backup."
    ),
    "storage.key_file_old": (
        "The key file is from before the password was last changed, and opens nothing now. "
        "Restore the keys folder from a newer backup, or let an administrator reset the password."
    ),
    "storage.manifest_changed": (
        "The list of who belongs to the office was damaged or changed by hand. "
        "Restore the keys folder from a backup."
    ),
    "storage.manifest_missing": (
        "The list of who belongs to the office is missing. Restore the keys folder from a backup."
    ),
    "storage.manifest_old": (
        "The list of who belongs to the office is older than the office knows. "
        "Restore the keys folder from the newest backup."
    ),
    "storage.no_administrator": "An office needs at least one active administrator.",
}
