"""Where someone is in the form, and where a button leads."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from community.reports.forms.journey import BY_NAME, STEPS, Step

REVIEW = "review"


def progress(current: str) -> dict[str, Any]:
    """Return what the list of steps on top of a page needs; `current` is the name of a step, or REVIEW."""
    names = [*(step.name for step in STEPS), REVIEW]
    return {"steps": STEPS, "current": current, "number": names.index(current) + 1, "count": len(names)}


def leaves(request: HttpRequest) -> bool:
    """Say whether the button pressed goes elsewhere than on: then nothing needs to be right yet."""
    return request.POST.get("go", "next") != "next"


def next_path(request: HttpRequest, step: Step) -> str:
    """Return where the button leads: a step by its name, the review, one's own page, one step back, or on."""
    go = request.POST.get("go", "next")
    at = STEPS.index(step)
    if go == "later":
        return reverse("reports:mine")
    if go in BY_NAME:
        return BY_NAME[go].path
    if go == "back":
        return STEPS[max(0, at - 1)].path
    if go == REVIEW or at + 1 == len(STEPS):
        return reverse("reports:send")
    return STEPS[at + 1].path
