"""A function that acts with its owner's rights: who may call it, and where it looks for names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from db.migrations.walls.names import identifier

_BY_KEY = " SET enable_hashjoin = off SET enable_mergejoin = off"


@dataclass(frozen=True)
class Function:
    """A function in plpgsql, whose plans are kept for the session. `takes` are its arguments."""

    name: str
    takes: str
    gives: str
    body: str
    stable: bool = True
    few: bool = False  # rows, each to be looked up by its key however large the tables are

    def statements(
        self,
        schema: str,
        owner: str,
        callers: Sequence[str],
        filled: Mapping[str, str] = MappingProxyType({}),
    ) -> Iterator[str]:
        """Make it anew. `owner` is a role's name, `callers` stand as in a statement; `filled` is
        what is put in the places of the body, as it stands in a statement.
        """
        body = self.body
        for place, text in filled.items():
            body = body.replace(place, text)
        yield (
            f"CREATE OR REPLACE FUNCTION {self.name}({self.takes}) RETURNS {self.gives}"
            f" LANGUAGE plpgsql {'STABLE' if self.stable else 'VOLATILE'}"
            f" SECURITY DEFINER{_BY_KEY if self.few else ''}"
            f" SET search_path = {identifier(schema)}, pg_temp AS $body${body}$body$"
        )
        signature = f"{self.name}({self.types})"
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f"ALTER FUNCTION {signature} OWNER TO {identifier(owner)}"
        if callers:
            yield f"GRANT EXECUTE ON FUNCTION {signature} TO {', '.join(callers)}"

    @property
    def types(self) -> str:
        """Its arguments without their names."""
        return ", ".join(one.split(maxsplit=1)[1] for one in self.takes.split(", ") if one)
