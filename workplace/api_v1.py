"""/api/v1: every feature of the pages, for apps. Each app adds its own list here."""

from django.urls import include, path

from workplace import api_docs

urlpatterns = [
    path("docs/", api_docs.page),
    path("v1/openapi.json", api_docs.document),
    path("v1/", include("people.api_urls")),
    path("v1/", include("realtime.api_urls")),
    path("v1/", include("content.api_urls")),
    path("v1/", include("groups.api_urls")),
    path("v1/", include("notifications.api_urls")),
    path("v1/", include("administration.api_urls")),
    path("v1/", include("feed.api_urls")),
    path("v1/", include("chat.api_urls")),
    path("v1/", include("search.api_urls")),
]
