"""Becoming a member, coming back by password, by code and by passkey; and the staff's second factor."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.operations.demo_staff import PASSWORD
from tests.journeys.acting import press
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import BrowserOf
from tests.journeys.running import Site

pytestmark = pytest.mark.browser


def sign_out(page: Page) -> None:
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign Out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def become_member(visitor: Visitor, site: Site, email: str, password: str) -> Page:
    site.forget_what_was_used()
    page = visitor.open("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Sign Up")
    page.get_by_label("Code").fill(site.code_in_mail(email))
    press(page, "Confirm")
    expect(page).to_have_url(f"{visitor.url}/me/")
    return page


def test_member_joins_by_mail_and_comes_back(site: Site, browser_of: BrowserOf, scripts: bool) -> None:
    email, password = f"una-{scripts:d}@example.org", "a-long-quiet-walk"
    visitor = browser_of(scripts=scripts)
    page = become_member(visitor, site, email, password)
    # The name that others see says nothing about the address.
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("una")

    sign_out(page)
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill("not-this-one")
    press(page, "Sign In")
    expect(page.get_by_role("main")).to_contain_text("not correct")
    page.get_by_label("Password").fill(password)
    press(page, "Sign In")
    expect(page).to_have_url(f"{visitor.url}/me/")

    sign_out(page)
    page.goto(f"{visitor.url}/accounts/login/code/")
    page.get_by_label("Email").fill(email)
    press(page, "Request Code")
    page.get_by_label("Code").fill(site.code_in_mail(email, 2))
    press(page, "Confirm")
    expect(page).to_have_url(f"{visitor.url}/me/")


def test_member_adds_a_passkey_and_signs_in_with_it(site: Site, browser_of: BrowserOf) -> None:
    visitor = browser_of()
    page = become_member(visitor, site, "pia@example.org", "a-long-quiet-walk")
    _add_authenticator(visitor, page)
    page.goto(f"{visitor.url}/accounts/2fa/webauthn/add/")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill("a-long-quiet-walk")
        press(page, "Confirm")
    page.get_by_label("Passwordless").check()
    press(page, "Add")
    page.wait_for_url("**/recovery-codes/**")
    sign_out(page)
    page.goto(f"{visitor.url}/accounts/login/")
    press(page, "Sign in with a passkey")
    expect(page).to_have_url(f"{visitor.url}/me/")


def _add_authenticator(visitor: Visitor, page: Page) -> Any:
    """Give the browser a security key of its own, as Chromium's developer tools can."""
    session = visitor.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    words = {**options, "isUserVerified": True, "automaticPresenceSimulation": True}
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": words})


def test_staff_without_second_factor_are_led_to_set_one_up(
    site: Site, browser_of: BrowserOf, django_db_blocker: Any, scripts: bool
) -> None:
    site.forget_what_was_used()
    with site.inside(django_db_blocker):
        _make_new_moderator(f"new-{scripts:d}")
    visitor = browser_of(scripts=scripts)
    page = visitor.open("/admin/desk/")
    page.get_by_label("Email").fill(f"new-{scripts:d}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign In")
    expect(page).to_have_url(f"{visitor.url}/accounts/2fa/")
    expect(page.get_by_role("link", name="Activate")).to_be_visible()
    page.goto(f"{visitor.url}/admin/desk/")
    expect(page).to_have_url(f"{visitor.url}/accounts/2fa/")


def _make_new_moderator(name: str) -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    from community.accounts.roles import Role  # noqa: PLC0415
    from community.operations.demo_staff import TOTP_SECRET, make_staff  # noqa: PLC0415

    user = make_staff(name, f"{name}@example.org", PASSWORD, TOTP_SECRET, (Role.MODERATOR,), is_demo=True)
    Authenticator.objects.filter(user=user).delete()
