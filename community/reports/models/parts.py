"""What was used and what happened, in one report."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from community.catalog.models import Product, SideEffect, Treatment
from community.reports.choices import Action, Bother, Dechallenge, Outcome, Rechallenge, Role, Route
from community.reports.models.report import Report
from community.reports.models.rules import date_in_order, known, not_before, whole_without_at_commit
from community.reports.partial_dates import PartialDate

WORDS_LENGTH = 250
DOSE_LENGTH = 2_000
STRENGTH_LENGTH = 60
DATE_WORDS_LENGTH = 60


class ProductUse(models.Model):
    """One treatment that was used: the reporter's own name for it, and the catalogue's where there is one."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="products")
    role = models.PositiveSmallIntegerField(_("role"), choices=Role)
    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, null=True, blank=True, related_name="uses")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="uses")
    own_words = models.CharField(_("name in the reporter's words"), max_length=WORDS_LENGTH)
    indication = models.CharField(_("used for"), max_length=WORDS_LENGTH, blank=True)
    strength_form_words = models.CharField(_("strength and form"), max_length=STRENGTH_LENGTH, blank=True)
    route_code = models.CharField(_("how it was used"), max_length=8, choices=Route, blank=True)
    dose_text = models.TextField(_("how much and how often"), blank=True)
    started_earliest = models.DateField(_("started, first possible day"), null=True, blank=True)
    started_latest = models.DateField(_("started, last possible day"), null=True, blank=True)
    started_words = models.CharField(_("started"), max_length=DATE_WORDS_LENGTH, blank=True)
    stopped_earliest = models.DateField(_("last used, first possible day"), null=True, blank=True)
    stopped_latest = models.DateField(_("last used, last possible day"), null=True, blank=True)
    stopped_words = models.CharField(_("last used"), max_length=DATE_WORDS_LENGTH, blank=True)
    action_taken = models.PositiveSmallIntegerField(_("what was done with it"), choices=Action, null=True, blank=True)
    dechallenge = models.CharField(_("better after stopping"), max_length=12, choices=Dechallenge, blank=True)
    rechallenge = models.PositiveSmallIntegerField(_("started again"), choices=Rechallenge, null=True, blank=True)

    class Meta:
        verbose_name = _("treatment used")
        verbose_name_plural = _("treatments used")
        ordering: ClassVar[list[str]] = ["role", "pk"]
        indexes = [models.Index(fields=["treatment", "report"], name="uses_by_treatment")]
        constraints = [
            known("use", "role", Role),
            known("use", "route_code", Route, blank=True),
            known("use", "action_taken", Action),
            known("use", "dechallenge", Dechallenge, blank=True),
            known("use", "rechallenge", Rechallenge),
            date_in_order("use", "started"),
            date_in_order("use", "stopped"),
            not_before("use", "started", "stopped"),
            models.CheckConstraint(condition=~Q(own_words=""), name="use_named"),
            models.CheckConstraint(
                condition=Q(product=None) | Q(treatment__isnull=False), name="use_product_with_treatment"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("dose_text"), DOSE_LENGTH), name="use_dose_not_too_long"
            ),
        ]
        triggers = [whole_without_at_commit()]

    def __str__(self) -> str:
        return f"treatment use {self.pk}"

    @property
    def started(self) -> PartialDate:
        return PartialDate(self.started_earliest, self.started_latest, self.started_words)

    @property
    def stopped(self) -> PartialDate:
        return PartialDate(self.stopped_earliest, self.stopped_latest, self.stopped_words)


class Reaction(models.Model):
    """One side effect: the reporter's own words, which nothing overwrites, and the catalogue's term if one fits."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reactions")
    verbatim = models.CharField(_("in the reporter's words"), max_length=WORDS_LENGTH)
    side_effect = models.ForeignKey(
        SideEffect, on_delete=models.PROTECT, null=True, blank=True, related_name="reactions"
    )
    started_earliest = models.DateField(_("began, first possible day"), null=True, blank=True)
    started_latest = models.DateField(_("began, last possible day"), null=True, blank=True)
    started_words = models.CharField(_("began"), max_length=DATE_WORDS_LENGTH, blank=True)
    ended_earliest = models.DateField(_("ended, first possible day"), null=True, blank=True)
    ended_latest = models.DateField(_("ended, last possible day"), null=True, blank=True)
    ended_words = models.CharField(_("ended"), max_length=DATE_WORDS_LENGTH, blank=True)
    outcome = models.PositiveSmallIntegerField(_("how it is now"), choices=Outcome, default=Outcome.UNKNOWN)
    bother = models.PositiveSmallIntegerField(_("how much it bothers"), choices=Bother, null=True, blank=True)
    medically_confirmed = models.BooleanField(_("confirmed by a professional"), null=True, blank=True)

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes = [models.Index(fields=["side_effect", "report"], name="reactions_by_side_effect")]
        constraints = [
            known("reaction", "outcome", Outcome),
            known("reaction", "bother", Bother),
            date_in_order("reaction", "started"),
            date_in_order("reaction", "ended"),
            not_before("reaction", "started", "ended"),
            models.CheckConstraint(condition=GreaterThanOrEqual(Length("verbatim"), 2), name="reaction_described"),
        ]
        triggers = [whole_without_at_commit(), pgtrigger.ReadOnly(name="reaction_words_fixed", fields=["verbatim"])]

    def __str__(self) -> str:
        return f"reaction {self.pk}"

    @property
    def started(self) -> PartialDate:
        return PartialDate(self.started_earliest, self.started_latest, self.started_words)

    @property
    def ended(self) -> PartialDate:
        return PartialDate(self.ended_earliest, self.ended_latest, self.ended_words)
