"""The background work keeps itself in order: lost jobs come back, old rows go."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from community.operations import jobs

pytestmark = pytest.mark.django_db


def sql(words: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return cursor.fetchone() if cursor.description else None


def worker(silent_seconds: int) -> int:
    row = sql(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
        silent_seconds,
    )
    return int(row[0])


def job(status: str, worker_id: int | None = None, *, lock: str | None = None, attempts: int = 0) -> int:
    """A job that has come to `status`, through the statuses before it, so that its events are real."""
    row = sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, attempts)"
        " VALUES ('default', 'x', %s, %s) RETURNING id",
        lock,
        attempts,
    )
    if status != "todo":
        sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", worker_id, row[0])
    if status not in ("todo", "doing"):
        sql("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", status, row[0])
    return int(row[0])


def rescue() -> None:
    async_to_sync(jobs.rescue_stalled.func)(0)


def statuses() -> dict[int, str]:
    return dict(ProcrastinateJob.objects.values_list("id", "status"))


def test_jobs_of_a_dead_worker_come_back_and_those_of_a_living_one_stay() -> None:
    dead, alive = worker(600), worker(5)
    lost, orphan, running, done = job("doing", dead), job("doing"), job("doing", alive), job("succeeded", dead)
    for _twice in range(2):
        rescue()
        assert statuses() == {lost: "todo", orphan: "todo", running: "doing", done: "succeeded"}
    assert dict(ProcrastinateJob.objects.values_list("id", "attempts"))[lost] == 1
    assert ProcrastinateWorker.objects.count() == 2


def test_a_job_whose_twin_waits_is_given_up_for_it() -> None:
    dead = worker(600)
    lost = job("doing", dead, lock="figures.count_changes")
    twin = job("todo", lock="figures.count_changes")
    rescue()
    assert statuses() == {lost: "failed", twin: "todo"}


def test_a_job_that_was_lost_again_and_again_fails(caplog: Any) -> None:
    lost = job("doing", worker(600), attempts=5)
    rescue()
    assert statuses() == {lost: "failed"}
    assert [(record.getMessage(), record.ids) for record in caplog.records] == [
        ("a job had lost its worker", {"job": lost})
    ]


def test_jobs_that_ended_more_than_a_week_ago_are_deleted_with_their_events() -> None:
    kept = {job("todo"), job("doing", worker(5))}
    kept |= {job("succeeded"), job("failed")}
    old = [job(status) for status in ("succeeded", "failed", "cancelled", "aborted")]
    waiting = job("todo")
    sql("UPDATE procrastinate_events SET at = at - interval '6 days' WHERE job_id = ANY(%s)", list(kept))
    sql("UPDATE procrastinate_events SET at = at - interval '8 days' WHERE job_id = ANY(%s)", [*old, waiting])
    for _twice in range(2):
        async_to_sync(jobs.forget_jobs.func)(0)
        assert set(statuses()) == kept | {waiting}
    assert set(ProcrastinateEvent.objects.values_list("job_id", flat=True)) == kept | {waiting}


def test_sessions_that_have_run_out_are_deleted() -> None:
    now = timezone.now()
    for key, hours in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    for _twice in range(2):
        jobs.forget_sessions(0)
        assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_each_is_in_the_timetable_once_and_never_waits_twice() -> None:
    planned = {
        periodic.task.name: periodic.task.queueing_lock for periodic in app.periodic_registry.periodic_tasks.values()
    }
    names = ["doors.forget_cached", "doors.forget_old"]
    names += ["operations.forget_jobs", "operations.forget_sessions", "operations.rescue_stalled"]
    assert {name: planned[name] for name in names} == {name: name for name in names}
