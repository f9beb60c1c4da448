"""What a report is called outside: letters drawn at random, since a running number would tell how many there are."""

import secrets

# Crockford's alphabet: without I, L, O and U, which are misread on paper.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
PATTERN = f"^[0-9A-HJKMNP-TV-Z]{{{LENGTH}}}$"


def new_reference() -> str:
    """Return 10 letters of 32 (50 random bits): that a million reports hold two alike has a chance of 1 in 2,000.

    Whether someone else drew the same is for the UNIQUE column to say.
    """
    return "".join(secrets.choice(_LETTERS) for _n in range(LENGTH))
