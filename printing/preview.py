"""Pages of a finished PDF as pictures, for the preview and the printer. Knows no Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: pixels in rows from the top, four bytes each (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document.get_page_size(number) for number in range(len(document))]
    finally:
        document.close()


def picture(pdf: bytes, page: int, scale: float) -> PagePicture:
    """A page, counted from 0, at so many pixels a point (1.0 is 72 dpi)."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        document.close()
