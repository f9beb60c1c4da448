"""Every door of the site as every kind of person. A new address fails here until it has a row."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.admin import site
from django.http import HttpResponse
from django.test import Client

from community.accounts.staff_door import RoleAdmin
from tests.house.everywhere import ARTICLE, World, build_world, doors
from tests.people import client_of, person

# Mo once more, signed in with a password alone.
HALF = "mo without second factor"
PEOPLE = ("reader", "gus", "ann", "mo", "sam", "ed", "ada", HALF)
STAFF = ("mo", "sam", "ed", "ada")

type Answer = int | str
type Row = dict[str, Answer]

INLINE = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/))|<style|<[^>]+\s(?:style|on[a-z]+)=", re.IGNORECASE)
APPS = "admin/(?P<app_label>articles|accounts|catalog|screening|reports|exports|procrastinate)/$"

# Where a redirect leads, where that says who may come in.
LOGIN, STAFF_LOGIN, PROVE, OWN_PAGE = "to sign in", "to the staff door", "to prove it again", "to /me/"
_LEADS_TO = (
    ("/accounts/login/?", LOGIN),
    ("/admin/login/", STAFF_LOGIN),
    ("/accounts/reauthenticate/", PROVE),
    ("/accounts/2fa/reauthenticate/", PROVE),
    ("/me/", OWN_PAGE),
)


def all_get(answer: Answer, **others: Answer) -> Row:
    return dict.fromkeys(PEOPLE, answer) | others


def signed_in(answer: Answer, *, reader: Answer = LOGIN, **others: Answer) -> Row:
    return all_get(answer, reader=reader, **others)


def staff(answer: Answer = 403, **others: Answer) -> Row:
    """Behind the admin's own door: staff with a second factor get `answer`; everyone else is led away."""
    return all_get(STAFF_LOGIN) | dict.fromkeys(STAFF, answer) | others


PUBLIC = all_get(200)
NOT_YET_IN = all_get(OWN_PAGE, reader=200)
# What Gus alone has here; others do not learn that it exists.
ONLY_GUS = signed_in(404, gus=200)
# allauth asks for the password once more; a guest has none, and needs none.
AFTER_PROOF = signed_in(PROVE, gus=200)

DOORS: dict[str, Row] = {
    "": PUBLIC,
    "me/": signed_in(200),
    "receipt/": PUBLIC,
    "about/": PUBLIC,
    "about/rules/": PUBLIC,
    "about/principles/": PUBLIC,
    "about/privacy/": PUBLIC,
    "about/help-now/": PUBLIC,
    "robots.txt": PUBLIC,
    "sitemap.xml": PUBLIC,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "articles/": PUBLIC,
    "articles/<slug:slug>/": PUBLIC,
    "threads/": PUBLIC,
    "threads/new/": PUBLIC,
    "threads/<int:thread_id>/write/": PUBLIC,
    "threads/<int:thread_id>/<slug:slug>/": PUBLIC,
    "posts/<int:post_id>/": all_get(302),
    "posts/<int:post_id>/withdraw/": ONLY_GUS,
    "reports/new/": PUBLIC,
    "reports/new/review/": all_get(302, gus=200),
    "reports/new/<slug:name>/": all_get(302, gus=200),
    "reports/mine/": signed_in(200),
    "reports/mine/draft/delete/": signed_in(302, gus=200),
    "reports/mine/<slug:reference>/": ONLY_GUS,
    "reports/mine/<slug:reference>/withdraw/": ONLY_GUS,
    "search/": PUBLIC,
    "n/<uuid:notification_id>/": signed_in(404, gus=302),
    # --- sign-in (allauth)
    "accounts/login/": NOT_YET_IN,
    "accounts/logout/": signed_in(200, reader=302),
    "accounts/inactive/": PUBLIC,
    "accounts/signup/": NOT_YET_IN,
    "accounts/reauthenticate/": signed_in(200, gus=403),
    "accounts/email/": signed_in(200),
    "accounts/confirm-email/": signed_in(302, reader=302),
    "accounts/password/change/": signed_in(200, gus=302),
    "accounts/password/set/": signed_in(302, gus=200),
    "accounts/password/reset/": PUBLIC,
    "accounts/password/reset/done/": PUBLIC,
    "accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": PUBLIC,
    "accounts/password/reset/key/done/": PUBLIC,
    "accounts/login/code/": NOT_YET_IN,
    "accounts/login/code/confirm/": all_get(OWN_PAGE, reader=302),
    "accounts/2fa/": signed_in(200),
    "accounts/2fa/authenticate/": all_get(OWN_PAGE, reader=302),
    "accounts/2fa/reauthenticate/": signed_in(200, gus=403, ann=PROVE),
    "accounts/2fa/totp/activate/": AFTER_PROOF,
    "accounts/2fa/totp/deactivate/": signed_in(PROVE, gus=404, ann=404),
    "accounts/2fa/recovery-codes/": signed_in(404),
    "accounts/2fa/recovery-codes/generate/": AFTER_PROOF,
    "accounts/2fa/recovery-codes/download/": signed_in(404),
    "accounts/2fa/webauthn/": signed_in(200),
    "accounts/2fa/webauthn/add/": AFTER_PROOF,
    "accounts/2fa/webauthn/reauthenticate/": signed_in(PROVE, gus=403),
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": AFTER_PROOF | {"gus": 404},
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": AFTER_PROOF | {"gus": 404},
    "accounts/2fa/webauthn/login/": all_get(OWN_PAGE, reader=302),
    "accounts/sessions/": signed_in(200),
    # --- staff
    "admin/": staff(200),
    "admin/login/": staff(302, reader=LOGIN, gus=403, ann=403) | {HALF: PROVE},
    "admin/logout/": all_get(302) | dict.fromkeys(STAFF, 405),
    "admin/password_change/": staff(200),
    "admin/password_change/done/": staff(200),
    "admin/autocomplete/": staff(403),
    "admin/jsi18n/": staff(200),
    "admin/r/<path:content_type_id>/<path:object_id>/": staff(302),
    "admin/desk/": staff(mo=200),
    "admin/desk/<int:post_id>/": staff(mo=200),
    "admin/exports/new/": staff(sam=200),
    "admin/(?P<app_label>articles|accounts|catalog|screening|reports|exports|procrastinate)/$": staff(
        404, mo=200, ed=200
    ),
    "admin/(?P<url>.*)$": staff(404),
}

