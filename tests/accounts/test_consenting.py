"""Consent: explicit, with its version and time, once for each kind."""

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from community.accounts.consenting import (
    VERSIONS,
    give_consent,
    has_consent,
    missing_consents,
    standing_consents,
)
from community.accounts.models import Consent, ConsentKind, User
from community.check_and_send.joining import SENTENCES


def test_every_kind_has_a_version_and_a_sentence() -> None:
    assert set(VERSIONS) == set(SENTENCES) == set(ConsentKind)


def test_a_consent_notes_kind_version_and_time(gus: User) -> None:
    before = timezone.now()
    give_consent(gus, ConsentKind.KEEP)
    consent = Consent.objects.get()
    assert (consent.user, consent.kind, consent.version, consent.withdrawn_at) == (gus, "keep", 1, None)
    assert before <= consent.given_at <= timezone.now()


def test_saying_yes_twice_changes_nothing(gus: User) -> None:
    give_consent(gus, ConsentKind.KEEP)
    given_at = Consent.objects.get().given_at
    give_consent(gus, ConsentKind.KEEP)
    assert Consent.objects.get().given_at == given_at


def test_what_is_missing_comes_in_the_order_asked(gus: User) -> None:
    give_consent(gus, ConsentKind.PUBLISH)
    assert missing_consents(gus, tuple(ConsentKind)) == (ConsentKind.KEEP, ConsentKind.FIGURES, ConsentKind.RESEARCH)
    assert missing_consents(None, (ConsentKind.PUBLISH,)) == (ConsentKind.PUBLISH,)


def test_a_consent_is_its_givers_alone(gus: User, stan: User) -> None:
    give_consent(gus, ConsentKind.KEEP)
    assert (has_consent(gus, ConsentKind.KEEP), has_consent(stan, ConsentKind.KEEP)) == (True, False)


def test_a_withdrawn_consent_counts_no_more_and_can_be_given_again(gus: User) -> None:
    give_consent(gus, ConsentKind.KEEP)
    Consent.objects.update(withdrawn_at=timezone.now())
    assert standing_consents(gus) == frozenset()
    give_consent(gus, ConsentKind.KEEP)
    assert standing_consents(gus) == {ConsentKind.KEEP}
    assert Consent.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "withdrawn", "constraint"),
    [
        ("nonsense", "NULL", "accounts_consent_kind_known"),
        ("keep", "now() - interval '1 day'", "accounts_consent_times_in_order"),
    ],
)
def test_database_refuses_a_consent_that_cannot_be(gus: User, kind: str, withdrawn: str, constraint: str) -> None:
    sql = f"INSERT INTO accounts_consent (user_id, kind, version, given_at, withdrawn_at) VALUES (%s, %s, 1, now(), {withdrawn})"  # noqa: E501
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match=constraint):
        cursor.execute(sql, [gus.pk, kind])


def test_database_refuses_two_standing_consents_of_a_kind(gus: User) -> None:
    give_consent(gus, ConsentKind.KEEP)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="one_standing_per_kind"):
        cursor.execute(
            "INSERT INTO accounts_consent (user_id, kind, version, given_at) VALUES (%s, 'keep', 1, now())", [gus.pk]
        )
