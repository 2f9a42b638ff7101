"""What stands against changing a group, its roster, its sessions or their notes."""

SENTENCES: dict[str, str] = {
    "group.unknown": "This group is not there any more.",
    "group.closed": "This group is closed. Open it again first.",
    "group.no_session": "This appointment is not a session of a group.",
    "group.name_missing": "Give the group a name.",
    "group.name_too_long": "A group’s name has at most {longest} characters.",
    "group.name_taken": "Another group has this name. Choose another one.",
    "group.capacity_wrong": "A group has between 1 and {most} places.",
    "group.more_members": (
        "{members} have a place in this group already. Let somebody leave first, or give it as "
        "many places."
    ),
    "group.sessions_ahead": (
        "This group has sessions to come. Cancel them first, then close the group."
    ),
    "group.already_in": "This client is in the group already, or on its waiting list.",
    "group.since_ahead": "Enter today or an earlier day.",
    "group.will_wait": (
        "No place is free, or others wait for one: this client would be put on the waiting list, "
        "behind {before}."
    ),
    "group.full": (
        "All {capacity} places are taken. Let somebody leave first, or give the group more places."
    ),
    "group.not_waiting": "This client does not wait for a place any more.",
    "group.out_of_turn": "{count} on the waiting list came before. Say why they are passed over.",
    "group.left_already": "This client has left the group already.",
    "group.not_undone": "Somebody has changed this since, so nothing was put back.",
    "group.until_wrong": "Enter a day from {since} up to today.",
    "group.not_on_roster": "Only who is on the roster of this session can be named here.",
    "group.remark_too_long": "A remark has at most {longest} characters.",
    "group.note_signed": (
        "The note of this session is signed and stays as it is. Add to a member’s own note in "
        "their file."
    ),
    "group.note_of_other": (
        "{author} writes the notes of this session. Ask them to finish, or write in the members’ "
        "own files."
    ),
    "group.names_somebody": (
        "The group’s part names {name}. It stands in every member’s file: leave the name out."
    ),
    "group.names_another": (
        "A member’s own part names {name}, another member. It stands in a file that is not theirs: "
        "leave the name out."
    ),
    "appointment.only_a_session": "Only a session of a group belongs to a group.",
    "appointment.session_of_no_group": "Choose the group whose session this is.",
    "appointment.session_of_one": (
        "A session is of its group’s members. Leave client and case out, or choose another kind."
    ),
}
