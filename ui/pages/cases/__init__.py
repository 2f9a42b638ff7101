"""The case file: its header and its parts."""

from ui.pages.cases.pane import CaseFilePane

__all__ = ["CaseFilePane"]
