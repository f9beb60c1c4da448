import pytest
from django.test import Client

from community.doors.models import RateCount

pytestmark = pytest.mark.django_db


def test_a_form_of_another_site_is_refused_with_the_words_kept_and_uses_nothing_up() -> None:
    answer = Client().post("/beats/", {"text": "It <b>stung</b>."}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "It &lt;b&gt;stung&lt;/b&gt;." in answer.text
    assert 'action="/beats/"' in answer.text
    assert RateCount.objects.count() == 0


@pytest.mark.parametrize("said", ["same-origin", "same-site", "none", None])
def test_a_form_of_ones_own_comes_in(said: str | None) -> None:
    headers = {"sec-fetch-site": said} if said else {}
    assert Client().post("/beats/", {"text": "It stung."}, headers=headers).status_code == 200


def test_a_link_from_another_site_may_be_followed() -> None:
    assert Client().get("/beats/", headers={"sec-fetch-site": "cross-site"}).status_code == 200
