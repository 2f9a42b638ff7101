"""What is said of newer versions of the program: their place, their notice, their installer."""

SENTENCES: dict[str, str] = {
    # The place
    "update.nowhere": "It is not said where newer versions of Caseroom lie.",
    "update.nowhere_here": (
        "No office that was opened on this computer says where newer versions lie. Say it with "
        "--from."
    ),
    "update.place_not_whole": (
        "Give the whole path of a folder or of a notice file, as the computers of the office know "
        "it, or an address that begins with https://."
    ),
    "update.address_bad": (
        "This address cannot be used. It begins with https://, and holds no password and no "
        "question mark."
    ),
    "update.silent": (
        "The place of the updates does not answer. It is asked again later; nothing was changed."
    ),
    "update.place_gone": "The place of the updates cannot be reached: {place}",
    "update.no_notice": (
        "No notice of an update lies in {place}. It is the file caseroom-update.json."
    ),
    "update.not_plain": (
        "Where the file {name} should be lies something else: a folder, a link or a pipe. It was "
        "not read."
    ),
    "update.file_missing": "The installer {name} does not lie beside its notice.",
    "update.address_gone": "The address of the updates cannot be reached.",
    "update.address_says": "The address of the updates answered with the error {status}.",
    "update.address_not_trusted": (
        "Who answers at the address of the updates cannot show a certificate that this computer "
        "trusts. Nothing was read."
    ),
    "update.address_leads_away": (
        "The address of the updates leads to another one without https. It was not followed."
    ),
    # The notice
    "update.no_key": "This copy of Caseroom has no release key, so it cannot check updates.",
    "update.too_large": "The notice of the update is larger than a notice can be. It was not read.",
    "update.not_json": "The notice of the update is no file that Caseroom can read.",
    "update.wrong_shape": "The notice of the update is not written as a notice is.",
    "update.newer_format": (
        "The notice of the update is written for a newer version of Caseroom. Install that version "
        "by hand."
    ),
    "update.unknown_key": (
        "The notice of the update is signed by nobody whom this copy of Caseroom knows. Nothing is "
        "installed from there."
    ),
    "update.bad_signature": (
        "The notice of the update was changed after it was signed, or was signed by somebody else. "
        "Nothing is installed from there."
    ),
    "update.rolled_back": (
        "The notice of the update tells of version {found}, but this computer has seen one of "
        "version {seen} before. Nothing is installed from an older notice."
    ),
    "update.from_the_future": (
        "The notice of the update is of {day}, which is still to come. Is this computer’s clock "
        "right?"
    ),
    "update.not_for_system": (
        "Version {version} has no installer for this kind of computer. Ask whoever looks after the "
        "program."
    ),
    # The installer
    "update.not_the_file": (
        "The installer is not the one that its notice describes. It was not started."
    ),
    "update.broke_off": "The installer did not arrive whole. Try again: it goes on where it was.",
    "update.fetched_elsewhere": (
        "The installer is being fetched on this computer already. Try again in a moment."
    ),
    "update.folder_not_ours": (
        "The folder {folder} belongs to somebody else. Nothing was put into it."
    ),
    "update.disk_full": (
        "The disk of this computer is full. Make room, then try again: nothing was lost."
    ),
    "update.disk_says_no": "The installer cannot be written to the disk of this computer.",
    "update.not_started": "The installer could not be started. It lies here: {file}",
    "update.setup_refused": (
        "The setup did not install anything and ended with {number}. It lies here, and says why if "
        "it is opened: {file}"
    ),
    "update.no_rights": (
        "The package was not installed, because nobody gave it the rights. Somebody who has them "
        "can type: {command}"
    ),
    "update.not_installed": (
        "The system did not install the package. What is wrong is said by: {command}"
    ),
    "update.root_refused": "The package was not installed. {words}",
    "update.not_root": (
        "Only somebody with the rights of the system can install a package. They type: {command}"
    ),
    "update.not_a_package": (
        "This copy of Caseroom did not come as a package of the system, so it installs none."
    ),
    "update.not_newer": (
        "The package is of version {found}, which is not newer than {running}, which is installed. "
        "Nothing was changed."
    ),
    "update.installed_elsewhere": (
        "A newer version is being installed on this computer at the moment. Nothing was changed."
    ),
}
