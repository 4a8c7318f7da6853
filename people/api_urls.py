from django.urls import path

from people import api

urlpatterns = [
    path("me", api.Me.as_view()),
]
