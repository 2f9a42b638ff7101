"""The layer with a real Secret Service has one: otherwise its tests would prove nothing."""

import keyring
import pytest

pytestmark = pytest.mark.secret_service


def test_what_is_kept_is_found_again_and_gone_once_deleted() -> None:
    keyring.set_password("caseroom-tests", "ada", "s3cret")
    assert keyring.get_password("caseroom-tests", "ada") == "s3cret"
    keyring.delete_password("caseroom-tests", "ada")
    assert keyring.get_password("caseroom-tests", "ada") is None


def test_the_keyring_in_use_is_the_secret_service() -> None:
    assert type(keyring.get_keyring()).__module__ == "keyring.backends.SecretService"
