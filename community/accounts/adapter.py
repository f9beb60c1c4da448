"""Where sign-in meets this house: pseudonyms for new members."""

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from community.accounts.models import User
from community.accounts.pseudonyms import suggest

if TYPE_CHECKING:
    from django import forms


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Gives a new member a pseudonym, never one made from the address."""

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: "forms.BaseForm", commit: bool = True
    ) -> AbstractBaseUser:
        if isinstance(user, User):
            user.pseudonym = suggest(1)[0]
        saved: AbstractBaseUser = super().save_user(request, user, form, commit)
        return saved
