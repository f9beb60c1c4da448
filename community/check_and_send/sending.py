"""The second beat: only this makes a guest and keeps words, all in one transaction, and at most once for each page."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.accounts.consenting import give_consent
from community.accounts.joining import confirm_adult, join
from community.accounts.models import User
from community.accounts.pseudonyms import is_taken
from community.accounts.receipts import issue_receipt
from community.check_and_send.joining import JoinForm
from community.doors import keys, stamps

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class PseudonymTaken(Exception):
    """Someone else has the pseudonym, perhaps since a moment ago; nothing was kept."""


def send(request: HttpRequest, *, door: str, form: JoinForm, run: Callable[[User], str]) -> HttpResponse:
    """Keep what was checked and lead to it; `form` is valid, `run` keeps the words and returns the path to them.

    A newcomer becomes a guest, is signed in, and sees the receipt once. The same page sent twice keeps one: the second
    time leads to what the first made, and opens the guest again only in the browser that got the page. Raises
    StampInvalid or StampOld (show the check page again), PseudonymTaken, and whatever `run` raises.
    """
    stamp = stamps.read(request, door, request.POST.get("stamp", ""))
    if twin := keys.used(door, stamp.key):
        return _again(request, twin, stamp)
    if form.person is None and is_taken(form.cleaned_data["pseudonym"]):
        raise PseudonymTaken
    try:
        with transaction.atomic():
            person = form.person or join(form.cleaned_data["pseudonym"])
            confirm_adult(person)
            for kind in form.given():
                give_consent(person, kind)
            code = "" if form.person else issue_receipt(person)
            path = run(person)
            keys.use(door, stamp.key, person.pk, path)
    except IntegrityError:
        if twin := keys.used(door, stamp.key):
            return _again(request, twin, stamp)
        if form.person is None and is_taken(form.cleaned_data["pseudonym"]):
            raise PseudonymTaken from None
        raise
    if code:
        return _welcome(request, person, code, path)
    # The tag tells the page that the words kept in the browser for this address are no longer needed.
    messages.success(
        request, _("Thank you. We have kept what you wrote. You find its state on “My page”."), extra_tags=request.path
    )
    return redirect(path)


def sent_before(request: HttpRequest, door: str) -> HttpResponse | None:
    """Lead the person who sent this very page already to what it made; None for anyone and anything else.

    Changes nothing, so it needs no token: a page sent again by the back button brings the token of before signing in.
    """
    try:
        stamp = stamps.read(request, door, request.POST.get("stamp", ""))
    except (stamps.StampInvalid, stamps.StampOld):
        return None
    twin = keys.used(door, stamp.key)
    return redirect(twin.path) if twin and twin.user_id == request.user.pk else None


def _again(request: HttpRequest, twin: keys.UsedKey, stamp: stamps.Stamp) -> HttpResponse:
    if stamp.same_browser and not request.user.is_authenticated:
        person = User.objects.filter(pk=twin.user_id, is_staff=False, is_active=True).first()
        if person is not None and person.is_guest:
            # The first answer may never have arrived, and its code is stored nowhere: a new one takes its place.
            return _welcome(request, person, issue_receipt(person), twin.path)
    return redirect(twin.path)


def _welcome(request: HttpRequest, person: User, code: str, path: str) -> HttpResponse:
    login(request, person, backend=_BACKEND)
    response = render(request, "check_and_send/receipt.html", {"code": code, "path": path, "person": person})
    response.headers["Cache-Control"] = "no-store"
    return response
