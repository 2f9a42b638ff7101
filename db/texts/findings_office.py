"""Sentences for offices, signing in, passwords and the place where an office lives."""

SENTENCES: dict[str, str] = {
    "office.folder_not_empty": "The folder is not empty. Choose a new one for the office.",
    "office.server_not_empty": (
        "There is something in this database already. Choose a new, empty one for the office."
    ),
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
    "office.on_server": (
        "This is for an office in a folder. On a server, whoever looks after the server sees to it."
    ),
    "office.not_here": "There is no office in this folder.",
    "office.not_there": "There is no office in this database.",
    "office.emergency_minutes": "Choose between {least} and {most} minutes.",
    "office.older_than_seen": (
        "This office is older than what this computer saw on {moment}. Was a backup restored?"
    ),
    "office.older_than_backup": (
        "This office is older than its own backup of {moment}, or went another way since. "
        "Was a backup restored?"
    ),
    "office.name_missing": "The office needs a name.",
    "office.unknown_zone": "“{zone}” is not a time zone. Use a name like America/New_York.",
    "staff.name_missing": "The person needs a name.",
    "staff.user_name_taken": "The user name “{user}” is taken.",
    "staff.not_yourself": "You cannot do this to your own account.",
    "sign_in.wrong": "The user name or the password is wrong.",
    "sign_in.code_after_move": (
        "If the office was moved to this server and you were given a code for that, sign in with "
        "your password and the code, this once."
    ),
    "sign_in.code_counts_once": (
        "Or the code: it counts only once. If you have signed in with it before, leave it out."
    ),
    "sign_in.wait": "Too many wrong passwords. Wait {seconds} seconds and try again.",
    "sign_in.type_password": (
        "This computer no longer opens the office by itself. Type your password."
    ),
    "sign_in.no_password": (
        "No password: set CASEROOM_PASSWORD, or run this where it can be typed."
    ),
    "sign_in.no_user": "No user name: give --user, or set CASEROOM_USER.",
    "sign_in.must_change": "The password must be changed first: sign in to the program once.",
    "password.too_short": (
        "A password has at least {least} characters; this one has {now}. "
        "Four or five words that do not belong together are easy to remember."
    ),
    "password.too_long": "A password has at most {most} characters.",
    "password.repeats": "This password repeats the same few characters.",
    "password.walk": "This password follows the rows of the keyboard or the alphabet.",
    "password.known": "This password is in the lists that guessers use.",
    "password.names": "This password is little more than the name of the user or the office.",
    "password.differs": "The two passwords are not the same.",
    "password.same": "The new password is the old one.",
    "recovery.wrong": "This is not the recovery code of this office.",
    "recovery.on_server": (
        "On a server the recovery code is used on the command line, together with whoever looks "
        "after the server: caseroom recover --office {place} --user NAME --login OWNER"
    ),
    "recovery.missing": (
        "The recovery code's key file is missing. Restore the keys folder from a backup, or make "
        "a new code."
    ),
    "recovery.not_administrator": (
        "The recovery code sets the password of an administrator, and “{user}” is none."
    ),
    "record.conflict": "The record does not fit what is already there; nothing was saved.",
    "record.unknown_code": (
        "Something here was entered with a newer version of Caseroom, and this one does not know "
        "what it means. Install that version here. Nothing was changed."
    ),
    "record.signed": "What is signed cannot be changed; write an addendum.",
    "appointment.taken_meanwhile": (
        "Somebody else booked this time a moment ago. Nothing was booked; choose another time."
    ),
    "storage.locked": (
        "Somebody else is writing and has not finished. Nothing was saved; try again."
    ),
    "storage.full": "The disk is full. Nothing was saved; make room and try again.",
    "storage.readonly": "The office's folder cannot be written to. Nothing was saved.",
    "storage.gone": "The office's folder cannot be reached. Is the drive connected?",
    "storage.input_output": (
        "The disk or the network drive reported an error. Nothing was saved; try again."
    ),
    "storage.not_plain": (
        "Where the file {name} should be lies something else: a folder, a link or a pipe. "
        "Somebody has put it there; take it away, and restore the file from a backup."
    ),
    "storage.unsure": (
        "The office stopped answering in the middle of saving. Whether it was saved is seen when "
        "it can be reached again; to save again then does no harm."
    ),
    "storage.damaged": (
        "The office's database seems to be damaged. Close the program on every computer and "
        "restore the last backup into a new folder."
    ),
    "storage.wrong_key_or_damaged": (
        "The office's database cannot be opened: the key does not fit, or the file is damaged. "
        "Restore the last backup into a new folder."
    ),
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
    "storage.deadline": (
        "The save took too long, perhaps because this computer slept, and was undone. Save again."
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
    "storage.collided": (
        "Somebody saved something that belongs with it at the same moment, and this was undone. "
        "Save again."
    ),
    "storage.server_gone": "The server does not answer. Is the network connected?",
    "storage.server_driver": (
        "This installation of Caseroom cannot work with a server: what it needs for that "
        "(psycopg) is not installed. Whoever looks after the computers can add it."
    ),
    "storage.server_address": (
        "This is no address of a server. It looks like postgresql://server.example.org/harbor: "
        "the server's name, and the name of the office's database on it."
    ),
    "storage.server_password_typed": (
        "Leave name and password out of the server's address, where others could read them. "
        "Caseroom asks for them."
    ),
    "storage.server_option": (
        "“{option}” cannot be said in a server's address. Only “sslrootcert” can: the file with "
        "the certificate of whoever vouches for the server."
    ),
    "storage.server_sign_in": "The server does not take this name and password.",
    "storage.server_asks_openly": (
        "The server asks for your password in the open, so it was not sent. Whoever looks after "
        "the server writes scram-sha-256 in pg_hba.conf. If you do not know this server, do not "
        "go on."
    ),
    "storage.server_refuses": (
        "The server lets nobody in from this computer with this name. Whoever looks after the "
        "server allows it in pg_hba.conf."
    ),
    "storage.server_no_database": "There is no database of this name on the server.",
    "storage.server_forbids": "The server does not allow this to you. Nothing was changed.",
    "storage.server_crowded": (
        "As many programs as the server allows are connected already. Try again in a minute."
    ),
    "storage.server_unknown": (
        "There is no server of this name in the network. Is the name typed rightly?"
    ),
    "storage.server_no_tls": (
        "The server offers no encryption (TLS), so nothing was sent to it. Whoever looks after it "
        "must turn it on first."
    ),
    "storage.server_certificate": (
        "The server's certificate is not vouched for, or is another server's. Nothing was sent, "
        "because somebody may stand in between. If the server is your own, name the file with its "
        "root certificate."
    ),
    "storage.locks_unreal": (
        "Two computers can hold the same lock on this drive, so they could overwrite each other. "
        "Nothing is saved until that is over; what is typed is kept. Tell whoever looks after "
        "the drive."
    ),
    "storage.key_changed": (
        "An administrator has changed the office's key. Sign out and in again; what is typed is "
        "kept."
    ),
    "rotate.somebody_is_in": (
        "The key is changed with everybody out. Still in: {people}. Ask them to sign out; then "
        "change it under “This office”."
    ),
    "storage.second_gone": (
        "The second place for backups cannot be reached. The next backup is copied when it can."
    ),
    "storage.second_differs": (
        "The copy of the backup in the second place was not the same, and was taken away."
    ),
    "backup.second_same_drive": (
        "The second place for backups is on the same drive as the office: both would be lost "
        "together. Choose a folder on another device."
    ),
    "room.only_rooms_have_parts": "Only a room is made of other rooms.",
    "room.part_unknown": "One of these rooms is not there any more. Choose again.",
    "room.part_of_itself": (
        "A room cannot be a part of itself, and {name} contains this one already. Leave it out."
    ),
    "room.parts_take_one": (
        "A room that is made of others, or is a part of one, takes one appointment at a time."
    ),
    "room.part_takes_several": (
        "{name} takes several appointments at a time, so it cannot be a part of another room."
    ),
    "room.parts_collide": (
        "{whole} is booked on {day} from {starts} to {ends}, and {part} from {other_starts} to "
        "{other_ends}. Move one of the two first."
    ),
    "room.parts_collide_more": "{count} more collide in the same way.",
    "place.name_taken": "Another place has the name “{name}”.",
    "place.way_unknown": "One of these places is not there any more. Open the table anew.",
    "place.way_too_long": "Choose between 0 and {most} minutes.",
    "calendar_rule.weight": "A rule like this cannot weigh so little. Choose another weight.",
    "calendar_rule.number": "Choose a number between 1 and {most}.",
    "kind.minutes": "Choose a length between 1 and {most} minutes.",
    "kind.buffer": "Choose between 0 and {most} minutes.",
    "interpreter.no_language": "Choose the languages that this person interprets.",
    "interpreter.too_many_languages": "So many languages cannot be kept. Leave some out.",
    "interpreter.name_taken": "Another interpreter has the name “{name}”.",
    "office.backup_hours": "Choose one of the spans that are offered.",
    "storage.interrupted": "Stopped.",
    "work.stopped": "Stopped before anything was saved.",
    "storage.cloud_folder": (
        "This folder is kept in step by {service}, which would damage the records. "
        "Choose a folder on this computer or on the office's own drive."
    ),
    "storage.network_mount": (
        "This folder is on a network mount ({kind}) where locks do not work. "
        "Open shared offices from Windows, or choose a folder on this computer."
    ),
    "storage.offline_files": (
        "Windows keeps offline copies of this folder, which would damage the records. "
        "Turn Offline Files off for it, or choose another folder."
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
    "storage.user_name": (
        "A user name has 2 to 40 small letters, digits, dots or hyphens, "
        "and begins and ends with a letter or digit."
    ),
    "storage.unknown_user": "There is no such user.",
    "storage.wrong_password": "The password is wrong.",
    "storage.quick_unlock_void": (
        "This computer's own key opens the office no more. Sign in with the password."
    ),
    "storage.recovery_code": (
        "This is not a recovery code, or it has a typing error. It has nine groups of four."
    ),
    "storage.document_changed": "The attached file was damaged or changed outside the program.",
    "storage.document_gone": "The attached file is missing from the office's folder.",
    "storage.backup": "This file is not a backup of an office.",
    "backup.file_missing": "There is no such file.",
    "backup.not_a_backup": "This file is not a backup of an office.",
    "backup.damaged": "The backup is damaged at “{part}” and was not used.",
    "backup.verify_failed": "The backup could not be verified ({what}) and does not count.",
    "backup.lacks_files": (
        "{count} attached file(s) could not be read, and the backup does not hold them as they "
        "were. Check the office; an older backup may have them."
    ),
    "backup.opens_for_nobody": (
        "Nobody could sign in to such a backup: no key file of an administrator fits the list of "
        "members. Restore the keys folder from the newest backup."
    ),
    "backup.keys_do_not_fit": (
        "Nobody could sign in to this backup: its keys do not fit its records."
    ),
    "drill.no_backup": "There is no backup yet to try.",
    "drill.another_office": "The backup is of another office, or its mark was changed.",
    "drill.count": (
        "The backup has {backup} rows of “{table}”, where it says that there are {said}."
    ),
    "drill.document": "The attached file {stored} cannot be read in the backup.",
    "drill.another_history": (
        "The backup's audit log of device {device} ends at entry {n}, which this office's log does "
        "not have: one of the two was put back or changed."
    ),
    "check.database": (
        "The database is damaged in {count} places. Close the program on every computer and "
        "restore the last backup into a new folder."
    ),
    "check.reference": "The table {table} refers to a record that is not there.",
    "check.search": "The search index {table} does not fit the records.",
    "check.document_missing": "The attached file {stored} is missing.",
    "check.document_changed": "The attached file {stored} was damaged or changed.",
    "check.document_stray": "The file {stored} in the documents folder belongs to no record.",
    "check.key_file": "The key file of {user} does not fit the list of members.",
    "check.role": "The role of {user} in the records is not the one in the signed list.",
    "check.temporary": "A file was left behind by an interrupted save: {name}",
}