# Who sees, changes, adds and deletes the rows that the admin shows.
ROWS: dict[str, dict[str, tuple[str, ...]]] = {
    "articles/article": {"see": ("mo", "ed"), "change": ("ed",), "add": ("ed",), "delete": ()},
    "accounts/user": {"see": ("ada",), "change": ("ada",), "add": (), "delete": ()},
    "catalog/treatment": {"see": STAFF, "change": ("ed",), "add": ("ed",), "delete": ()},
    "catalog/product": {"see": STAFF, "change": ("ed",), "add": ("ed",), "delete": ()},
    "catalog/sideeffect": {"see": STAFF, "change": ("ed",), "add": ("ed",), "delete": ()},
    "catalog/rule": {"see": ("mo", "ada"), "change": (), "add": (), "delete": ()},
    "screening/screeningrule": {"see": ("mo",), "change": ("mo",), "add": ("mo",), "delete": ("mo",)},
    "reports/report": {"see": ("sam",), "change": (), "add": (), "delete": ()},
    "procrastinate/procrastinatejob": {"see": ("ada",), "change": (), "add": (), "delete": ()},
    "exports/exportrecord": {"see": ("sam", "ada"), "change": (), "add": (), "delete": ()},
}


def only(people: tuple[str, ...], answer: Answer = 200) -> Row:
    return staff() | dict.fromkeys(people, answer)


for rows, may in ROWS.items():
    DOORS |= {
        f"admin/{rows}/": only(may["see"]),
        f"admin/{rows}/add/": only(may["add"]),
        f"admin/{rows}/<path:object_id>/change/": only(may["see"]),
        f"admin/{rows}/<path:object_id>/history/": only(may["see"]),
        f"admin/{rows}/<path:object_id>/delete/": only(may["delete"]),
        f"admin/{rows}/<path:object_id>/": staff(302),  # on to change/, which asks
    }


def address(route: str, world: World) -> str:
    """Return an address behind `route` where there is something to see."""
    if found := re.match(r"admin/(\w+/\w+)/<path:object_id>", route):
        return "/" + route.replace("<path:object_id>", str(world.rows[found[1]]))
    return {
        "articles/<slug:slug>/": ARTICLE,
        "threads/<int:thread_id>/write/": f"/threads/{world.thread}/write/",
        "threads/<int:thread_id>/<slug:slug>/": f"/threads/{world.thread}/{world.thread_slug}/",
        "posts/<int:post_id>/": f"/posts/{world.post}/",
        "posts/<int:post_id>/withdraw/": f"/posts/{world.post}/withdraw/",
        "reports/new/<slug:name>/": "/reports/new/about/",
        "reports/mine/<slug:reference>/": f"/reports/mine/{world.report}/",
        "reports/mine/<slug:reference>/withdraw/": f"/reports/mine/{world.report}/withdraw/",
        "n/<uuid:notification_id>/": f"/n/{world.notification}/",
        "accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "/accounts/password/reset/key/1-none/",
        "accounts/2fa/webauthn/keys/<int:pk>/remove/": "/accounts/2fa/webauthn/keys/1/remove/",
        "accounts/2fa/webauthn/keys/<int:pk>/edit/": "/accounts/2fa/webauthn/keys/1/edit/",
        "admin/r/<path:content_type_id>/<path:object_id>/": f"/admin/r/{world.article_type}/{world.article}/",
        "admin/desk/<int:post_id>/": f"/admin/desk/{world.held}/",
        APPS: "/admin/articles/",
        "admin/(?P<url>.*)$": "/admin/nothing-here/",
    }.get(route, f"/{route}")


