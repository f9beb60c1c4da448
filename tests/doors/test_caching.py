import pytest
from django.test import Client


@pytest.mark.django_db
def test_no_store_marks_every_answer_of_the_view() -> None:
    assert Client().get("/knock/").headers["Cache-Control"] == "no-store"
    assert Client().post("/knock/").headers["Cache-Control"] == "no-store"
