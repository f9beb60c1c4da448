from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from community.doors.keeping import TEXT_FIELDS, Kept, kept


def posted(**fields: Any) -> HttpRequest:
    return RequestFactory().post("/write/", fields)


def pairs(found: list[Kept]) -> list[tuple[str, str]]:
    return [(item.name, item.value) for item in found]


def test_kept_gives_the_words_back_exactly() -> None:
    words = "\r\n  It began\tin May. <b>&amp;</b> \u202eback\u202c é 🙂\r\n"
    assert pairs(kept(posted(text=words))) == [("text", words)]


def test_kept_gives_every_text_field_and_nothing_else() -> None:
    fields = dict.fromkeys(TEXT_FIELDS, "words")
    others = dict.fromkeys(
        ["password", "code", "receipt", "email", "csrfmiddlewaretoken", "stamp", "website", "pseudonym", "text2",
         "x-text", "-1-text", "TEXT", "login-0-password"],
        "secret",
    )  # fmt: skip
    found = kept(posted(**fields, **others))
    assert {item.name for item in found} == set(TEXT_FIELDS)
    assert all(str(item.label) for item in found)


def test_kept_knows_fields_of_numbered_rows_and_keeps_their_order() -> None:
    request = posted(**{"effects-1-effect_verbatim": "second", "effects-0-effect_verbatim": "first", "narrative": "n"})
    assert pairs(kept(request)) == [
        ("effects-1-effect_verbatim", "second"),
        ("effects-0-effect_verbatim", "first"),
        ("narrative", "n"),
    ]


def test_kept_gives_every_value_of_a_field() -> None:
    assert pairs(kept(posted(text=["one", "", "two"]))) == [("text", "one"), ("text", "two")]


def test_kept_leaves_out_what_is_empty() -> None:
    assert kept(posted(text=" \r\n\t", title="")) == []
    assert kept(RequestFactory().get("/write/?text=words")) == []


def test_kept_takes_null_bytes_out_and_cuts_what_is_endless() -> None:
    assert pairs(kept(posted(text="a\x00b"))) == [("text", "ab")]
    assert [len(item.value) for item in kept(posted(text="x" * 30_000))] == [20_000]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"text=%ff%fe", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"text=" + b"x" * 300_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"text=a" for _n in range(500)), "application/x-www-form-urlencoded"),
    ],
)
def test_kept_survives_what_cannot_be_read(body: bytes, content_type: str) -> None:
    request = RequestFactory().post("/write/", body, content_type=content_type)
    assert [item for item in kept(request) if item.name != "text"] == []


def test_kept_survives_a_connection_that_broke_off() -> None:
    class Broken:
        def read(self, *args: object) -> bytes:
            raise OSError("gone")

    request = RequestFactory().post("/write/", {"text": "words"})
    request.environ["wsgi.input"] = request._stream = Broken()
    assert kept(request) == []