def answer_of(response: HttpResponse) -> Answer:
    leads_to = response.headers.get("Location", "")
    for beginning, meaning in _LEADS_TO:
        if leads_to.startswith(beginning):
            return meaning
    return response.status_code


def browser_of(name: str) -> Client:
    if name == "reader":
        return client_of(None)
    return client_of(person("mo"), second_factor=False) if name == HALF else client_of(person(name))


def test_every_address_has_a_row() -> None:
    missing = {door.route for door in doors()} - set(DOORS)
    assert missing == set(), "say in tests/house/test_doors.py who may open it"
    assert set(DOORS) - {door.route for door in doors()} == set(), "this row has no address any more"


@pytest.mark.django_db
@pytest.mark.parametrize("name", PEOPLE)
def test_every_door_as(name: str) -> None:
    world, browser = build_world(), browser_of(name)
    responses = {route: browser.get(address(route, world)) for route in DOORS}
    answers = {route: answer_of(response) for route, response in responses.items()}
    assert answers == {route: row[name] for route, row in DOORS.items()}
    refused = [route for route, response in responses.items() if INLINE.search(response.content.decode())]
    assert refused == [], "the Content-Security-Policy refuses inline styles and scripts"


def staff_posts(world: World) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every admin address that writes, with those whose empty form is looked at rather than refused."""
    for rows, may in ROWS.items():
        at = f"/admin/{rows}/{world.rows[rows]}"
        yield f"/admin/{rows}/add/", may["add"]
        yield f"{at}/change/", may["change"]
        yield f"{at}/delete/", may["delete"]
    yield f"/admin/desk/{world.held}/", ("mo",)
    yield "/admin/exports/new/", ("sam",)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_else_writes_in_the_admin(name: str) -> None:
    """An empty form: who may write gets it back or is done, others get 403, 405 or the staff door."""
    world, browser = build_world(), browser_of(name)
    opened = {path for path, _people in staff_posts(world) if answer_of(browser.post(path)) in (200, 302, 422)}
    assert opened == {path for path, people in staff_posts(world) if name in people}


@pytest.mark.django_db
def test_demonstration_staff_come_from_this_machine_alone() -> None:
    world, browser = build_world(), client_of(person("mo"))
    stranger = {"REMOTE_ADDR": "203.0.113.9"}
    staff_doors = [route for route in DOORS if route.startswith("admin/")]
    answers = {route: answer_of(browser.get(address(route, world), **stranger)) for route in staff_doors}
    away: dict[str, Answer] = dict.fromkeys(staff_doors, STAFF_LOGIN)
    assert answers == away | {"admin/login/": 403, "admin/logout/": 302}


@pytest.mark.django_db
def test_demonstration_staff_need_debug(mo_browser: Client, settings: object) -> None:
    settings.DEMO_STAFF = False  # type: ignore[attr-defined]
    assert answer_of(mo_browser.get("/admin/")) == STAFF_LOGIN


def test_every_admin_page_inherits_the_guard() -> None:
    doors()  # reading the addresses registers them
    unguarded = [
        str(model_admin)
        for model_admin in site._registry.values()
        if not isinstance(model_admin, RoleAdmin) or not model_admin.viewers
    ]
    assert unguarded == [], "inherit RoleAdmin and name its viewers"
    known = {f"{model._meta.app_label}/{model._meta.model_name}" for model in site._registry}
    assert known == set(ROWS), "say in tests/house/test_doors.py who sees and changes these rows"


def test_every_admin_view_of_our_own_names_its_roles() -> None:
    own = [door for door in doors() if door.route.startswith("admin/") and not _is_djangos(door.callback)]
    assert {door.name for door in own} == {"admin:desk", "admin:desk_item", "admin:exports_new"}
    nameless = [door.name for door in own if not getattr(door.callback, "staff_roles", None)]
    assert nameless == [], "put @staff_door(Role…) in front of the view"


def _is_djangos(view: object) -> bool:
    """Whether the view is a method of an AdminSite or ModelAdmin, or one of Django's own."""
    innermost = view
    while hasattr(innermost, "__wrapped__"):
        innermost = innermost.__wrapped__
    module = str(getattr(innermost, "__module__", ""))
    return module.startswith("django.") or "." in getattr(innermost, "__qualname__", "").replace("<locals>.", "")
