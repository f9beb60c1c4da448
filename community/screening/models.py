"""The words that staff add to the checks, edited in the admin."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class ScreeningRule(models.Model):
    """A word or phrase that makes a text wait for a person, and how urgently."""

    class Kind(models.TextChoices):
        BLOCKED_WORD = "blocked_word", _("blocked word")
        PROMOTION = "promotion", _("selling or promotion")
        DISTRESS = "distress", _("distress: shows help")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    words = models.CharField(
        _("words"),
        max_length=100,
        validators=[RegexValidator(r"[^\W_]", _("Give at least one letter or digit."))],
        help_text=_(
            "One word or phrase. Capitals, accents and simple disguises are seen through; only whole words count."
        ),
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("1 to 100: the higher, the sooner a moderator sees the text."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("Why this rule is here. Staff only."))
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("screening rule")
        verbose_name_plural = _("screening rules")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="screening_rule_kind_known",
                condition=models.Q(kind__in=["blocked_word", "promotion", "distress"]),
            ),
            models.CheckConstraint(name="screening_rule_words_given", condition=models.Q(words__regex=r"[[:alnum:]]")),
            models.CheckConstraint(
                name="screening_rule_weight_range", condition=models.Q(weight__gte=1, weight__lte=100)
            ),
            models.UniqueConstraint(
                "kind",
                Lower("words"),
                name="screening_rule_words_once",
                violation_error_message=_("There is a rule of this kind with these words already."),
            ),
        ]

    def __str__(self) -> str:
        return f"Screening rule {self.pk}"
