"""The person behind a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from community.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in; PermissionDenied for anyone else, where a view forgot to ask."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied
