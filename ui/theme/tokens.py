"""The colors, as named in the look: measured for contrast, one set for each scheme."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QPalette


class Tone(StrEnum):
    """What a pill, a banner or an error says besides its words."""

    NEUTRAL = "neutral"
    INFORMATION = "information"
    OK = "ok"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colors as "#RRGGBB"."""

    name: str
    dark: bool
    window: str
    surface: str
    line: str  # separators only: weaker than 3:1
    border: str  # a control's own outline: at least 3:1
    hover: str
    text: str
    secondary: str
    accent: str
    accent_hover: str
    tint: str
    on_accent: str
    danger: str
    danger_tint: str
    warning: str
    warning_tint: str
    ok: str
    ok_tint: str
    information: str
    information_tint: str

    def ink(self, tone: Tone) -> str:
        """The text color of a tone."""
        return self.secondary if tone is Tone.NEUTRAL else str(getattr(self, tone.value))

    def paper(self, tone: Tone) -> str:
        """The background behind text in a tone's color."""
        return self.hover if tone is Tone.NEUTRAL else str(getattr(self, f"{tone.value}_tint"))


LIGHT = Tokens(
    name="light",
    dark=False,
    window="#F4F5F7",
    surface="#FFFFFF",
    line="#D3D8DE",
    border="#76818C",
    hover="#ECEEF1",
    text="#1A2027",
    secondary="#55606B",
    accent="#0A6C74",
    accent_hover="#085B62",
    tint="#E3F1F2",
    on_accent="#FFFFFF",
    danger="#B3261E",
    danger_tint="#FBE9E7",
    warning="#875600",
    warning_tint="#FBF0DA",
    ok="#1E6B3A",
    ok_tint="#E4F3E8",
    information="#1F5FA8",
    information_tint="#E5EFFA",
)

DARK = Tokens(
    name="dark",
    dark=True,
    window="#1B1F23",
    surface="#23282D",
    line="#3B434B",
    border="#7E8A96",
    hover="#2E353C",
    text="#E7EAED",
    secondary="#A6B0BA",
    accent="#55BAC2",
    accent_hover="#74CAD1",
    tint="#1F3B3E",
    on_accent="#10272A",
    danger="#FF8F85",
    danger_tint="#43262A",
    warning="#F0B94D",
    warning_tint="#40341D",
    ok="#7CCB92",
    ok_tint="#22392B",
    information="#86B7F2",
    information_tint="#22344A",
)

# Used when high contrast is chosen here and the system itself has none to take over.
CONTRAST = Tokens(
    name="contrast",
    dark=True,
    window="#000000",
    surface="#000000",
    line="#FFFFFF",
    border="#FFFFFF",
    hover="#1A1A1A",
    text="#FFFFFF",
    secondary="#FFFFFF",
    accent="#FFE94D",
    accent_hover="#FFF3A0",
    tint="#00308F",
    on_accent="#000000",
    danger="#FF9C94",
    danger_tint="#000000",
    warning="#FFD166",
    warning_tint="#000000",
    ok="#8CF2A8",
    ok_tint="#000000",
    information="#9CCBFF",
    information_tint="#000000",
)


def from_system(palette: QPalette) -> Tokens:
    """High contrast as the person set it up in the operating system."""
    role = QPalette.ColorRole

    def color(which: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, which).name().upper()

    window, text = color(role.Window), color(role.WindowText)
    surface, body = color(role.Base), color(role.Text)
    accent, on_accent = color(role.Highlight), color(role.HighlightedText)
    return Tokens(
        name="contrast",
        dark=palette.color(role.Window).lightness() < 128,
        window=window,
        surface=surface,
        line=text,
        border=text,
        hover=window,
        text=body,
        secondary=body,
        accent=accent,
        accent_hover=accent,
        tint=surface,
        on_accent=on_accent,
        danger=body,
        danger_tint=surface,
        warning=body,
        warning_tint=surface,
        ok=body,
        ok_tint=surface,
        information=body,
        information_tint=surface,
    )
