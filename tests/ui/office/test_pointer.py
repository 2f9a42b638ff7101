"""A file that opens this office on other computers, saved on the page of the office."""

import json
from pathlib import Path

from ui.pages.office import OfficePage
from ui.pages.office.this_office import OfficePart


def test_a_shortcut_to_the_office_is_saved_where_it_is_asked_for(
    page: OfficePage, folder: Path, tmp_path: Path
) -> None:
    page.show_part("office")
    part = page.part
    assert isinstance(part, OfficePart)
    dialog = part.where.choose_pointer()
    assert dialog.selectedFiles()[0].endswith("Harbor House.caseroom")
    dialog.close()
    dialog.fileSelected.emit(str(tmp_path / "Harbor House.caseroom"))
    assert "Saved as Harbor House.caseroom" in part.where.saved.text()
    said = json.loads((tmp_path / "Harbor House.caseroom").read_text("utf-8"))
    assert said == {"caseroom": 1, "office": str(folder)}
    part.where.save_pointer(str(tmp_path / "gone" / "x.caseroom"))
    assert "“x.caseroom” cannot be written there" in part.where.saved.text()
