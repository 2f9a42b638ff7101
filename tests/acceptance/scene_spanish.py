"""Somebody chooses Spanish, signs in again, and the whole window speaks it."""

import gettext

from tests.acceptance.stage import Stage
from tests.acceptance.visit import SPANISH, Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_names import plain

SECTIONS = (
    "Hoy", "Clientes", "Calendario", "Recepción", "Tribunal", "Informes", "Importar", "Oficina"
)  # fmt: skip


def play(stage: Stage) -> None:
    """Every section and some dialogs are looked at; no English of the catalogue is left."""
    english = _english()
    visit = Visit(stage, "dana")
    visit.go("Office")
    visit.window.find("Parts of the office", "list").cell("My settings").click()
    visit.window.find("Language", "choice").choose("Español")
    visit.window.shows("The language changes when you sign in the next time.")
    visit.find("Sign out")
    visit.window = visit.sign_in(SPANISH)

    found: set[str] = set()
    for number, section in enumerate(SECTIONS, start=1):
        keys(f"ctrl+{number}")
        visit.window.find(section, "check")
        visit.window.shows(section)
        stage.picture(f"{number}-{section}")
        found |= _words(visit.window) & english
    keys("ctrl+3")
    keys("ctrl+n")
    dialog = visit.program.window("Cita nueva")
    dialog.find("Reservar", "button")
    stage.picture("appointment")
    found |= _words(dialog) & english
    keys("Escape")
    visit.program.window_gone("Cita nueva")
    keys("F1")
    sheet = visit.program.window("Atajos de teclado")
    stage.picture("shortcuts")
    found |= _words(sheet) & english
    assert not found, f"said in English: {sorted(found)}"


def _words(window: Node) -> set[str]:
    return {plain(node.name) for node in window.find_all()} - {""}


def _english() -> set[str]:
    """What the catalogue says differently in Spanish, and Spanish nowhere says."""
    catalog = gettext.translation("caseroom", "db/texts/locale", ["es"])
    pairs = vars(catalog)["_catalog"]
    ids = {plain(key if isinstance(key, str) else key[0]) for key in pairs if key}
    return ids - {plain(words) for words in pairs.values()}
