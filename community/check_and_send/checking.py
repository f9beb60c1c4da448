"""The first beat: show the words, what the machine noticed in them, and what is still to be asked. Keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from community.check_and_send.joining import JoinForm
from community.doors import stamps
from community.screening.draft import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Noticed:
    """One finding as the writer reads it: the words it is about, and why it matters."""

    words: str
    reason: str
    replacement: str | None


def noticed(findings: Sequence[Finding], texts: dict[str, str]) -> list[Noticed]:
    """Return `findings` in readable form; `texts` maps the names of fields to what stands in them."""
    return [
        Noticed(
            words=texts.get(found.field, "")[found.start : found.end][:80] if found.replacement else "",
            reason=str(found.sentence),
            replacement=found.replacement,
        )
        for found in findings
    ]


def hide(text: str, findings: Sequence[Finding], field: str) -> str:
    """Return `text` with every span that has a safer wording replaced by it."""
    for found in sorted(findings, key=lambda found: found.start, reverse=True):
        if found.field == field and found.replacement is not None:
            text = text[: found.start] + found.replacement + text[found.end :]
    return text


def check_page(
    request: HttpRequest,
    *,
    door: str,
    form: forms.Form,
    join: JoinForm,
    verdict: Verdict,
    preview: SafeString,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with the check-and-send page for the words in the valid `form`; it must not be stored anywhere."""
    texts = {name: str(form.cleaned_data.get(name) or "") for name in ("text", "title")}
    context = {
        "form": form,
        "join": join,
        "noticed": noticed(verdict.findings, texts),
        "can_hide": any(found.replacement is not None for found in verdict.findings),
        "needs_help": verdict.needs_help,
        "preview": preview,
        "notice": notice,
        "stamp": stamps.issue(request, door),
    }
    response = render(request, "check_and_send/check.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
