"""No word of the catalogue in a mail, a notice or a log line: others see mailboxes and screens, and logs travel."""

import io
import json
import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client

from community.accounts.models import User
from community.accounts.receipts import issue_receipt
from community.catalog.models import Brand, SideEffect, Synonym, Treatment
from community.discussions.models import Post
from community.discussions.posting import add_post
from community.doors.logs import Discreet
from community.notifications.models import Kind, Notification
from community.operations.demo_staff import PASSWORD
from tests.check_and_send.beats import NEWCOMER, page_of, send
from tests.house.everywhere import ARTICLE, a_report, build_world, public_thread, publish
from tests.people import client_of

# Words that say nothing about anyone's health where they stand alone.
EVERYDAY = frozenset(
    "sore tender raw dry hot sick rough unwell down worried panic growth weeping crust infected allergy cramps "
    "temperature".split()
)


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"[\s\-_+]+") for phrase in sorted(phrases))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def telling(text: str) -> list[str]:
    """Return the words of the catalogue in `text`: treatments, brands, side effects and their synonyms, and slugs."""
    columns = (
        Treatment.objects.values_list("name", "slug"),
        Brand.objects.values_list("name"),
        SideEffect.objects.values_list("plain_label", "term", "slug", "ctcae_term"),
        Synonym.objects.values_list("words"),
    )
    phrases = {phrase.lower().strip() for rows in columns for row in rows for phrase in row if phrase}
    return _pattern(frozenset(phrases - EVERYDAY)).findall(text)


@pytest.mark.django_db
def test_the_search_for_words_finds_them() -> None:
    text = "imiquimod, Aldara; hair-loss and HAIR LOSS (alopecia)"
    assert [word.lower() for word in telling(text)] == ["imiquimod", "aldara", "hair-loss", "hair loss", "alopecia"]
    assert telling("imiquimods are not a whole word") == []


@pytest.mark.django_db
def test_everyday_words_are_in_the_catalogue_still() -> None:
    known = {word.lower() for word in Synonym.objects.values_list("words", flat=True)}
    known |= {word.lower() for row in SideEffect.objects.values_list("plain_label", "term", "slug") for word in row}
    assert known >= EVERYDAY, "take out of EVERYDAY what the catalogue no longer has"


# --- notices


@pytest.mark.django_db
def test_notices_tell_nothing() -> None:
    build_world()
    for notice in Notification.objects.all():
        assert telling(f"{notice.get_kind_display()} /n/{notice.pk}/ {notice.path} {notice}") == []
    assert telling(" ".join(str(label) for label in Kind.labels)) == []


# --- mails


def words_of(mail: EmailMessage) -> str:
    alternatives = [str(part[0]) for part in getattr(mail, "alternatives", [])]
    return "\n".join([mail.subject, mail.body, *alternatives, *(str(value) for value in mail.extra_headers.values())])


def code_in(mail: EmailMessage) -> str:
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.body, re.MULTILINE)
    assert found, mail.body
    return found[1]


