"""What is said of a server, by what is seen of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from db.rules.findings import Severity
from db.rules.server.fitting import KNOWN
from db.rules.server.ground import Ground, unfit
from db.rules.server.judging import judge
from db.rules.server.seen import Archiver, Door, Rights, SchemaState, ServerSeen

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOUND = {
    "archive_mode": "on",
    "data_checksums": "on",
    "fsync": "on",
    "full_page_writes": "on",
    "log_error_verbosity": "terse",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "-1",
    "log_statement": "none",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "superuser_reserved_connections": "3",
    "synchronous_commit": "on",
}
GOOD = ServerSeen(
    rights=Rights("harbor/ana"),
    version=180006,
    encoding="UTF8",
    clock_ahead=timedelta(),
    settings=SOUND,
    archiver=Archiver(last_done=NOON),
    today=NOON.date(),
    here=False,
    encrypted=True,
    certificate_until=date(2027, 6, 30),
    asks_scram=True,
    schema=SchemaState.CURRENT,
    staff=24,
)


def said(seen: ServerSeen) -> dict[str, Severity]:
    """What is said beside what is only shown of a good one."""
    shown = {"server.archive_works", "server.backups_unseen"}
    return {one.code: one.severity for one in judge(seen) if one.code not in shown}


def test_of_a_good_server_nothing_is_said_but_what_cannot_be_seen() -> None:
    assert said(GOOD) == {}
    assert {one.severity for one in judge(GOOD)} == {Severity.INFORMATION}


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("server.no_tls", {"encrypted": False}),
        ("server.no_password", {"without_password": Door.OPEN}),
        ("server.too_old", {"version": 130023}),
        ("server.encoding", {"encoding": "SQL_ASCII"}),
        ("server.clock_ahead", {"clock_ahead": timedelta(seconds=61)}),
        ("server.clock_behind", {"clock_ahead": timedelta(seconds=-61)}),
        ("server.extension", {"missing_extensions": ["btree_gist"]}),
        ("server.connections_limited", {"connections": 2}),
        ("server.other_walls", {"schema": SchemaState.OTHER_WALLS}),
        ("server.schema_newer", {"schema": SchemaState.NEWER}),
        ("server.archive_fails", {"archiver": Archiver(NOON, NOON + timedelta(hours=1))}),
        ("server.superuser", {"rights": Rights("x", superuser=True)}),
        ("server.passes_policies", {"rights": Rights("x", passes_policies=True)}),
        ("server.makes_roles", {"rights": Rights("x", makes_roles=True)}),
        ("server.replicates", {"rights": Rights("x", replicates=True)}),
        ("server.owns_tables", {"rights": Rights("x", owns_tables=True)}),
        ("server.becomes", {"rights": Rights("x", stronger=["y"])}),
    ],
)
def test_what_must_be_mended(code: str, seen: dict[str, Any]) -> None:
    assert said(replace(GOOD, **seen)) == {code: Severity.HARD}


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("server.certificate_ends", {"certificate_until": NOON.date() + timedelta(days=29)}),
        ("server.plain_let_in", {"without_encryption": Door.ASKS}),
        ("server.no_password_socket", {"without_password": Door.OPEN, "by_socket": True}),
        ("server.no_scram", {"asks_scram": False}),
        ("server.behind", {"version": 170000 + KNOWN[17] - 2}),
        ("server.no_longer_mended", {"version": 140024, "today": date(2026, 11, 13)}),
        ("server.few_connections", {"staff": 25}),
        ("server.schema_older", {"schema": SchemaState.OLDER}),
        ("server.archive_empty", {"archiver": Archiver()}),
        ("server.makes_databases", {"rights": Rights("x", makes_databases=True)}),
    ],
)
def test_what_had_better_be_mended(code: str, seen: dict[str, Any]) -> None:
    assert said(replace(GOOD, **seen)) == {code: Severity.SOFT}


@pytest.mark.parametrize(
    ("code", "weight", "settings"),
    [
        ("server.not_durable", "hard", {"fsync": "off"}),
        ("server.not_durable", "hard", {"full_page_writes": "off"}),
        ("server.saves_late", "hard", {"synchronous_commit": "off"}),
        ("server.logs_statements", "hard", {"log_statement": "mod"}),
        ("server.logs_slow", "hard", {"log_min_duration_statement": "500"}),
        ("server.logs_slow", "hard", {"log_transaction_sample_rate": "0.1"}),
        ("server.logs_on_error", "hard", {"log_parameter_max_length_on_error": "-1"}),
        ("server.logs_details", "soft", {"log_error_verbosity": "default"}),
        ("server.no_checksums", "soft", {"data_checksums": "off"}),
        ("server.password_encryption", "soft", {"password_encryption": "md5"}),
        ("server.no_archive", "soft", {"archive_mode": "off"}),
        ("server.few_connections", "soft", {"max_connections": "60"}),
        ("server.listens_everywhere", "information", {"listen_addresses": "localhost, 0.0.0.0"}),
    ],
)
def test_a_setting(code: str, weight: str, settings: dict[str, str]) -> None:
    assert said(replace(GOOD, settings=SOUND | settings)) == {code: Severity(weight)}


def test_statements_in_the_log_without_their_values_name_nobody() -> None:
    settings = SOUND | {"log_statement": "all", "log_parameter_max_length": "0"}
    assert said(replace(GOOD, settings=settings)) == {}


def test_what_a_login_cannot_see_is_not_called_wrong() -> None:
    assert said(replace(GOOD, settings={}, staff=None, asks_scram=None)) == {}


def test_on_this_computer_nothing_needs_to_be_encrypted() -> None:
    here = replace(GOOD, here=True, encrypted=False, without_encryption=Door.ASKS)
    assert said(here) == {}


def test_what_must_be_mended_is_said_first() -> None:
    findings = judge(replace(GOOD, settings=SOUND | {"data_checksums": "off", "fsync": "off"}))
    assert [one.severity.value for one in findings][:2] == ["hard", "soft"]


EMPTY = Ground("builder", 180006, "UTF8", True, True, True, True)


@pytest.mark.parametrize(
    ("code", "field", "ground"),
    [
        ("server.too_old", "address", replace(EMPTY, version=130020)),
        ("server.encoding", "address", replace(EMPTY, encoding="SQL_ASCII")),
        ("server.extension", "address", replace(EMPTY, missing_extensions=("btree_gist",))),
        ("office.server_not_empty", "address", replace(EMPTY, empty=False)),
        ("server.earlier_login", "address", replace(EMPTY, earlier_login="harbor/ana")),
        ("server.cannot_make_roles", "login", replace(EMPTY, makes_roles=False)),
        (
            "server.database_of_another",
            "login",
            replace(EMPTY, owns_database=False, owns_schema=False),
        ),
        ("server.schema_of_another", "login", replace(EMPTY, owns_schema=False)),
    ],
)
def test_what_keeps_an_office_from_being_made_stands_beside_what_was_typed(
    code: str, field: str, ground: Ground
) -> None:
    assert not list(unfit(EMPTY))
    (one,) = unfit(ground)
    assert (one.code, one.field, one.severity) == (code, field, Severity.HARD)
