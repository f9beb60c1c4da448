"""A guest comes in: a person without an e-mail address."""

from django.utils import timezone

from community.accounts.models import User


def join(pseudonym: str) -> User:
    """Make and return a guest who has confirmed to be 18 or over.

    `pseudonym` has been through `pseudonyms.clean_pseudonym`. Raises IntegrityError where a twin was faster.
    """
    return User.objects.create_user(pseudonym, adult_confirmed_at=timezone.now())


def confirm_adult(user: User) -> None:
    """Note that `user` has confirmed to be 18 or over; the first time counts."""
    if user.adult_confirmed_at is None:
        user.adult_confirmed_at = timezone.now()
        user.save(update_fields=["adult_confirmed_at"])
