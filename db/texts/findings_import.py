"""Sentences for what an import can find in a file."""

SENTENCES: dict[str, str] = {
    "import.file_unreadable": "The file cannot be opened. Is it still there, or open elsewhere?",
    "import.file_kind": "Files of kind {suffix} cannot be imported. Save it as .xlsx or .csv.",
    "import.old_excel": "This is an old Excel file (.xls). Open it and save it as .xlsx.",
    "import.file_too_large": (
        "The file is larger than {megabytes} MB. Split it and import the parts."
    ),
    "import.too_many_rows": "The file has more than {most} rows. Split it and import the parts.",
    "import.not_text": "The file does not hold text. Save it as .csv (UTF-8) and try again.",
    "import.guessed_encoding": (
        "The file does not say how its letters are stored. It was read as {encoding}: "
        "look at names with accents before you import."
    ),
    "import.broken_line": "Line {row} cannot be read: a quotation mark may be missing.",
    "import.cell_too_long": (
        "Line {row} holds a cell of more than {most} characters. Shorten it, or see whether a "
        "quotation mark is missing."
    ),
    "import.broken_workbook": "The workbook is damaged or is not an .xlsx file.",
    "import.workbook_password": "The workbook has a password. Save a copy without one.",
    "import.bomb": (
        "The workbook unpacks to {megabytes} MB, far more than records need, and was not opened. "
        "Copy its rows into a new workbook."
    ),
    "import.no_such_sheet": "The workbook has no sheet named {sheet}.",
    "import.empty": "The file has no rows under a heading.",
    "import.merged_cells": (
        "Merged areas: {count}, the first at {cell}. Each counts as one filled cell and empty ones."
    ),
    "import.formulas": "Cells with formulas: {count}. The values last saved with them count.",
    "import.unsaved_formulas": (
        "Formulas without a saved value: {count}, the first at {cell}. They count as empty; open "
        "the workbook in a spreadsheet program and save it, then read it again."
    ),
    "import.formula_error": "{column}: the cell shows the error “{value}” instead of a value.",
    "import.cells_without_heading": (
        "There are cells without a heading above them, the first in row {row}. They are left out."
    ),
    "import.more_cells_than_headings": (
        "This row has more cells than there are headings. Put quotation marks around a text with "
        "a comma, or give each column a heading."
    ),
    "import.column_missing": "No column is mapped to {column}.",
    "import.missing": "{column} is missing.",
    "import.too_long": "{column} is longer than {most} characters.",
    "import.not_yes_no": "“{value}” is neither yes nor no.",
    "import.not_a_date": "“{value}” is not a date.",
    "import.date_incomplete": "“{value}” is not a whole date: day, month and year are needed.",
    "import.no_such_date": "There is no such date as “{value}”.",
    "import.not_a_time": "“{value}” is not a time of day.",
    "import.not_a_number": "“{value}” is not a number of zero or more.",
    "import.unknown_choice": "“{value}” is not one of the possible answers.",
    "import.name_missing": "Neither a first nor a last name is given.",
    "import.future_birth": "The birth date “{value}” lies in the future.",
    "import.future_note": "The date “{value}” lies in the future.",
    "import.unknown_kind": "What can be imported: {kinds}.",
    "import.no_such_field": "There is no field “{value}”; see “caseroom list imports”.",
    "import.no_such_heading": "The file has no column “{value}”.",
    "import.unknown_case": "There is no case with number {value}.",
    "import.unknown_client": "There is no client “{value}”; import the clients first.",
    "import.ambiguous_client": "“{value}” could be more than one client; give the client number.",
    "import.unknown_worker": "No member of staff is called “{value}”.",
    "import.unknown_program": "There is no program “{value}”.",
    "import.closed_before_opened": "The case would be closed before it was opened.",
    "import.number_taken": "Case number {value} belongs to another client's case.",
    "import.changed_since": (
        "This row came in before and reads differently now. The record was left as it is."
    ),
    "import.possible_duplicate": "May be the same person as client {number}.",
    "import.possible_duplicate_row": "May be the same person as in row {row}.",
    "import.possible_duplicate_hidden": (
        "May be the same person as somebody whose file is restricted; ask a supervisor."
    ),
}
