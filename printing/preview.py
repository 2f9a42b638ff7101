"""Pages of a finished PDF as pictures, for the preview and the printer. Knows no Qt."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from types import TracebackType
from typing import Any, Self

# PDFium may be used by one thread at a time, whatever the document.
_pdfium = Lock()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: pixels in rows from the top, four bytes each (blue, green, red, unused).

    Qt calls this Format_RGB32. `stride` is the length of a row in bytes.
    """

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages:
    """The pages of a PDF, counted from 0. Close it, or use it in a with statement."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with _pdfium:
            self._document: Any = pypdfium2.PdfDocument(pdf)
            self._count = len(self._document)

    def __len__(self) -> int:
        return self._count

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        with _pdfium:
            width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def picture(self, page: int, scale: float) -> PagePicture:
        """A page at so many pixels a point (1.0 is 72 dpi)."""
        with self._bitmap(page, scale) as bitmap:
            return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))

    def png(self, page: int, dpi: float = 96.0) -> bytes:
        """A page as a PNG picture."""
        out = BytesIO()
        with self._bitmap(page, dpi / 72) as bitmap:
            bitmap.to_pil().save(out, "PNG")
        return out.getvalue()

    def text(self, page: int) -> str:
        """The words on a page, for copying and for screen readers."""
        with _pdfium:
            shown = self._document[page]
            words = shown.get_textpage()
            try:
                return str(words.get_text_bounded())
            finally:
                words.close()
                shown.close()

    def close(self) -> None:
        """Free the memory. Closing twice does no harm."""
        with _pdfium:
            if self._document is not None:
                self._document.close()
                self._document = None

    @contextmanager
    def _bitmap(self, page: int, scale: float) -> Iterator[Any]:
        with _pdfium:
            shown = self._document[page]
            bitmap = shown.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            try:
                yield bitmap
            finally:
                bitmap.close()
                shown.close()
