"""The words for the columns of an import: the rules hold them in English."""

from db.rules.importing.fields import ImportField
from db.texts.catalog import t


def column_title(field: ImportField) -> str:
    """The column's title in the language in use."""
    return t(field.title)
