"""Ways to reach a person: e-mail addresses, phone numbers and names on other sites. Each offers a safer wording."""

from collections.abc import Iterator

from community.screening.checks.emails import find_emails
from community.screening.checks.handles import find_handles
from community.screening.checks.phones import find_phones
from community.screening.draft import Context, Finding, Written, found

WEIGHT = 40


def check(written: tuple[Written, ...], context: Context) -> Iterator[Finding]:
    """Find every contact detail; spans never overlap, so each can be replaced by its safer wording."""
    for one in written:
        text = one.folded.text
        spans = [("email", *span) for span in find_emails(text)]
        spans += [("phone", *span) for span in find_phones(text, context.country)]
        spans += [("handle", *span) for span in find_handles(text)]
        end_of_last = 0
        for reason, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
            if start >= end_of_last:
                yield found("contact_details", reason, one, one.folded.span(start, end), WEIGHT)
                end_of_last = end
