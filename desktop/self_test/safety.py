"""A backup of the scratch office, restored and compared."""

from db.office.drill import drill
from db.office.keeping import back_up
from db.texts import t
from db.texts.sentences import sentences
from desktop.self_test.bench import Bench
from desktop.self_test.running import Failed


def backup(bench: Bench) -> str:
    """Make one, and put it to the proof as a fire drill does."""
    office = bench.opened()
    found = drill(office, back_up(office)).findings
    if found:
        raise Failed(sentences(found))
    return t("A backup was made, restored and compared.")
