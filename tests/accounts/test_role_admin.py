"""RoleAdmin under every staff page: what the admin log keeps, and what the query string of a list may ask."""

import json
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.test import Client

from community.accounts.models import User
from community.catalog.models import SideEffect, Treatment
from community.screening.models import ScreeningRule
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


def logged() -> list[tuple[int, str, str]]:
    return list(LogEntry.objects.order_by("pk").values_list("action_flag", "object_repr", "change_message"))


def test_the_log_names_numbers_and_fields_and_no_treatment() -> None:
    browser = client_of(person("ed"))
    browser.post("/admin/catalog/treatment/add/", {"slug": "salve", "name": "Secret salve"})
    treatment = Treatment.objects.get(slug="salve")
    browser.post(f"/admin/catalog/treatment/{treatment.pk}/change/", {"slug": "salve", "name": "Secret cream"})
    assert logged() == [
        (ADDITION, f"treatment {treatment.pk}", '[{"added": {}}]'),
        (CHANGE, f"treatment {treatment.pk}", '[{"changed": {"fields": ["Name"]}}]'),
    ]
    history = browser.get(f"/admin/catalog/treatment/{treatment.pk}/history/").content.decode()
    assert ("Changed Name." in history, "Added." in history) == (True, True)


def test_the_log_names_no_word_of_rows_inside_another_page() -> None:
    browser = client_of(person("ed"))
    effect = SideEffect.objects.get(slug="hair-loss")
    fields = {name: getattr(effect, name) for name in ("slug", "term", "plain_label", "ctcae_term", "body_system")}
    inline = {
        "synonyms-TOTAL_FORMS": "1", "synonyms-INITIAL_FORMS": "0", "synonyms-0-words": "my comb is full",
        "synonyms-0-side_effect": effect.pk,
    }  # fmt: skip
    browser.post(f"/admin/catalog/sideeffect/{effect.pk}/change/", fields | inline)
    ((flag, row, message),) = logged()
    assert (flag, row) == (CHANGE, f"side effect {effect.pk}")
    assert json.loads(message) == [{"changed": {"fields": ["synonyms"]}}]
    assert "Changed synonyms." in browser.get(f"/admin/catalog/sideeffect/{effect.pk}/history/").content.decode()


@pytest.mark.parametrize("in_bulk", [False, True])
def test_the_log_names_no_word_of_a_deleted_row(in_bulk: bool, mo_browser: Client) -> None:
    rule = ScreeningRule.objects.create(kind=ScreeningRule.Kind.PROMOTION, words="miracle cure", weight=60)
    if in_bulk:
        action = {"action": "delete_selected", "_selected_action": rule.pk, "post": "yes"}
        mo_browser.post("/admin/screening/screeningrule/", action)
    else:
        mo_browser.post(f"/admin/screening/screeningrule/{rule.pk}/delete/", {"post": "yes"})
    assert not ScreeningRule.objects.filter(pk=rule.pk).exists()
    assert logged() == [(DELETION, f"screening rule {rule.pk}", "")]


@pytest.mark.parametrize(
    "asked",
    [
        "email__startswith=ann",
        "email=ann@example.org",
        "email__isnull=0",
        "password__startswith=pbkdf2",
        "is_staff__in=1",
        "last_login__gt=2026-01-01",
        "groups__user__email__startswith=ann",
        "groups__name=editors",
        "id=1",
        "nothing=1",
    ],
)
def test_a_list_answers_no_question_that_its_filters_do_not_ask(asked: str, ann: User) -> None:
    assert client_of(person("ada")).get(f"/admin/accounts/user/?{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["", "is_staff__exact=1", "groups__id__exact=1", "groups__isnull=True", "q=ann&o=2"])
def test_a_list_answers_its_own_filters(asked: str, ann: User) -> None:
    assert client_of(person("ada")).get(f"/admin/accounts/user/?{asked}").status_code == 200


@pytest.mark.parametrize(
    ("name", "asked", "status"),
    [
        ("sam", "/admin/reports/report/?treatment=1&country=DE&serious=yes", 200),
        ("sam", "/admin/reports/report/?reporter__email__startswith=ann", 400),
        ("sam", "/admin/reports/report/?reporter__pseudonym=ann", 400),
        ("sam", "/admin/exports/exportrecord/?purpose__exact=safety", 200),
        ("sam", "/admin/exports/exportrecord/?by__email__startswith=sam", 400),
        ("ada", "/admin/procrastinate/procrastinatejob/?status__exact=doing", 200),
        ("ed", "/admin/articles/article/?status__exact=draft", 200),
        ("mo", "/admin/articles/article/?thread__posts__author__email__startswith=ann", 400),
        ("ed", "/admin/catalog/sideeffect/?body_system=Skin&urgent__exact=1", 200),
    ],
)
def test_every_list_answers_its_own_filters_alone(name: str, asked: str, status: int, ann: User) -> None:
    assert client_of(person(name)).get(asked).status_code == status


def test_each_filter_of_a_list_leads_to_an_answer() -> None:
    """Whatever a filter puts in its links passes the guard."""
    browser = client_of(person("ada"))
    for path in ("/admin/accounts/user/", "/admin/procrastinate/procrastinatejob/", "/admin/exports/exportrecord/"):
        changelist: Any = browser.get(path).context["cl"]
        queries = [choice["query_string"] for spec in changelist.filter_specs for choice in spec.choices(changelist)]
        assert queries
        assert [query for query in queries if browser.get(path + query).status_code != 200] == []
