from django.test import Client

from community.doors.headers import PERMISSIONS_POLICY


def test_every_answer_refuses_sensors_and_embedding() -> None:
    for path in ("/write/", "/nowhere/"):
        headers = Client().get(path).headers
        assert headers["Permissions-Policy"] == PERMISSIONS_POLICY
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_policy_switches_off_what_listens_and_looks() -> None:
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(PERMISSIONS_POLICY.split(", "))
