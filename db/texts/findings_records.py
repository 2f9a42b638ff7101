"""Sentences for what can happen to any record, and for permissions and the audit log."""

SENTENCES: dict[str, str] = {
    "record.gone": "This record no longer exists. It may have been removed on another computer.",
    "record.stale": (
        "Somebody else saved this record after you opened it. "
        "Nothing was overwritten; compare both versions."
    ),
    "record.conflict": "The record does not fit what is already there; nothing was saved.",
    "record.unknown_code": (
        "Something here was entered with a newer version of Caseroom, and this one does not know "
        "what it means. Install that version here. Nothing was changed."
    ),
    "record.signed": "What is signed cannot be changed; write an addendum.",
    "permission.denied": "Your role ({role}) does not allow this.",
    "case.unknown": "There is no such case.",
    "case.restricted": (
        "Case {number} is restricted to named staff. Ask a supervisor if you need to see it."
    ),
    "client.unknown": "There is no such client.",
    "audit.head_signature": "The audit log of device {device} ends with a signature that is wrong.",
    "audit.head_missing": "The audit log of device {device} has lost its signed end.",
    "audit.chain_cut": (
        "The audit log of device {device} ends at entry {n}, but entry {known} is vouched for."
    ),
    "audit.end_put_back": (
        "The end of this computer's audit log was put back or taken away, and entries behind it "
        "are left. Nothing was saved, and nothing can be from here. Check the office on another "
        "computer, or restore the last backup into a new folder."
    ),
    "audit.number_unknown": "No client or case that you may see has the number {number}.",
    "audit.key_foreign": (
        "{count} key(s) in the audit log belong to nobody on the signed list of members; what they "
        "signed does not count."
    ),
    "audit.beginning_missing": (
        "The audit log does not begin with the founding of the office: its beginning was removed."
    ),
    "audit.event_missing": "Entry {n} of the audit log of device {device} is missing.",
    "audit.event_changed": "Entry {n} of the audit log of device {device} was changed.",
    "audit.event_signature": (
        "Entry {n} of the audit log of device {device} is not signed by its author."
    ),
}
