"""The site's shared vocabulary: treatments, their products and brands, side effects in patients' words, house rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Treatment(models.Model):
    """A substance, for example the one in several creams of different strength."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    # What community.catalog.loading wrote last (see remembering.py); empty where staff made the row.
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """One strength and form of a treatment, with its codes."""

    slug = models.SlugField(max_length=80, unique=True)
    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, related_name="products")
    strength_form = models.CharField(_("strength and form"), max_length=200)
    route = models.CharField(_("route"), max_length=60)
    edqm_route_code = models.CharField(_("EDQM route code"), max_length=8)
    atc_code = models.CharField(_("ATC code"), max_length=7, blank=True)
    rxnorm_cui = models.CharField(_("RxNorm concept"), max_length=10, blank=True)
    status = models.CharField(_("status"), max_length=120, blank=True)
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["treatment__name", "strength_form"]

    def __str__(self) -> str:
        return self.slug


class Brand(models.Model):
    """A trade name of a product."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="brands")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="catalog_brand_once_per_product")]

    def __str__(self) -> str:
        return self.name


class SideEffect(models.Model):
    """A term of the vocabulary: the clinical term, and the label patients see."""

    slug = models.SlugField(max_length=80, unique=True)
    term = models.CharField(_("clinical term"), max_length=200)
    plain_label = models.CharField(_("plain label"), max_length=200, unique=True)
    ctcae_term = models.CharField(_("CTCAE v5 term"), max_length=200, blank=True)
    body_system = models.CharField(_("body system"), max_length=80)
    urgent = models.BooleanField(_("calls for care at once"), default=False)
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("side effect")
        verbose_name_plural = _("side effects")
        ordering = ["plain_label"]

    def __str__(self) -> str:
        return self.plain_label


class Synonym(models.Model):
    """Words patients use for a side effect."""

    side_effect = models.ForeignKey(SideEffect, on_delete=models.CASCADE, related_name="synonyms")
    words = models.CharField(_("words"), max_length=200)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(fields=["side_effect", "words"], name="catalog_synonym_once_per_side_effect")
        ]

    def __str__(self) -> str:
        return self.words


class Rule(models.Model):
    """One version of one house rule. A changed rule is a new version, so that old decisions keep their meaning."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    valid_from = models.DateField(_("valid from"))
    superseded = models.BooleanField(_("superseded by a newer version"), default=False)

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="catalog_rule_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(superseded=False), name="catalog_rule_one_current_version"
            ),
        ]

    def __str__(self) -> str:
        return self.title
