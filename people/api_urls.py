from django.urls import path

from people import api

urlpatterns = [
    path("me", api.Me.as_view()),
    path("me/photo", api.MyPhoto.as_view()),
    path("me/status", api.MyStatus.as_view()),
    path("people", api.People.as_view()),
    path("people/<str:pk>", api.OnePerson.as_view()),
]
