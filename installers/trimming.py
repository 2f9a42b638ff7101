"""What is left out of the built program, in one place, each with the reason.

Paths are those inside the program's folder of files, with forward slashes.
"""

import re
import sys
from pathlib import PurePosixPath

# A pattern matches the whole path. What names a folder takes all in it.
LEFT_OUT: dict[str, str] = {
    r"(?:.*/)?PySide6/(?:Qt/)?qml/.*": "the windows are widgets",
    r"(?:.*/)?(?:lib)?Qt6?(?:Qml|Quick|Qmltyperegistrar)[^/]*": "the windows are widgets",
    r"(?:.*/)?(?:lib)?Qt6?(?:VirtualKeyboard|Designer|Help|UiTools|Test|Lottie|Labs|ShaderTools|"
    r"Concurrent|Network|Sql|Xml)[^/]*": "the program uses no such part of Qt",
    r"(?:.*/)?PySide6/Qt(?:Qml|Quick|Designer|Help|UiTools|Test|Concurrent|Network|Sql|Xml)[^/]*": (
        "the program uses no such part of Qt"
    ),
    r"(?:.*/)?PySide6/(?:Qt/)?(?:resources|metatypes|include|typesystems|glue|doc|scripts|support)/"
    r".*": "for developers",
    r"(?:.*/)?PySide6/.*\.(?:pyi|lib|cmake|prl|json)": "for developers",
    r"(?:.*/)?opengl32sw\.dll": "20 MB of drawing in software for OpenGL, which no widget asks for",
    r"(?:.*/)?d3dcompiler_47\.dll": "for Qt Quick's shaders",
    r"(?:.*/)?PySide6/(?:Qt/)?translations/(?!qtbase_(?:en|es)\.qm$).*": (
        "Qt's own words, in the two languages that the program speaks"
    ),
    r"(?:.*/)?plugins/(?:qmltooling|qmllint|qmlls|designer|sqldrivers|virtualkeyboard|generic|"
    r"networkinformation|renderers|scenegraph|vectorimageformats|help|egldeviceintegrations|"
    r"tls|assetimporters|sceneparsers|geometryloaders)/.*": "plugins for parts that stay out",
    r"(?:.*/)?plugins/platforms/(?:lib)?q(?:eglfs|linuxfb|vnc|vkkhrdisplay|minimal|minimalegl|"
    r"direct2d)[^/]*": "no office PC shows windows that way",
    r"(?:.*/)?plugins/(?:xcbglintegrations|wayland-graphics-integration-client)/.*": (
        "no window draws with OpenGL"
    ),
    r"(?:.*/)?libQt6OpenGL\.[^/]*": "no window draws with OpenGL",
    r"(?:.*/)?plugins/wayland-shell-integration/lib(?:wl-shell-plugin|ivi-shell|qt-shell|"
    r"fullscreen-shell-v1)\.so": "desktops speak xdg-shell",
    r"(?:.*/)?libQt6WlShellIntegration\.[^/]*": "desktops speak xdg-shell",
    r"dateutil/zoneinfo/.*\.tar\.gz": "time zones come from tzdata",
    r"(?:.*/)?plugins/platforminputcontexts/.*qtvirtualkeyboard.*": "the system has one",
    r"(?:.*/)?plugins/platformthemes/libqgtk3\.so": (
        "it would need all of GTK; the program has a look of its own"
    ),
    r"(?:.*/)?plugins/imageformats/(?:lib)?q(?:icns|tga|tiff|wbmp|webp|pdf)[^/]*": (
        "no such pictures are shown"
    ),
    r"(?:.*/)?(?:lib)?Qt6?Egl[^/]*": "no office PC shows windows that way",
    r"(?:.*/)?pillow\.libs/lib(?:avif|webpdemux|lcms2|freetype|harfbuzz|raqm|brotli)[^/]*": (
        "for kinds of picture that are not read"
    ),
    r"lib(?:avif|webpdemux|lcms2|freetype|harfbuzz|raqm|brotli)[^/]*-[0-9a-f]{8}\.so[^/]*": (
        "links to those"
    ),
    r"rapidfuzz/(?:.*/)?[^/]*_avx2\.[^/]*": "the same for newer processors only, a little faster",
    r"babel/locale-data/(?!(?:root|en(?:_[A-Z0-9]+)?|es(?:_[A-Z0-9]+)?)\.dat$).*": (
        "the program speaks English and Spanish"
    ),
    r"db/texts/locale/(?:[^/]*/)+[^/]*\.po": "what the catalogue beside it was compiled from",
    r"holidays/locale/(?:[^/]*/)+[^/]*\.po": "what the catalogues were compiled from",
    r"holidays/locale/(?!(?:en|es)(?:_[A-Z]+)?/).*": "the program speaks English and Spanish",
    r"(?:.*/)?tests?/.*": "tests of others",
    r"setuptools/.*": "nothing is installed at run time",
    r"(?:setuptools|pip|wheel)-[^/]*\.dist-info/.*": "nothing is installed at run time",
    r"(?:.*/)?direct_url\.json": "it names the folder of the build",
    r"[^/]*\.dist-info/(?:RECORD|INSTALLER|REQUESTED)": "they say who installed it for the build",
    r"(?:.*/)?__pycache__/.*": "left by whoever ran the sources",
    r"(?:.*/)?_codecs_(?:cn|hk|jp|kr|tw|iso2022)\.[^/]*": "no file is read in these",
    r"(?:.*/)?lib/python\d\.\d+/(?:test|idlelib|tkinter)/.*": "for developers",
}

# Libraries of the system (Linux): the package depends on them instead, so that Debian mends them.
# These come along all the same, because their names change from one release to the next.
_FROM_THE_BUILDER = re.compile(r"lib(?:python|mpdec)[^/]*")
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")

_OUT = [re.compile(pattern) for pattern in LEFT_OUT]


def stays(inside: str, source: str = "", platform: str = sys.platform) -> bool:
    """Whether a file belongs to the built program: where it would stand, and where it is from."""
    path = inside.replace("\\", "/")
    if any(pattern.fullmatch(path) for pattern in _OUT):
        return False
    return not (platform == "linux" and _is_of_the_system(source))


def _is_of_the_system(source: str) -> bool:
    name = PurePosixPath(source).name
    if not re.fullmatch(r".*\.so(?:\.[\d.]+)?", name) or _FROM_THE_BUILDER.fullmatch(name):
        return False
    return source.startswith(_SYSTEM_FOLDERS) and "/python3" not in source
