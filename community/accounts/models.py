"""People: a pseudonym, what they agreed to, what they may write, and the receipt that opens a guest's account."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.lookalikes import skeleton
from community.accounts.triggers import password_or_staff_role_revokes_receipts


class UserManager(BaseUserManager["User"]):
    def create_user(self, pseudonym: str, email: str = "", password: str | None = None, **fields: Any) -> "User":
        """Make and return a person; without a password none can be used to sign in."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_pseudonym(pseudonym)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, pseudonym: str, email: str = "", password: str | None = None, **fields: Any) -> "User":
        """Make and return an administrator (also what `manage.py createsuperuser` calls)."""
        return self.create_user(pseudonym, email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A guest (no e-mail address) or a member. Others only ever see the pseudonym."""

    pseudonym = models.CharField(_("pseudonym"), max_length=40, unique=True)
    # What the eye takes the pseudonym for: no two people may look alike.
    skeleton = models.CharField(max_length=160, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_demo = models.BooleanField(_("made for a demonstration"), default=False, editable=False)
    adult_confirmed_at = models.DateTimeField(_("confirmed to be 18 or over"), null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "pseudonym"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=~Q(pseudonym=""), name="accounts_user_pseudonym_given"),
            models.CheckConstraint(condition=~Q(skeleton=""), name="accounts_user_skeleton_given"),
        ]
        triggers = [password_or_staff_role_revokes_receipts()]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def set_pseudonym(self, pseudonym: str) -> None:
        """Take `pseudonym`, and with it its look; nothing else sets either of them. Not saved."""
        self.pseudonym = pseudonym
        self.skeleton = skeleton(pseudonym)

    @property
    def is_guest(self) -> bool:
        return not self.email


class Receipt(models.Model):
    """The code that opens a guest's account again. Only its keyed hash is kept; at most one is valid per person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="receipts")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="accounts_receipt_one_valid_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class ConsentKind(models.TextChoices):
    KEEP = "keep", _("keep what I write")
    PUBLISH = "publish", _("publish my posts")
    FIGURES = "figures", _("count me in figures")
    RESEARCH = "research", _("use my reports for research")


class Consent(models.Model):
    """One explicit yes, with the version of the sentence it was given to. Withdrawing keeps the row and its times."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=10, choices=ConsentKind)
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(withdrawn_at=None), name="accounts_consent_one_standing_per_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=ConsentKind.values), name="accounts_consent_kind_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="accounts_consent_times_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Level(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    TRUSTED = "trusted", _("trusted")
    ALL_HELD = "all_held", _("every text is held")
    MUTED = "muted", _("may not write for a time")
    BANNED = "banned", _("may not write")


class Standing(models.Model):
    """What a person's texts are met with. No row means ordinary. Written by standing.set_standing alone."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    level = models.CharField(max_length=10, choices=Level)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="accounts_standing_level_known"),
            models.CheckConstraint(
                condition=Q(level=Level.MUTED, until__isnull=False) | (~Q(level=Level.MUTED) & Q(until=None)),
                name="accounts_standing_until_only_when_muted",
            ),
        ]

    def __str__(self) -> str:
        return f"standing of person {self.pk}"
