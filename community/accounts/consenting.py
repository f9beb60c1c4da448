"""Consent: explicit, versioned, with its time. GDPR Art. 7 and 9(2)(a)."""

from collections.abc import Iterable

from community.accounts.models import Consent, ConsentKind, User

# Raise a number when the sentence beside its box changes; the sentences stand in check_and_send/joining.py.
VERSIONS = {ConsentKind.KEEP: 1, ConsentKind.PUBLISH: 1, ConsentKind.FIGURES: 1, ConsentKind.RESEARCH: 1}


def give_consent(user: User, kind: ConsentKind) -> None:
    """Record that `user` agreed to the current version of `kind`; does nothing where a yes stands already."""
    Consent.objects.bulk_create([Consent(user=user, kind=kind, version=VERSIONS[kind])], ignore_conflicts=True)


def standing_consents(user: User) -> frozenset[ConsentKind]:
    """Return what `user` has agreed to and not withdrawn."""
    kinds = Consent.objects.filter(user=user, withdrawn_at=None).values_list("kind", flat=True)
    return frozenset(ConsentKind(kind) for kind in kinds)


def has_consent(user: User, kind: ConsentKind) -> bool:
    """Say whether `user` has agreed to `kind` and not withdrawn."""
    return kind in standing_consents(user)


def missing_consents(user: User | None, kinds: Iterable[ConsentKind]) -> tuple[ConsentKind, ...]:
    """Return those of `kinds` that `user` (None: someone new) has not agreed to, in the order given."""
    given = standing_consents(user) if user else frozenset()
    return tuple(kind for kind in kinds if kind not in given)
