"""Receipt codes: enough chance, forgiving of handwriting, of no use once revoked, and never for staff."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection

from community.accounts.models import Receipt, User
from community.accounts.receipts import (
    LENGTH,
    NoReceiptForStaff,
    issue_receipt,
    open_receipt,
    read_code,
    revoke_receipts,
)

SHAPE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}")


def test_a_code_has_eighty_bits_in_an_alphabet_that_is_not_misread(gus: User) -> None:
    codes = [issue_receipt(gus) for _n in range(200)]
    assert all(SHAPE.fullmatch(code) for code in codes)
    assert len(set(codes)) == 200
    letters = {letter for code in codes for letter in code} - {"-"}
    assert len(letters) == 32  # 5 bits a letter; one of 32 missing among 3,200 has a chance of less than 1 in 10^42
    assert LENGTH * 5 == 80


def test_a_code_is_kept_as_a_keyed_hash_alone(gus: User) -> None:
    code = issue_receipt(gus)
    (row,) = Receipt.objects.values()
    stored = " ".join(str(value) for value in row.values()).upper()
    assert code not in stored
    assert read_code(code) not in stored
    assert re.fullmatch(r"[0-9a-f]{64}", row["code_hash"])


@pytest.mark.parametrize("key", ["another key", ""])
def test_the_hash_needs_the_key(gus: User, settings: object, key: str) -> None:
    code = issue_receipt(gus)
    settings.RECEIPT_KEY = key  # type: ignore[attr-defined]
    assert open_receipt(code) is None


def test_a_code_opens_as_people_type_it(gus: User) -> None:
    code = issue_receipt(gus)
    bare = code.replace("-", "")
    for typed in (code, bare, code.lower(), f"  {bare} ", code.replace("-", " "), code.replace("-", " – "), f"{code}."):
        assert open_receipt(typed) == gus


@pytest.mark.parametrize(("typed", "read"), [("oO0", "000"), ("iIlL1", "11111"), ("ab-c d", "ABCD"), ("", "")])
def test_misread_letters_are_mended(typed: str, read: str) -> None:
    assert read_code(typed) == read


@pytest.mark.parametrize("typed", ["", "-", "0000-0000-0000-0000", "\x00", "é" * 16, "x" * 10_000, "' OR 1=1 --"])
def test_a_wrong_code_opens_nothing(typed: str, gus: User) -> None:
    issue_receipt(gus)
    assert open_receipt(typed) is None


def test_a_new_receipt_revokes_the_old_one(gus: User) -> None:
    old, new = issue_receipt(gus), issue_receipt(gus)
    assert (open_receipt(old), open_receipt(new)) == (None, gus)
    assert Receipt.objects.filter(user=gus, revoked_at=None).count() == 1


def test_a_revoked_receipt_opens_nothing(gus: User) -> None:
    code = issue_receipt(gus)
    revoke_receipts(gus)
    assert open_receipt(code) is None


def test_revoking_touches_one_person(gus: User, stan: User) -> None:
    code = issue_receipt(stan)
    revoke_receipts(gus)
    assert open_receipt(code) == stan


def test_staff_get_no_receipt(mo: User) -> None:
    with pytest.raises(NoReceiptForStaff):
        issue_receipt(mo)
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("changed", [{"is_staff": True}, {"is_active": False}])
def test_a_receipt_opens_neither_staff_nor_a_closed_account(changed: dict[str, bool], gus: User) -> None:
    code = issue_receipt(gus)
    User.objects.filter(pk=gus.pk).update(**changed)
    assert open_receipt(code) is None


def test_a_receipt_is_no_way_around_a_password(gus: User) -> None:
    code = issue_receipt(gus)
    gus.set_password("a long one of my own")
    gus.save()
    assert open_receipt(code) is None


def test_a_receipt_is_no_way_around_a_second_factor(gus: User) -> None:
    code = issue_receipt(gus)
    Authenticator.objects.create(user=gus, type=Authenticator.Type.TOTP, data={})
    assert open_receipt(code) is None


def test_one_query_whatever_was_typed(gus: User, django_assert_num_queries: object) -> None:
    code = issue_receipt(gus)
    for typed in (code, "", "nonsense", "0" * 16):
        with django_assert_num_queries(1):  # type: ignore[operator]
            open_receipt(typed)


def test_database_allows_one_valid_receipt_a_person(gus: User) -> None:
    issue_receipt(gus)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="one_valid_per_person"):
        cursor.execute(
            "INSERT INTO accounts_receipt (user_id, code_hash, issued_at) VALUES (%s, 'another', now())", [gus.pk]
        )


def sql(words: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words, values)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts_user SET password = 'pbkdf2_sha256$1$x$y' WHERE id = %s",
        "UPDATE accounts_user SET is_staff = true WHERE id = %s",
        """INSERT INTO mfa_authenticator (user_id, type, data, created_at)
           VALUES (%s, 'webauthn', '{}', now())""",
    ],
)
def test_the_database_revokes_a_receipt_for_good(change: str, gus: User, stan: User) -> None:
    """Taking the password, the role or the factor away again does not bring the receipt back."""
    code, of_stan = issue_receipt(gus), issue_receipt(stan)
    sql(change, gus.pk)
    sql("UPDATE accounts_user SET password = '!', is_staff = false WHERE id = %s", gus.pk)
    sql("DELETE FROM mfa_authenticator")
    assert open_receipt(code) is None
    assert Receipt.objects.get(user=gus).revoked_at is not None
    assert open_receipt(of_stan) == stan


def test_what_has_nothing_to_do_with_signing_in_leaves_a_receipt_alone(gus: User) -> None:
    code = issue_receipt(gus)
    gus.email = "gus@example.org"
    gus.set_unusable_password()
    gus.save()
    assert open_receipt(code) == gus
