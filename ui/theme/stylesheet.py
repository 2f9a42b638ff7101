"""One stylesheet for the whole program, made from the tokens.

A focused control keeps its size: the 2 px ring takes one pixel from the padding.
Widgets ask for a variant by a dynamic property: `role` on labels, `kind` on buttons, `tone` on
banners and errors.
"""

from pathlib import Path

from ui.theme.tokens import Tokens

_MARKS = Path(__file__).parent / "marks"

_TEMPLATE = """
* { outline: none; }
QWidget { color: $text; font-size: $body; }
QMainWindow, QDialog, QWizard, QStackedWidget#sections { background: $window; }
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="display"] { font-size: $display; font-weight: 600; }
QLabel[role="section"] { font-size: $section; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="secondary"], QLabel[role="echo"] { font-size: $secondary_size; color: $secondary; }
QLabel[role="label"] { font-weight: 500; }
QLabel[role="error"] { font-size: $secondary_size; color: $danger; }
QLabel[role="warning"] { font-size: $secondary_size; color: $warning; }
QLabel[role="code"] { font-family: $mono; font-size: $title; font-weight: 600; }
QLabel:disabled { color: $secondary; }

QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $border; border-radius: 4px;
    padding: 5px 13px; min-height: $control;
}
QToolButton { padding: 5px 7px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {
    background: $tint; border-color: $accent;
}
QPushButton:focus { border: 2px solid $accent; padding: 4px 12px; }
QToolButton:focus { border: 2px solid $accent; padding: 4px 6px; }
QPushButton:disabled, QToolButton:disabled {
    color: $secondary; border-color: $line; background: $window;
}
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
    background: $accent_hover; border-color: $accent_hover;
}
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled {
    background: $line; border-color: $line; color: $secondary;
}
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover { background: $danger_tint; }
QPushButton[kind="danger"]:disabled { color: $secondary; border-color: $line; }
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 5px;
    min-height: $words; text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 2px 4px; }
QPushButton[kind="link"]:disabled { color: $secondary; }
QToolButton[kind="quiet"], QPushButton[kind="quiet"] {
    background: transparent; border: 1px solid transparent;
}
QToolButton[kind="quiet"]:hover, QPushButton[kind="quiet"]:hover { background: $hover; }
QToolButton[kind="quiet"]:checked, QPushButton[kind="quiet"]:checked {
    background: $tint; border-color: $accent;
}
QToolButton[kind="quiet"]:focus, QPushButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton[kind="quiet"]:disabled, QToolButton[kind="quiet"]:disabled {
    background: transparent; border-color: transparent;
}
QToolButton[size="small"], QToolButton[size="small"]:focus { padding: 2px; min-height: 0; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator {
    image: url($marks/down-$ink.svg); width: 12px; height: 12px; right: 6px;
    subcontrol-origin: padding; subcontrol-position: right center;
}
QPushButton[menu="true"] { padding-right: 24px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $border; border-radius: 4px;
    padding: 4px 7px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: $control; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QComboBox:on,
QAbstractSpinBox:focus { border: 2px solid $accent; padding: 3px 6px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
    border-color: $danger;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled {
    color: $secondary; background: $window; border-color: $line;
}
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:focus {
    border: none; background: transparent; padding: 0; min-height: 0;
}
QLineEdit:read-only { background: $window; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QComboBox[cuts="true"] { padding-left: 3px; }
QComboBox[cuts="true"]:focus, QComboBox[cuts="true"]:on { padding-left: 2px; }
QComboBox::drop-down { border: none; width: $drop; }
QComboBox::down-arrow { image: url($marks/down-$ink.svg); width: $arrow; height: $arrow; }
QComboBox QAbstractItemView, QListView[popup="true"] {
    background: $surface; border: 1px solid $border; padding: 2px;
    selection-background-color: $tint; selection-color: $text;
}
QComboBox[cuts="true"] QAbstractItemView:disabled { background: $window; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 2px solid transparent;
    border-radius: 4px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $secondary; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator,
QTableView::indicator, QMenu::indicator {
    width: $tick; height: $tick; border: 1px solid $border; background: $surface;
}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator,
QMenu::indicator:non-exclusive { border-radius: 3px; }
QRadioButton::indicator { border-radius: $tick_radius; }
QMenu::indicator { margin-left: 6px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
QTableView::indicator:checked, QMenu::indicator:checked {
    background: $accent; border-color: $accent; image: url($marks/check-$on.svg);
}
QCheckBox::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url($marks/dash-$on.svg);
}
QRadioButton::indicator:checked {
    background: $accent; border-color: $accent; image: url($marks/dot-$on.svg);
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }

QAbstractItemView {
    background: $surface; border: 1px solid $line; border-radius: 4px;
    selection-background-color: $tint; selection-color: $text; alternate-background-color: $surface;
}
QAbstractItemView:focus { border: 1px solid $accent; }
QAbstractItemView[frame="none"], QAbstractItemView[frame="none"]:focus {
    border: none; border-radius: 0;
}
QTableView { gridline-color: $line; }
QTableView::item { padding: 0 5px; }
QListWidget::item { padding: 4px 6px; min-height: $tick; }
QListWidget { border-color: $border; }
QListWidget[place="parts"], QListWidget[place="parts"]:focus {
    background: $window; border: none; border-right: 1px solid $line; border-radius: 0;
    padding: 8px;
}
QListWidget[place="parts"]::item { border: 2px solid transparent; border-radius: 5px; }
QListWidget[place="parts"]::item:hover { background: $hover; }
QListWidget[place="parts"]::item:selected { background: $tint; color: $text; }
QListWidget[place="parts"]::item:focus { border-color: $accent; }
QListWidget:focus { border: 2px solid $accent; }
QTableView::item:focus, QListWidget::item:focus { border: 2px solid $accent; border-radius: 3px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $secondary; border: none; border-bottom: 1px solid $line;
    padding: 6px 8px; font-weight: 500; font-size: $secondary_size;
}
QHeaderView::section:hover { background: $hover; }
QHeaderView[kind="narrow"]::section { padding: 4px 0; }
QHeaderView[kind="weeks"]::section {
    padding: 0 0 7px 0; border: none; border-right: 1px solid $line;
}
QHeaderView::up-arrow { image: url($marks/up-$ink.svg); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($marks/down-$ink.svg); width: 12px; height: 12px; }
QTableCornerButton::section { background: $surface; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $secondary; padding: 7px 12px; margin-right: 2px;
    border: 2px solid transparent; border-bottom: 3px solid transparent;
}
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar:focus { border: none; }
QTabBar::scroller { width: 56px; }
QTabBar QToolButton {
    padding: 0; min-height: 0; background: $surface; border: 1px solid $line;
}
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 4px; }

QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 3px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $secondary; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; }

QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 9px; }
QSplitter::handle:vertical { height: 9px; }
QSplitter::handle:hover { background: $tint; }

QProgressBar {
    background: $hover; border: 1px solid $border; border-radius: 3px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QGroupBox { border: none; margin-top: 24px; }
QGroupBox::title {
    subcontrol-origin: margin; subcontrol-position: top left; padding: 0; font-weight: 600;
}

QFrame[shape="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[shape="card"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[shape="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[shape="status"] { background: $window; border: none; border-top: 1px solid $line; }
QFrame[shape="nav"] { background: $window; border: none; border-right: 1px solid $line; }
QFrame[shape="paper"] { background: $surface; border: none; }

QFrame[tone="neutral"] { background: $hover; border: 1px solid $line; border-radius: 4px; }
QFrame[tone="information"] {
    background: $information_tint; border: 1px solid $information; border-radius: 4px; }
QFrame[tone="ok"] { background: $ok_tint; border: 1px solid $ok; border-radius: 4px; }
QFrame[tone="warning"] {
    background: $warning_tint; border: 1px solid $warning; border-radius: 4px; }
QFrame[tone="danger"] { background: $danger_tint; border: 1px solid $danger; border-radius: 4px; }

QToolButton[place="nav"] {
    background: transparent; border: 2px solid transparent; border-radius: 5px; color: $text;
    padding: 5px 8px; text-align: left;
}
QToolButton[place="nav"]:hover { background: $hover; }
QToolButton[place="nav"]:checked { background: $tint; color: $text; font-weight: 600; }
QToolButton[place="nav"]:focus { border-color: $accent; }
QPushButton[place="search"] { color: $secondary; text-align: left; background: $window; }
QPushButton[place="search"]:hover { background: $hover; }
"""

