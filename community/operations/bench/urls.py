"""Every door of the site, and the pages that the others are measured against."""

from django.urls import path

from community import urls
from community.operations.bench import references

urlpatterns = [
    path("bench/r0/", references.constant),
    path("bench/r1/", references.template),
    path("bench/r3/", references.ready_html),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
