"""Qt's palette from our tokens, for everything that Fusion paints by itself."""

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Tokens


def palette(tokens: Tokens) -> QPalette:
    """The application's palette."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colors = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.surface,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Highlight: tokens.tint if tokens.name != "contrast" else tokens.accent,
        role.HighlightedText: tokens.text if tokens.name != "contrast" else tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.PlaceholderText: tokens.secondary,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
    }
    made = QPalette()
    for which, color in colors.items():
        made.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, which, QColor(tokens.secondary))
    return made
