"""Text in delimited files that a spreadsheet would take for a formula."""

# A spreadsheet takes a cell that begins like this for a formula when it opens delimited text.
_LIKE_FORMULAS = tuple("=+-@\t\r\n|%＝＋－＠")


def marked_as_text(text: str) -> str:
    """Text that begins like a formula, after an apostrophe: spreadsheets' own mark for text."""
    return f"'{text}" if text.startswith(_LIKE_FORMULAS) else text


def without_mark(text: str) -> str:
    """The text as it was before `marked_as_text`; any other apostrophe stays."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_LIKE_FORMULAS) else text
