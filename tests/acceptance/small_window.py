"""A window with one of each control, to prove the driver on; no part of Caseroom."""

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)


class Person(QDialog):
    """Asks for a person."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("New person")
        form = QFormLayout(self)
        self.full_name = QLineEdit()
        form.addRow("&Full name *", self.full_name)
        self.language = QComboBox()
        self.language.addItems(["English", "Spanish", "Vietnamese"])
        form.addRow("&Language:", self.language)
        self.consent = QCheckBox("&Consent on file")
        form.addRow(self.consent)
        self.notes = QPlainTextEdit()
        form.addRow("&Notes", self.notes)
        self.error = QLabel()
        form.addRow(self.error)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _save(self) -> None:
        if self.full_name.text().strip():
            self.accept()
        else:
            self.error.setText("Enter a full name.")


class Main(QMainWindow):
    """People in a table, tasks in a list, a long page."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Small window")
        self.model = QStandardItemModel(0, 2, self)
        self.model.setHorizontalHeaderLabels(["Name", "Language"])
        table = QTableView()
        table.setAccessibleName("People")
        table.setModel(self.model)
        self.table = table
        self.status = QLabel("0 people")
        new = QPushButton("&New person…")
        new.setShortcut("Ctrl+N")
        new.clicked.connect(self._ask)
        self.late = QPushButton("Enabled soon")
        self.late.setEnabled(False)
        self.late.clicked.connect(lambda: self.status.setText("Pressed"))
        QTimer.singleShot(1500, lambda: self.late.setEnabled(True))
        people = QWidget()
        layout = QVBoxLayout(people)
        for widget in (new, self.late, table, self.status):
            layout.addWidget(widget)
        tasks = QListWidget()
        tasks.setAccessibleName("Tasks")
        tasks.addItems([f"Task {n}" for n in range(60)])
        tasks.itemActivated.connect(lambda item: self.statusBar().showMessage(item.text()))
        self.told = QLabel("Nothing yet")
        self.statusBar().addPermanentWidget(self.told)
        tasks.itemDoubleClicked.connect(lambda item: self.told.setText(f"Opened {item.text()}"))
        tabs = QTabWidget()
        tabs.addTab(people, "People")
        tabs.addTab(tasks, "Tasks")
        tabs.addTab(self._long_page(), "Long page")
        self.setCentralWidget(tabs)

    def _long_page(self) -> QScrollArea:
        page = QWidget()
        layout = QVBoxLayout(page)
        for n in range(40):
            layout.addWidget(QLabel(f"Line {n}"))
        last = QPushButton("At the end")
        last.clicked.connect(lambda: self.told.setText("Reached the end"))
        layout.addWidget(last)
        area = QScrollArea()
        area.setWidget(page)
        return area

    def _ask(self) -> None:
        dialog = Person(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add(dialog))
        dialog.open()

    def _add(self, dialog: Person) -> None:
        words = (dialog.full_name.text(), dialog.language.currentText())
        self.model.appendRow([QStandardItem(word) for word in words])
        people = self.model.rowCount()
        consent = "with" if dialog.consent.isChecked() else "without"
        self.status.setText(f"{people} person, {consent} consent: {dialog.notes.toPlainText()}")


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = Main()
    window.resize(800, 600)
    window.show()
    sys.exit(app.exec())