@pytest.mark.django_db
def test_no_mail_tells_anything(mailoutbox: list[EmailMessage], ann: User) -> None:
    """Every mail that signing in, up and out of trouble sends; someone who has told us everything gets them too."""
    public_thread(ann, "My hair loss after imiquimod")
    a_report(ann)
    new = Client()
    new.post("/accounts/signup/", {"email": "new@example.org", "password1": "a long one of my own"})
    new.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    assert new.get("/me/").status_code == 200
    Client().post("/accounts/signup/", {"email": ann.email, "password1": "a long one of my own"})
    browser = Client()
    browser.post("/accounts/login/code/", {"email": ann.email})
    browser.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[-1])})
    assert "You are ann" in browser.get("/me/").content.decode()
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    changed = {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"}
    browser.post("/accounts/password/change/", changed)
    browser.post("/accounts/email/", {"action_add": "", "email": "ann2@example.org"})
    for address in (ann.email, "nobody@example.org"):
        Client().post("/accounts/password/reset/", {"email": address})
    subjects = [mail.subject for mail in mailoutbox]
    assert len(set(subjects)) >= 5, subjects
    assert [(mail.subject, telling(words_of(mail))) for mail in mailoutbox if telling(words_of(mail))] == []


@pytest.mark.django_db
def test_what_people_write_sends_no_mail(mailoutbox: list[EmailMessage], ann: User) -> None:
    publish(add_post(public_thread(ann).thread, ann, "My hair came back after imiquimod."))
    a_report(ann)
    assert mailoutbox == []


# --- logs


@pytest.fixture
def log_lines() -> Iterator[Any]:
    """Everything that is logged meanwhile, as production writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    database = logging.getLogger("django.db.backends")
    database_level = database.level
    database.setLevel(logging.INFO)  # DEBUG writes every statement, under DEBUG alone
    yield lambda: stream.getvalue().splitlines()
    root.removeHandler(handler)
    root.setLevel(level)
    database.setLevel(database_level)


SECRET = "Zwiebelkuchen"  # stands for anything a person may write
TELLING = f"{SECRET}: imiquimod took my hair, hair loss everywhere, jo@example.org"


def assert_discreet(lines: list[str]) -> None:
    assert lines
    for line in lines:
        json.loads(line)
        said = telling(line)
        assert said == [], line
        for private in (SECRET, "jo@example.org", "203.0.113.77", "imiquimod-and-hair-loss", NEWCOMER["pseudonym"]):
            assert private.lower() not in line.lower(), line


@pytest.mark.django_db
def test_no_log_line_tells_anything(log_lines: Any, gus: User, mo: User, sam: User, article_thread: Any) -> None:
    browser = Client(REMOTE_ADDR="203.0.113.77")
    code = issue_receipt(gus)
    for path in (
        ARTICLE,
        "/articles/finasteride/",
        "/treatments/imiquimod/",
        "/side-effects/hair-loss/",
        "/search/?q=Aldara",
        f"/threads/{article_thread.pk}/hair-loss/",
        "/threads/999/imiquimod-hair-loss/",
        "/n/imiquimod/",
        "/admin/desk/?q=Aldara",
        "/nothing?imiquimod=hair+loss",
    ):
        browser.get(path)
    door = f"/threads/{article_thread.pk}/write/"
    send(browser, door, text=TELLING)
    send(Client(enforce_csrf_checks=True), door, text=TELLING, csrfmiddlewaretoken="")
    Client().post("/threads/999999/write/", {"text": TELLING})
    Client().post("/receipt/", {"code": code})
    Client().post("/accounts/login/", {"login": "jo@example.org", "password": SECRET})
    Client().get("/", HTTP_HOST="imiquimod.example")
    a_report(gus)
    desk, office = client_of(mo), client_of(sam)
    desk.get(f"/admin/desk/{Post.objects.get().pk}/")
    desk.get("/admin/catalog/treatment/?q=imiquimod&name__imiquimod=1")
    office.get("/admin/reports/report/?country=imiquimod")
    office.post("/admin/exports/new/", {"purpose": "safety", "format": "csv"}).getvalue()
    lines = log_lines()
    assert_discreet(lines)
    assert code not in "".join(lines)
    routes = {json.loads(line).get("route") for line in lines}
    assert {"articles:article", "discussions:write", "home:receipt", "admin:desk_item"} <= routes


@pytest.mark.django_db
def test_an_error_of_the_database_tells_its_code_and_place(log_lines: Any, article_thread: Any) -> None:
    """PostgreSQL names the row in its message; the log names the constraint."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE discussions_revision ADD CONSTRAINT too_true CHECK (text NOT LIKE 'Zwiebel%')")
    browser = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77")
    door = f"/threads/{article_thread.pk}/write/"
    response = browser.post(door, page_of(browser, door, text=TELLING) | NEWCOMER)
    assert response.status_code == 500
    assert TELLING in response.content.decode()
    assert not User.objects.filter(pseudonym=NEWCOMER["pseudonym"]).exists()
    lines = log_lines()
    assert_discreet(lines)
    (error,) = [json.loads(line) for line in lines if json.loads(line)["level"] == "ERROR"]
    outer, cause = error["errors"]
    assert (outer["class"], cause["sqlstate"], cause["constraint"]) == (
        "django.db.utils.IntegrityError",
        "23514",
        "too_true",
    )
