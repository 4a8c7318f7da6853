from django.urls import path

from chat import api

urlpatterns = [
    path("threads", api.Threads.as_view()),
    path("threads/versions", api.Versions.as_view()),
    path("threads/<str:pk>", api.OneThread.as_view()),
    path("threads/<str:pk>/members", api.Members.as_view()),
    path("threads/<str:pk>/members/<str:person>", api.OneMember.as_view()),
    path("threads/<str:pk>/messages", api.Messages.as_view()),
    path("threads/<str:pk>/changes", api.ThreadChanges.as_view()),
    path("threads/<str:pk>/read", api.Read.as_view()),
    path("messages/<str:pk>", api.OneMessage.as_view()),
]
