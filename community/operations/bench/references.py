"""The yardsticks: R0 is the floor of the stack, R1 a plain Django page, R3 one query for ready HTML."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

from community.catalog.models import SideEffect

_HTML = "<!doctype html><title>R0</title>" + "<p>" + "x" * 20_400 + "</p>"
_ROWS = (
    "<!doctype html><title>R1</title><table>{% for row in rows %}<tr>"
    "<td>{{ row.plain_label }}</td><td>{{ row.term }}</td>"
    "<td>{{ row.body_system }}</td><td>{% if row.urgent %}urgent{% endif %}</td></tr>{% endfor %}</table>"
)


def constant(request: HttpRequest) -> HttpResponse:
    """R0: 20 KB of constant HTML through the whole stack of middleware."""
    return HttpResponse(_HTML)


def template(request: HttpRequest) -> HttpResponse:
    """R1: one query and a template of 20 rows."""
    rows = SideEffect.objects.all()[:20]
    return HttpResponse(engines["django"].from_string(_ROWS).render({"rows": rows}, request))


def ready_html(request: HttpRequest) -> HttpResponse:
    """R3: one query that returns 20 KB of HTML."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [_HTML])
        (html,) = cursor.fetchone()
    return HttpResponse(html)