# High contrast knows no shades: what cannot be used has an outline of dashes.
_WITHOUT_SHADES = """
QPushButton:disabled, QToolButton:disabled, QLineEdit:disabled, QPlainTextEdit:disabled,
QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: $window; color: $secondary; border: 1px dashed $border;
}
QPushButton[kind="primary"]:disabled { background: $window; border: 1px dashed $border; }
QPushButton[kind="quiet"]:disabled, QToolButton[kind="quiet"]:disabled {
    border: 1px dashed $border;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border: 1px dashed $border; }
"""


def stylesheet(tokens: Tokens, percent: int = 100) -> str:
    """The stylesheet for a scheme at a text size of `percent`."""
    points = {"body": 10, "secondary_size": 9, "title": 15, "section": 11, "display": 22}
    tick = max(16, round(16 * percent / 100))
    values = {name: f"{size * percent / 100:g}pt" for name, size in points.items()}
    values |= {name: str(getattr(tokens, name)) for name in tokens.__slots__}
    values |= {
        "control": f"{max(20, round(20 * percent / 100))}px",
        "words": f"{round(16 * percent / 100)}px",  # Qt takes this as all that a button needs
        "tick": f"{tick}px",
        "arrow": f"{tick - 2}px",
        "drop": f"{tick + 8}px",
        "tick_radius": f"{tick // 2}px",
        "marks": _MARKS.as_posix(),
        "on": "white" if tokens.on_accent == "#FFFFFF" else "black",
        "ink": "chalk" if tokens.dark else "ink",
        "mono": '"Cascadia Mono", "DejaVu Sans Mono", "Menlo", monospace',
    }
    text = _TEMPLATE + (_WITHOUT_SHADES if tokens.name == "contrast" else "")
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"${name}", values[name])
    return text
