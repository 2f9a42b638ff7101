"""Somebody chooses Spanish, signs in again, and the whole window speaks it."""

import gettext
import re

from tests.acceptance.stage import Stage
from tests.acceptance.visit import SPANISH, Visit
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import keys
from tests.drivers.atspi_names import plain
from tests.drivers.atspi_waiting import until

SECTIONS = (
    "Hoy", "Clientes", "Calendario", "Grupos", "Recepción", "Tribunal", "Informes", "Importar",
    "Oficina",
)  # fmt: skip

# What somebody of the sample office wrote down; on some days of the year it is to be seen.
WRITTEN = {"court report for the hearing"}
TABS = ("General", "Cronología", "Personas", "Tareas", "Documentos", "Tribunal")


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
    keys("Escape")
    visit.program.window_gone("Atajos de teclado")

    number = visit.next_hearing["case"]
    keys("ctrl+k")
    palette = visit.program.window("Buscar o hacer")
    palette.find("Buscar o hacer", "field").type(number)
    palette.find("Resultados", "list").cell(re.compile(number))
    keys("Return")
    visit.window.shows(f"Caso {number}")
    for tab in TABS:
        part = visit.window.find(re.compile(f"^{tab}( |$)"), "tab").click()
        until(lambda part=part: part.is_("selected"), f"the part {tab}")
        stage.picture(f"case-{tab}")
        found |= _words(visit.window) & english
    visit.window.find("Nota nueva", "button").click()
    note = visit.program.window("Nota de contacto")
    note.find("Firmar nota", "button")
    stage.picture("note")
    found |= _words(note) & english
    assert not found, f"said in English: {sorted(found)}"


def _words(window: Node) -> set[str]:
    return {plain(node.name) for node in window.find_all()} - {""}


def _english() -> set[str]:
    """What the catalogue says differently in Spanish, and Spanish nowhere says."""
    catalog = gettext.translation("caseroom", "db/texts/locale", ["es"])
    pairs = vars(catalog)["_catalog"]
    ids = {plain(key if isinstance(key, str) else key[0]) for key in pairs if key}
    return ids - {plain(words) for words in pairs.values()} - WRITTEN
