from django.urls import path

from community.notifications import views

app_name = "notifications"
urlpatterns = [path("n/<uuid:notification_id>/", views.go, name="go")]
