from django.urls import path

from community.discussions import views, writing

app_name = "discussions"
urlpatterns = [
    path("threads/", views.thread_list, name="list"),
    path("threads/new/", writing.write_thread, name="new"),
    path("threads/<int:thread_id>/write/", writing.write_post, name="write"),
    path("threads/<int:thread_id>/<slug:slug>/", views.thread, name="thread"),
    path("posts/<int:post_id>/", views.post, name="post"),
    path("posts/<int:post_id>/withdraw/", views.withdraw, name="withdraw"),
]
