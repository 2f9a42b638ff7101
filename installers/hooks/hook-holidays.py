"""PyInstaller: holidays looks for a country's module by its name."""

from pathlib import Path

from PyInstaller.utils.hooks import collect_data_files, get_package_paths

base, package = map(Path, get_package_paths("holidays"))
files = [file.relative_to(base).with_suffix("") for file in sorted(package.rglob("*.py"))]
# By its files: PyInstaller's own way imports each of 300 modules, to ask it for more of them.
names = [".".join(file.parts).removesuffix(".__init__") for file in files]
hiddenimports = [name for name in names if name != "holidays.ical"]
datas = collect_data_files("holidays", excludes=["**/*.po"])
