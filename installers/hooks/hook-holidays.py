"""PyInstaller: holidays looks for a country's module by its name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

hiddenimports = collect_submodules("holidays", filter=lambda name: name != "holidays.ical")
datas = collect_data_files("holidays", excludes=["**/*.po"])
