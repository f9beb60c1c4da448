"""Whether, and never where."""

import pytest

from community.accounts.models import User
from community.accounts.receipts import issue_receipt
from community.reports.reaching import Reach, reach_of

pytestmark = pytest.mark.django_db


def test_reach_of_someone_with_a_checked_address(ann: User) -> None:
    assert reach_of(ann.pk) == Reach.MAIL


def test_reach_of_a_guest_is_the_receipt(gus: User) -> None:
    assert reach_of(gus.pk) == Reach.NONE
    issue_receipt(gus)
    assert reach_of(gus.pk) == Reach.INBOX
