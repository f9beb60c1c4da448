"""Names that the eye cannot tell apart."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from community.accounts.joining import join
from community.accounts.lookalikes import looks_like_staff, mixes_scripts, skeleton
from community.accounts.models import User
from community.accounts.pseudonyms import is_taken
from community.operations.demo_posts import DATA

ALIKE = [
    ("maple", "Maple"),
    ("maple", "mаple"),  # a Cyrillic а
    ("kokos", "κοκοs"),  # Greek
    ("ivy", "1vy"),
    ("lily", "IiIy"),
    ("otto", "0tt0"),
    ("Zoë", "zoe"),
    ("modern", "modem"),
    ("vvilma", "wilma"),
    ("ann lee", "ann-lee"),
    ("ann lee", "Ann.Lee."),
    ("Straße", "STRAẞE"),
    ("TOM", "ТОМ"),  # Cyrillic
    ("TOM", "ΤΟΜ"),  # Greek
    ("anna", "ᴀɴɴᴀ"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ann", "anne"), ("maple-3", "maple-8"), ("李雷", "李霞"), ("שלום", "שלומ")]
)
def test_two_names_that_differ_to_the_eye_differ(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("name", ["mаple", "ann Ω", "Таnja", "anո"])
def test_one_name_has_one_of_the_alphabets_that_share_shapes(name: str) -> None:
    assert mixes_scripts(name)


@pytest.mark.parametrize("name", ["Таня", "Ελένη 7", "Zoë", "李雷 abc", "さくらサクラ桜", "שלום-12", "42"])
def test_one_alphabet_with_digits_or_a_script_of_other_shapes_is_fine(name: str) -> None:
    assert not mixes_scripts(name)


@pytest.mark.parametrize(
    "name",
    ["mοderatοr", "admιn", "rnoderator", "r-noderator", "4dm1n", "5taff", "ᴀᴅᴍɪɴ", "the_rnod", "ΑDΜΙΝ"],
)
def test_a_look_alike_of_staff_is_seen_through(name: str) -> None:
    assert looks_like_staff(name)


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_database_refuses_a_look_alike(one: str, other: str) -> None:
    join(one)
    assert is_taken(other)
    with pytest.raises(IntegrityError, match="skeleton"), transaction.atomic():
        User.objects.create_user(other)


@pytest.mark.django_db
def test_the_database_refuses_a_person_without_a_skeleton() -> None:
    with pytest.raises(IntegrityError, match="accounts_user_skeleton_given"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET skeleton = '' WHERE pseudonym = 'gus'")


def test_the_people_of_the_demonstration_look_different() -> None:
    names = json.loads(DATA.read_text(encoding="utf-8"))["pseudonyms"]
    assert len({skeleton(name) for name in names}) == len(names) == 40
