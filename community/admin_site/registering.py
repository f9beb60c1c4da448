"""Every ModelAdmin of every room, registered by name."""

from django.contrib import admin
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.admin import ArticleAdmin
from articles.models import Article
from community.accounts.admin import UserAdmin
from community.accounts.models import User
from community.admin_site import guarded
from community.catalog import models as catalog
from community.exports.admin import ExportRecordAdmin
from community.exports.models import ExportRecord
from community.reports.admin import ReportAdmin
from community.reports.models import Report
from community.screening.models import ScreeningRule

_MODEL_ADMINS = (
    (Article, ArticleAdmin),
    (User, UserAdmin),
    (catalog.Treatment, guarded.TreatmentAdmin),
    (catalog.Product, guarded.ProductAdmin),
    (catalog.SideEffect, guarded.SideEffectAdmin),
    (catalog.Rule, guarded.RuleAdmin),
    (ScreeningRule, guarded.ScreeningRuleAdmin),
    (Report, ReportAdmin),
    (ExportRecord, ExportRecordAdmin),
    (ProcrastinateJob, guarded.JobAdmin),
)


def registered() -> admin.AdminSite:
    """Return the one admin site with everything registered; called once, by the URLs."""
    admin.site.unregister(ProcrastinateJob)  # the package registers its own page, without our guard, when imported
    for model, model_admin in _MODEL_ADMINS:
        admin.site.register(model, model_admin)
    return admin.site
