"""The addresses of the desk below /admin/; the admin site puts its guard in front of each."""

from django.urls import path

from community.moderation import views

admin_urlpatterns = [
    path("desk/", views.queue, name="desk"),
    path("desk/<int:post_id>/", views.item, name="desk_item"),
]
