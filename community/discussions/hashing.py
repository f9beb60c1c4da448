"""What a decision commits to, and whether what is stored is still what was decided."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from enum import StrEnum

from community.discussions.models import Decision, DecisionText


def new_salt() -> str:
    """Return 256 random bits as hex."""
    return secrets.token_hex(32)


def commitment(salt: str, facts: str) -> str:
    """Return SHA-256 over salt and facts as hex: proves the words while they are there, tells nothing once erased."""
    return hashlib.sha256(f"{salt}\n{facts}".encode()).hexdigest()


def hash_of(decision: Decision) -> str:
    """Return SHA-256 as hex over the facts of record of `decision` and the hash before it."""
    record = [
        decision.post_id,
        decision.seq,
        decision.revision_id,
        decision.outcome,
        decision.by_id,
        decision.rule_id,
        decision.commitment,
        decision.decided_at.isoformat(),
        decision.previous_hash,
    ]
    return hashlib.sha256(json.dumps(record).encode()).hexdigest()


class Soundness(StrEnum):
    """What verification says of one decision."""

    SOUND = "sound"
    ERASED = "erased"
    TAMPERED = "tampered"


def _words_of(decision: Decision) -> DecisionText | None:
    try:
        return decision.words
    except DecisionText.DoesNotExist:
        return None


def verify_decisions(decisions: Iterable[Decision]) -> dict[int, Soundness]:
    """Say for each decision (of whole posts, ordered by post and seq) whether it is sound, erased or tampered with.

    Erased: the chain holds and the words are gone. Tampered: the chain is broken, or the words do not fit.
    """
    found: dict[int, Soundness] = {}
    previous: Decision | None = None
    for decision in decisions:
        before = previous if previous and previous.post_id == decision.post_id else None
        chained = decision.seq == (before.seq + 1 if before else 1)
        chained = chained and decision.previous_hash == (before.hash if before else "")
        words = _words_of(decision)
        if not chained or decision.hash != hash_of(decision):
            found[decision.pk] = Soundness.TAMPERED
        elif words is None:
            found[decision.pk] = Soundness.ERASED if decision.commitment else Soundness.SOUND
        elif decision.commitment != commitment(words.salt, words.facts):
            found[decision.pk] = Soundness.TAMPERED
        else:
            found[decision.pk] = Soundness.SOUND
        previous = decision
    return found
