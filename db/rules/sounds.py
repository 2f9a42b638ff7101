"""How a name sounds, so that Meyer and Maier are found together."""

from functools import lru_cache

import jellyfish


@lru_cache(maxsize=100_000)
def sound_key(word: str) -> str:
    """A short key that names of like sound share (Metaphone, Philips 1990).

    `word` is folded. Names in other scripts than Latin, which have no such key, give their
    first four characters.
    """
    if not word.isascii():
        return word[:4]
    # A doubled or silent letter at the beginning is what typists vary most.
    return jellyfish.metaphone(word) or word[:4]
