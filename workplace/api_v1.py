"""/api/v1: every feature of the pages, for apps. Each app adds its own list here."""

from django.urls import include, path

urlpatterns = [
    path("v1/", include("people.api_urls")),
    path("v1/", include("realtime.api_urls")),
]
