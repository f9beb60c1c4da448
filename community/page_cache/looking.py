"""The one question that every read of a kept page asks, with what its answer means for this process."""

import logging

from django.db import OperationalError

from community.doors.failing import AWAY
from community.page_cache.front import FRONT
from community.page_cache.pages import Look
from community.page_cache.versions import look

_log = logging.getLogger(__name__)


def look_now(path: str) -> Look:
    """Return the present numbers for the page at `path`, and drop what they make old.

    OperationalError or InterfaceError where the database is away; at once where it was away less than a second ago.
    """
    if not FRONT.may_ask():
        raise OperationalError("The database was away a moment ago.")
    asked_at = FRONT.now
    try:
        found = look(path)
    except AWAY:
        if FRONT.missed(asked_at):
            _log.exception("the database went away")
        raise
    if FRONT.looked(found):
        _log.warning("the database is back")
    return found
