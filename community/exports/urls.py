"""The addresses of exports below /admin/; the admin site puts its guard in front of each."""

from django.urls import path

from community.exports import views

admin_urlpatterns = [path("exports/new/", views.new_export, name="exports_new")]
