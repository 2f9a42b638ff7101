"""Sentences for sealed files."""

SENTENCES: dict[str, str] = {
    "sealed.unknown": "There is no such sealed file.",
    "sealed.replaced": (
        "This is not the sealed file that was opened on this computer before: somebody has put "
        "another one in its place. Write nothing into it, and tell whoever looks after the office. "
        "A backup holds the one that it was."
    ),
    "sealed.older_than_seen": (
        "This sealed file is older than what this computer saw on {moment}: what was entered since "
        "is not in it. Was a backup restored? If not, tell whoever looks after the office."
    ),
    "sealed.there_already": (
        "The sealed file has this client already, so the office was put back to an older state "
        "since. Nothing was moved. Write into the sealed file what is newer here, and restore the "
        "office from a backup that was made after the sealing."
    ),
    "sealed.changed_twice": (
        "The program was stopped while this was being sealed, and it was changed since both in the "
        "office and in the sealed file. Neither was removed. Restore the office and its sealed "
        "files from the backup before, or ask whoever looks after the office to compare the two."
    ),
    "sealed.exists": "There is a sealed file with this id already.",
    "sealed.label_missing": "The sealed file needs a name, which only its members can read.",
    "sealed.label_long": "The name of a sealed file has at most {most} characters.",
    "sealed.nobody": "Choose at least one member.",
    "sealed.nobody_manages": (
        "At least one member must be able to change who the members are: the named officer, "
        "a supervisor or an administrator."
    ),
    "sealed.officer_no_member": "The named officer must be a member.",
    "sealed.unknown_member": "One of the members does not belong to the office any more.",
    "sealed.member_not_settled": (
        "{user} still has a one-time password, and whoever handed it out could open the file. "
        "{user} must sign in and choose a password first."
    ),
    "sealed.not_a_reader": "{user} has a role that reads no case files.",
    "sealed.too_much_together": (
        "More than {most} clients hang together here, by households, relationships, shared cases "
        "or appointments. End what does not belong together, then seal it."
    ),
    "sealed.not_all_readable": (
        "Some of what hangs together here is restricted to named staff, and you are not among "
        "them. Ask a supervisor who is."
    ),
    "check.sealed": "In the sealed file {file}:",
    "check.sealed_torn": (
        "Its seal or its records are gone. Restore its folder from a backup that has both."
    ),
    "check.sealed_unrecorded": (
        "The office's log does not tell of it: the program was ended while somebody made it, or it "
        "was put there by other means. Ask its members; it is recorded when one of them opens it."
    ),
    "check.sealed_closed": (
        "Sealed files that you cannot open, and that were not looked into: {count}. "
        "Their members can check them."
    ),
    "storage.seal_not_yours": "This file is sealed, and you are not among its members.",
    "storage.seal_changed": (
        "The list of this sealed file's members was damaged or changed by hand. "
        "Restore the folder of the sealed file from a backup."
    ),
    "storage.seal_old": (
        "The list of this sealed file's members is older than the file knows. "
        "Restore the folder of the sealed file from the newest backup."
    ),
    "storage.seal_no_key": (
        "The list of this sealed file's members does not open its records: one of the two is "
        "older than the other, or damaged. Restore the folder of the sealed file from a backup."
    ),
}
