"""Reading the environment: plain words in, loud on nonsense."""

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from community import environment


@pytest.mark.parametrize("yes", ["1", "true", "TRUE", "yes", "on", " 1 "])
def test_a_flag_says_yes(yes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", yes)
    assert environment.flag("A_FLAG") is True


@pytest.mark.parametrize("no", ["0", "false", "No", "off", ""])
def test_a_flag_says_no(no: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", no)
    assert environment.flag("A_FLAG", default=True) is False


def test_a_flag_that_is_not_set_is_its_default() -> None:
    assert (environment.flag("A_FLAG"), environment.flag("A_FLAG", default=True)) == (False, True)


@pytest.mark.parametrize("nonsense", ["2", "maybe", "y", "true!", "1,0"])
def test_a_flag_refuses_nonsense(nonsense: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", nonsense)
    with pytest.raises(ImproperlyConfigured, match="A_FLAG must be 1 or 0"):
        environment.flag("A_FLAG")


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("12", 12), ("007", 7)])
def test_a_number_is_read(value: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_NUMBER", value)
    assert environment.number("A_NUMBER", default=3) == number


@pytest.mark.parametrize("nonsense", ["", "-1", "1.0", "one", "²", "١", "1e3", "0x10"])
def test_a_number_refuses_nonsense(nonsense: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_NUMBER", nonsense)
    with pytest.raises(ImproperlyConfigured, match="A_NUMBER must be a whole number"):
        environment.number("A_NUMBER", default=3)


def test_a_number_has_a_least_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_NUMBER", "1")
    with pytest.raises(ImproperlyConfigured, match="at least 2"):
        environment.number("A_NUMBER", default=3, least=2)


@pytest.mark.parametrize(("value", "words"), [("", []), (" , ,", []), ("a, b ,c", ["a", "b", "c"])])
def test_words_are_split_at_commas(value: str, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_WORDS", value)
    assert environment.words("SOME_WORDS") == words


def test_a_secret_for_trying_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    made = environment.secret("A_SECRET", kept_in=folder)
    assert len(made) >= 50
    assert environment.secret("A_SECRET", kept_in=folder) == made
    assert environment.secret("B_SECRET", kept_in=folder) != made
    assert {path.name for path in folder.iterdir()} == {"a_secret.txt", "b_secret.txt"}
    if os.name == "posix":
        assert stat.S_IMODE((folder / "a_secret.txt").stat().st_mode) == 0o600


def test_a_secret_from_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "a short one for trying")
    assert environment.secret("A_SECRET", kept_in=tmp_path) == "a short one for trying"
    with pytest.raises(ImproperlyConfigured, match="at least 50 characters"):
        environment.secret("A_SECRET", kept_in=None)


def test_a_database_url_is_taken_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a%40b:p%2Fw@db.example:6432/sidenote?sslmode=require")
    settings = environment.database(tmp_path)
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert [settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "sidenote", "a@b", "p/w", "db.example", "6432",
    ]  # fmt: skip
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_without_a_url_the_database_comes_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("EMBEDDED_PG_OPTIONS", "fsync=off jit=off")
    settings = environment.database(tmp_path)
    assert (settings["ENGINE"], settings["DATA_DIR"]) == ("community.embedded_postgres", tmp_path / "postgres")
    assert settings["SERVER_OPTIONS"] == {"fsync": "off", "jit": "off"}


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://u%40x:p%3Aw@mail.example", 587, False, True),
        ("smtps://u%40x:p%3Aw@mail.example", 465, True, False),
        ("smtp://u%40x:p%3Aw@mail.example:25", 25, False, True),
    ],
)
def test_a_mail_url_is_taken_apart(url: str, port: int, ssl: bool, tls: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_URL", url)
    options = environment.mailer(debug=False)["OPTIONS"]
    assert (options["host"], options["port"], options["use_ssl"], options["use_tls"]) == (
        "mail.example",
        port,
        ssl,
        tls,
    )
    assert (options["username"], options["password"]) == ("u@x", "p:w")


def test_mail_goes_to_the_console_under_debug_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_URL", raising=False)
    assert "console" in environment.mailer(debug=True)["BACKEND"]
    with pytest.raises(ImproperlyConfigured, match="MAIL_URL is not set"):
        environment.mailer(debug=False)
