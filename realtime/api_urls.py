from django.urls import path

from realtime import api

urlpatterns = [
    path("presence", api.PresenceOf.as_view()),
]
