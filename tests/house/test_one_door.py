"""What matters is written by one function. These tests look for a second writer."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path for room in ("community", "articles") for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
]


def writers_of(attribute: str) -> set[str]:
    """Return the files that assign to `.attribute`, or name it in update()."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            assigned = isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Attribute) and target.attr == attribute for target in node.targets
            )
            updated = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("update", "bulk_update")
                and any(keyword.arg == attribute for keyword in node.keywords)
            )
            if assigned or updated:
                found.add(str(path.relative_to(ROOT)))
    return found


def callers_of(name: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == name)
            or (isinstance(node.func, ast.Attribute) and ast.unparse(node.func) == name)
        )
    }


def test_what_a_reader_sees_of_a_post_has_one_writer() -> None:
    for attribute in ("fragment", "published_revision", "published_at"):
        assert writers_of(attribute) - {"articles/publishing.py"} == {"community/discussions/deciding.py"}, (
            f"{attribute} of a post is written by community/discussions/deciding.py alone: call decide()"
        )


def test_status_has_one_writer_in_each_room() -> None:
    assert writers_of("status") == {
        "articles/publishing.py",  # Article: publish()
        "articles/retiring.py",  # Article: retire()
        "community/discussions/deciding.py",  # Post: decide(), withdraw_post()
        "community/discussions/opening.py",  # Thread: follow_post(), close_thread(), reopen_thread()
        "community/reports/withdrawing.py",  # Report: withdraw()
    }, "status is written by its verb alone"


def test_rows_of_record_are_made_by_their_verb_alone() -> None:
    assert callers_of("Notification.objects.create") == {"community/notifications/notifying.py"}, "call notify()"
    assert callers_of("Decision") == {"community/discussions/deciding.py"}, "call decide()"
    assert callers_of("Post.objects.create") == {"community/discussions/posting.py"}, "call add_post() or open_thread()"
    assert callers_of("Receipt.objects.create") == {"community/accounts/receipts.py"}, "call issue_receipt()"


def test_no_signals_no_saves_of_our_own() -> None:
    forbidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.FunctionDef) and node.name == "save")
        or (isinstance(node, ast.ImportFrom) and node.module in ("django.dispatch", "django.db.models.signals"))
        or (isinstance(node, ast.Name) and node.id == "GenericForeignKey")
    ]
    assert forbidden == [], "an explicit call says more than a signal, save() or a generic key"


def test_no_attic() -> None:
    attics = {"services", "helpers", "utils", "common", "core", "misc", "tasks"}
    assert [str(path) for path in SOURCES if path.stem in attics or path.parent.name in attics] == [], (
        "name it after its verb"
    )
