"""What most scenes begin with: a sample office, somebody who signs in, and looks behind the window.

Runs under the system's Python; what needs the program's own is done in a process of its own.
"""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from tests.acceptance.stage import Stage
from tests.drivers.atspi import Node
from tests.drivers.atspi_input import bring_forward, keys
from tests.drivers.atspi_program import Program
from tests.drivers.atspi_waiting import until


class SignInWords(NamedTuple):
    """What the sign-in window calls its parts."""

    title: str
    user: str
    password: str
    button: str


ENGLISH = SignInWords("sign in", "User name", "Password", "Sign in")
SPANISH = SignInWords("inicio de sesión", "Nombre de usuario", "Contraseña", "Iniciar sesión")


class Visit:
    """A sample office, the program before it, and one person of its staff at the keyboard."""

    def __init__(self, stage: Stage, who: str) -> None:
        self.stage = stage
        made = stage.sample_office()
        self.place: str = made["office"]
        self.next_hearing: dict[str, str] = made["next_hearing"]
        self.passwords = {user["name"]: user["password"] for user in made["users"]}
        self.who = who
        self.program: Program = stage.open(self.place)
        self.window = self.sign_in()

    def sign_in(self, words: SignInWords = ENGLISH) -> Node:
        """Type user name and password, and wait for the office's window."""
        door = self.program.window(words.title, seconds=30)
        door.find(words.user, "field").type(self.who)
        door.find(words.password, "field").type(self.passwords[self.who])
        door.find(words.button, "button").click()
        window = self.program.window("— Caseroom", seconds=30)
        self.program.window_gone(words.title)
        return window

    def beside(self, who: str) -> "Visit":
        """Another program on the same office, as on another computer: settings of its own."""
        other = object.__new__(Visit)
        other.stage, other.place, other.passwords = self.stage, self.place, self.passwords
        other.next_hearing, other.who = self.next_hearing, who
        settings = self.stage.folder / f"settings-{who}"
        other.program = self.stage.open(self.place, env={"CASEROOM_CONFIG_DIR": str(settings)})
        other.window = other.sign_in()
        return other

    def come_forward(self) -> None:
        """Put this program before the others, as by a click on the task bar."""
        bring_forward(self.program.process.pid)

    def go(self, section: str) -> None:
        """Press a section at the left of the window; a button that stays down is a box here."""
        self.window.find(section, "check").click()

    def find(self, words: str) -> None:
        """Ctrl+K, the words, Enter: the first that is found is opened."""
        keys("ctrl+k")
        palette = self.program.window("Find or do")
        palette.find("Find or do", "field").type(words)
        palette.find("Results", "list").cell(re.compile(re.escape(words)))
        keys("Return")
        self.program.window_gone("Find or do")

    def save_file_as(self, title: str, file: Path) -> None:
        """Answer the dialog that asks for a file's name."""
        dialog = self.program.window(title)
        dialog.find("File name", "field").type(str(file))
        keys("Return")
        self.program.window_gone(title)

    def look(self, what: str, who: str = "sam") -> Any:
        """Records as they stand in the office (see `tests.acceptance.look`), as far as they are
        shown to `who`: a server keeps a message, say, from everybody else."""
        return self.stage.looker().records(self.place, who, self.passwords[who], what)

    def fresh(self, what: str, before: Any, who: str = "sam", seconds: float = 20) -> Any:
        """The one record that was not there before: what a toast says is soon gone again."""

        def look() -> Any:
            return [record for record in self.look(what, who) if record not in before]

        (found,) = until(look, f"something new among the {what}", seconds)
        return found

    def answer(self, *words: str, who: str = "sam") -> Any:
        """What a verb of the command line answers about this office."""
        variables = {"CASEROOM_PASSWORD": self.passwords[who]}
        return self.stage.answer(*words, "--office", self.place, "--user", who, env=variables)

    def pdf(self, file: Path) -> list[str]:
        """The words of each page of a PDF, a space between them."""
        code = (
            "import json, sys, pypdf\n"
            "pages = pypdf.PdfReader(sys.argv[1]).pages\n"
            "print(json.dumps([' '.join(page.extract_text().split()) for page in pages]))\n"
        )
        done = subprocess.run(
            [self.stage.python, "-c", code, str(file)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found: list[str] = json.loads(done.stdout)
        return found
