from django.contrib.sitemaps.views import sitemap
from django.urls import path

from community.home import views
from community.home.sitemaps import SITEMAPS

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("me/", views.mine, name="mine"),
    path("receipt/", views.receipt, name="receipt"),
    path("about/", views.about, name="about"),
    path("about/rules/", views.rules, name="rules"),
    path("about/principles/", views.about, {"page": "principles"}, name="principles"),
    path("about/privacy/", views.about, {"page": "privacy"}, name="privacy"),
    path("about/help-now/", views.about, {"page": "help_now"}, name="help-now"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
