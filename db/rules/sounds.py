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
    key: str = jellyfish.metaphone(word)
    # A y inside is mostly a vowel in names (Meyer, Maier), which the key leaves out.
    return key[:1] + key[1:].replace("Y", "") or word[:4]
