"""What somebody can read who has the whole folder, the office's data key, and keys of their own.

Every page of the database is decrypted by hand, those that are free and those that wait in a
journal included; so is the database in every backup. All that is found is one heap of bytes to
search in.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _SALT = 4096, 80, 16
_FIRST = b"SQLite format 3\0"


def everything(folder: Path, data_key: bytes) -> bytes:
    """All bytes that lie in the folder, encrypted and, as far as the key goes, decrypted."""
    heap = []
    for path in sorted(folder.rglob("*")):
        heap.append(path.name.encode())
        if path.is_file():
            content = path.read_bytes()
            heap.append(content)
            heap += _opened(path.name, content, data_key)
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    for name in packed.namelist():
                        heap += _opened(Path(name).name, packed.read(name), data_key)
    heap.append(b" ".join(_words(folder / "office.db", data_key)))
    return b"\n".join(heap)


def _opened(name: str, content: bytes, key: bytes) -> Iterator[bytes]:
    if name == "office.db":
        yield from _pages(content, key)
    elif name == "office.db-wal":
        for start in range(32 + 24, len(content), 24 + _PAGE):
            yield from _pages(content[start : start + _PAGE], key, whole=False)
    elif name == "office.db-journal":
        for start in range(512 + 4, len(content), 4 + _PAGE + 4):
            yield from _pages(content[start : start + _PAGE], key, whole=False)


def _pages(content: bytes, key: bytes, *, whole: bool = True) -> Iterator[bytes]:
    for start in range(0, len(content) - _PAGE + 1, _PAGE):
        page = content[start : start + _PAGE]
        offset = _SALT if whole and start == 0 else 0
        nonce = page[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
        cipher = Cipher(algorithms.AES(key), modes.CBC(nonce)).decryptor()
        yield cipher.update(page[offset : _PAGE - _RESERVED]) + cipher.finalize()


def _words(database: Path, key: bytes) -> Iterator[bytes]:
    """The terms of the search indexes, which lie in pieces in the pages."""
    connection = driver.connect(str(database))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for table in ("search_name", "search_note"):
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab(main, {table}, row)"
        )
        for (term,) in connection.execute(f"SELECT term FROM temp.{table}_terms"):
            yield term.encode()
    connection.close()
