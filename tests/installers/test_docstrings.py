"""What is shipped does what the sources do, without the words for who reads those."""

import pytest

from installers.docstrings import POINT, without_docstrings

_SOURCE = '''\
"""Of the module."""
from dataclasses import dataclass

@dataclass
class Client:
    """Of a class."""
    name: str = "Of a default."

    def greet(self):
        """Of a method."""
        assert self.name, "Of an assert."
        def inner():
            """Of a function within."""
            return "Of a result."
        return inner

    async def wait(self):
        """Of a coroutine."""

def echo():
    """Said twice."""
    return "Said twice."

def without():
    return "Not one."

many = [NUMBERS]
words = [*("Of a generator." for _ in range(1))]
call = lambda: "Of a lambda."
'''.replace("NUMBERS", ", ".join(f'"{n}"' for n in range(300)))


@pytest.fixture
def made() -> dict[str, object]:
    found: dict[str, object] = {"__name__": __name__}
    exec(without_docstrings(compile(_SOURCE, "a.py", "exec")), found)
    return found


def _words(value: object) -> set[str]:
    constants = getattr(value, "co_consts", ())
    inner = [_words(one) for one in constants]
    return {one for one in constants if isinstance(one, str)}.union(*inner)


def test_every_docstring_is_gone_and_nothing_else(made) -> None:
    before = compile(_SOURCE, "a.py", "exec")
    gone = _words(before) - _words(without_docstrings(before))
    assert gone == {
        "Of the module.",
        "Of a class.",
        "Of a method.",
        "Of a function within.",
        "Of a coroutine.",
    }


def test_what_asks_whether_there_is_a_docstring_finds_one(made) -> None:
    client = made["Client"]
    assert made["__doc__"] == client.__doc__ == client.greet.__doc__ == POINT
    assert client.wait.__doc__ == client().greet().__doc__ == POINT


def test_what_it_does_is_the_same(made) -> None:
    assert made["Client"]().greet()() == "Of a result."
    assert made["echo"]() == made["echo"].__doc__ == "Said twice."
    assert made["without"]() == "Not one."
    assert made["without"].__doc__ is None
    assert made["many"] == [str(n) for n in range(300)]
    assert made["words"] == ["Of a generator."]
    assert made["call"]() == "Of a lambda." and made["call"].__doc__ is None


def test_asserts_are_kept(made) -> None:
    with pytest.raises(AssertionError, match=r"Of an assert\."):
        made["Client"](name="").greet()
