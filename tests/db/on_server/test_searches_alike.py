"""A file and a server find the same, whatever is typed: people, the clients' list, notes."""

import random
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Connection

from db.models.note import ContactNote
from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list, client_rows
from db.queries.notes.find import find_notes
from db.queries.search.find import find
from db.queries.search_index import search_index
from db.rules.codes import NoteStatus
from db.rules.ids import new_id
from db.rules.names import tokens
from tests.db.bench import Bench, make_bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import mobile, on_file

_FIRST = (
    "Ada", "María José", "Łukasz", "Bob", "Robert", "Siobhán", "Jean-Luc", "O'Neal", "Nguyễn",
    "Мария", "محمد", "王", "अनिता", "Zoë", "Þóra", "Maryam", "Mary Ann", "D’Angelo",
)  # fmt: skip
_LAST = (
    "Lovelace", "Núñez-García", "O'Brien", "Smith", "Smyth", "Schmidt", "van der Berg", "Иванова",
    "الأحمد", "小明", "शर्मा", "de la Cruz", "Müller", "St. John", "Ó Súilleabháin", "Obrien",
)  # fmt: skip


class Pair:
    """The same people in an office on a file and in one on a server."""

    def __init__(self, server: Connection) -> None:
        self.file, self.server = make_bench(), make_bench(server=server)
        self.numbers: list[str] = []
        dice = random.Random(11)
        for number in range(60):
            name = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
            born = f"{dice.randint(1940, 2020)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
            phone = mobile(f"(555) 201-{dice.randint(1000, 9999)}")
            for bench in (self.file, self.server):
                on_file(bench, name, born, contact_points=(phone,), preferred_name=f"Pip {number}")
            self.numbers += [name, born, phone.value, f"C-{number:05d}"]

    def typed(self, dice: random.Random) -> str:
        """Something of what is on file, cut, mistyped, in another order or in capitals."""
        words = dice.choice(self.numbers).split()
        dice.shuffle(words)
        text = " ".join(word[: dice.randint(1, len(word))] for word in words)
        if dice.random() < 0.3 and len(text) > 3:
            at = dice.randrange(1, len(text) - 1)
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text.upper() if dice.random() < 0.2 else text


@pytest.fixture(scope="module")
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    engine = request.getfixturevalue("server_engine")
    with engine.connect() as connection:
        transaction = connection.begin()
        made = Pair(connection)
        yield made
        made.file.session.close()
        made.server.session.close()
        transaction.rollback()


def test_of_people(pair: Pair) -> None:
    dice, found = random.Random(5), 0
    for _ in range(400):
        typed = pair.typed(dice)
        hits = [
            [(hit.number, hit.sort_name, hit.near) for hit in bench.read(find, typed, 500)]
            for bench in (pair.file, pair.server)
        ]
        assert sorted(hits[0]) == sorted(hits[1]), typed
        found += bool(hits[0])
    assert found > 200


def test_of_the_clients_list_and_in_one_order(pair: Pair) -> None:
    dice = random.Random(6)
    for _ in range(100):
        asked = ClientFilter(text=pair.typed(dice))
        lists = []
        for bench in (pair.file, pair.server):
            ids = bench.read(client_list, asked, ClientSort.NAME)
            lists.append([row.number for row in bench.read(client_rows, ids)])
        assert lists[0] == lists[1], asked.text


_NOTES = (
    "She asked for bread, and for the bus fare (2,50 €).",
    "Don't call before noon; call-back at 14:30.",
    "Ella pidió ayuda; mañana vuelve. Bread again!",
    "Telefonat mit Frau Müller-Lüdenscheidt über die Wohnung.",
    "Она просила хлеба. 2026-03-14",
    "bread " * 3_000 + " ".join(f"word{number}" for number in range(20_000)),
    "'single' \"double\" back\\slash & | ! : * ( ) <-> %s %(p1)s ?1",
    "",
)


def test_of_notes_newest_first(pair: Pair) -> None:
    ids = [new_id() for _ in _NOTES]
    for bench in (pair.file, pair.server):
        case_id = case_on_file(bench, on_file(bench, "Nora Note"))
        for number, (record_id, note) in enumerate(zip(ids, _NOTES, strict=True)):
            noted(bench, case_id, record_id, note, number)
            search_index(bench.session).put(bench.session, "note", record_id, tokens(note))
        search_index(bench.session).put(bench.session, "note", ids[1], tokens("Nobody at home"))
        search_index(bench.session).remove(bench.session, "note", ids[2])
        bench.session.commit()
    for typed in (
        "bread",
        "br",
        "call noon",
        "müller",
        "хлеб",
        "word19",
        "2026",
        "p1",
        "home",
        "c",
    ):
        found = [matching(bench, typed) for bench in (pair.file, pair.server)]
        assert found[0] == found[1], typed
    assert matching(pair.server, "bread") == [ids[5], ids[0]]
    assert matching(pair.server, "home") == [ids[1]]
    assert matching(pair.server, "word19999") == [ids[5]]


def noted(bench: Bench, case_id: UUID, note_id: UUID, words: str, minutes: int) -> None:
    bench.add(
        ContactNote(
            id=note_id,
            case_id=case_id,
            author_id=bench.user.id,
            status=NoteStatus.SIGNED,
            started_at=bench.now + timedelta(minutes=minutes),
            text=words,
        )
    )


def matching(bench: Bench, typed: str) -> list[UUID]:
    return [note.id for note in bench.read(find_notes, typed)]
