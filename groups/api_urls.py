from django.urls import path

from groups import api

urlpatterns = [
    path("groups", api.Groups.as_view()),
    path("groups/<str:pk>", api.OneGroup.as_view()),
]
