"""Where the office wants its attached files."""

from db.models.office import Fact
from db.queries.reading import Reading
from db.rules.files_place import KEPT_IN, FilesPlace, files_place


def kept_files_place(reading: Reading) -> FilesPlace:
    """As the office has it on record; one in a folder has them there."""
    fact = reading.session.get(Fact, KEPT_IN)
    return files_place(fact.value if fact is not None else None)
