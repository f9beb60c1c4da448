"""One person's case."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.reports.choices import COUNTED, TRANSITIONS, AgeGroup, ReporterIs, Seriousness, Sex, Status, WhyNot
from community.reports.models.rules import known, whole_at_commit
from community.reports.referring import LENGTH, PATTERN

NARRATIVE_LENGTH = 10_000
HISTORY_LENGTH = 10_000


class ReportQuerySet(models.QuerySet["Report"]):
    def counted(self) -> "ReportQuerySet":
        """Those that figures add up: not withdrawn, not a duplicate, not invalid."""
        return self.filter(status__in=COUNTED)

    def of(self, user: User | AnonymousUser) -> "ReportQuerySet":
        """Those that `user` sent, newest first. Reports are never public: nobody but staff sees another person's."""
        return self.filter(reporter_id=user.pk).order_by("-pk")


class Report(models.Model):
    """One person's case: who it happened to, how serious it was, and the story in their words.

    What was used stands in ProductUse, what happened in Reaction. A seriousness column that is false means "not
    stated", never "no" (E2B: NI). Status is written by `withdrawing` alone. The reporter knows a report by its
    `reference`, which unlike the id tells nothing about others.

    Not asked yet: how long it lasted, body area, batch, special situations, how sure the reporter is, who else was
    told, photos, and hair. Derived and therefore not stored: the highlighted term and the latency.
    """

    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports")
    reference = models.CharField(_("number"), max_length=LENGTH, unique=True)
    status = models.CharField(_("state"), max_length=12, choices=Status, default=Status.NEW)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    reporter_is = models.CharField(_("reported by"), max_length=20, choices=ReporterIs)
    sex = models.PositiveSmallIntegerField(_("sex"), choices=Sex, null=True, blank=True)
    sex_why_not = models.CharField(_("why there is no sex"), max_length=4, choices=WhyNot, blank=True)
    age_years = models.PositiveSmallIntegerField(_("age in years at the start"), null=True, blank=True)
    age_group = models.PositiveSmallIntegerField(_("age group"), choices=AgeGroup, null=True, blank=True)
    age_why_not = models.CharField(_("why there is no age"), max_length=4, choices=WhyNot, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    country_why_not = models.CharField(_("why there is no country"), max_length=4, choices=WhyNot, blank=True)
    death = models.BooleanField(Seriousness.DEATH.label, default=False)
    life_threatening = models.BooleanField(Seriousness.LIFE_THREATENING.label, default=False)
    hospital = models.BooleanField(Seriousness.HOSPITAL.label, default=False)
    disabling = models.BooleanField(Seriousness.DISABLING.label, default=False)
    birth_defect = models.BooleanField(Seriousness.BIRTH_DEFECT.label, default=False)
    other_important = models.BooleanField(Seriousness.OTHER_IMPORTANT.label, default=False)
    serious = models.GeneratedField(
        expression=Q(death=True)  # type: ignore[arg-type]  # a Q is a boolean expression; the stubs do not know
        | Q(life_threatening=True)
        | Q(hospital=True)
        | Q(disabling=True)
        | Q(birth_defect=True)
        | Q(other_important=True),
        output_field=models.BooleanField(_("serious")),
        db_persist=True,
    )
    narrative = models.TextField(_("the story"), blank=True)
    history = models.TextField(_("other conditions"), blank=True)
    language = models.CharField(_("language of the words"), max_length=10)
    counted_in_figures = models.BooleanField(_("may be counted in public figures"), default=False)
    research = models.BooleanField(_("may be used for research"), default=False)
    completeness = models.DecimalField(_("completeness"), max_digits=4, decimal_places=3)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes = [
            models.Index(fields=["reporter", "-id"], name="reports_of_person"),
            models.Index(fields=["received_at"], name="reports_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(reference__regex=PATTERN), name="report_reference_whole"),
            known("report", "status", Status),
            known("report", "reporter_is", ReporterIs),
            known("report", "sex", Sex),
            known("report", "age_group", AgeGroup),
            known("report", "sex_why_not", WhyNot, blank=True),
            known("report", "age_why_not", WhyNot, blank=True),
            known("report", "country_why_not", WhyNot, blank=True),
            models.CheckConstraint(
                condition=Q(sex__isnull=False, sex_why_not="") | Q(sex=None) & ~Q(sex_why_not=""),
                name="report_sex_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(age_years__isnull=False, age_group=None, age_why_not="")
                | Q(age_years=None, age_group__isnull=False, age_why_not="")
                | Q(age_years=None, age_group=None) & ~Q(age_why_not=""),
                name="report_age_or_group_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(country__regex="^[A-Z]{2}$", country_why_not="") | Q(country="") & ~Q(country_why_not=""),
                name="report_country_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(sex__isnull=False) | Q(age_years__isnull=False) | Q(age_group__isnull=False),
                name="report_patient_identifiable",
            ),
            models.CheckConstraint(condition=Q(age_years=None) | Q(age_years__lte=120), name="report_age_possible"),
            models.CheckConstraint(
                condition=~Q(reporter_is=ReporterIs.SELF) | Q(death=False), name="report_nobody_reports_their_own_death"
            ),
            models.CheckConstraint(
                condition=Q(completeness__gte=0, completeness__lte=1), name="report_completeness_is_a_share"
            ),
            models.CheckConstraint(condition=~Q(language=""), name="report_language_given"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("narrative"), NARRATIVE_LENGTH), name="report_narrative_not_too_long"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("history"), HISTORY_LENGTH), name="report_history_not_too_long"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="report_status_moves", field="status", transitions=list(TRANSITIONS)),
            pgtrigger.Protect(
                name="report_begins_new", operation=pgtrigger.Insert, condition=pgtrigger.Q(new__status__df=Status.NEW)
            ),
            pgtrigger.ReadOnly(name="report_receipt_fixed", fields=["reporter", "reference", "received_at"]),
            whole_at_commit(),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def seriousness(self) -> tuple[Seriousness, ...]:
        """The criteria that were ticked."""
        return tuple(criterion for criterion in Seriousness if getattr(self, criterion.value))
