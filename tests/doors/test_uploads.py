from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

TEXT = "It <b>stung</b>."


def photo(size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile("secret-name.png", b"x" * size, content_type="image/png")


def post(**fields: Any) -> Any:
    return Client().post("/fail/not/", fields)


@pytest.fixture
def nowhere(settings: Any, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


@pytest.mark.parametrize("size", [0, 10, 900_000])
def test_a_file_is_refused_and_the_words_before_and_behind_it_come_back(size: int, nowhere: Path) -> None:
    answer = post(title="Before", photo=photo(size), text=TEXT)
    assert answer.status_code == 400
    assert "It &lt;b&gt;stung&lt;/b&gt;." in answer.text
    assert "Before" in answer.text
    assert "secret-name" not in answer.text
    assert list(nowhere.iterdir()) == []


def test_a_body_that_is_too_long_is_not_even_read() -> None:
    body = BytesIO(b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n' + b"x" * 2_000_000)
    answer = Client().post(
        "/fail/not/",
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(len(body.getvalue()))},
    )
    assert (answer.status_code, body.tell()) == (400, 0)


def test_fields_alone_come_in_as_a_form_may_send_them() -> None:
    assert post(text=TEXT).text == TEXT
