from django.urls import path

from chat.api import (
    forwarding,
    groups,
    members,
    messages,
    pins,
    preferences,
    readers,
    reading,
    searching,
    stickers,
    threads,
)

urlpatterns = [
    path("groups/<str:pk>/thread", groups.GroupThread.as_view()),
    path("threads", threads.Threads.as_view()),
    path("threads/versions", threads.Versions.as_view()),
    path("threads/<str:pk>", threads.OneThread.as_view()),
    path("threads/<str:pk>/mine", threads.Mine.as_view()),
    path("threads/<str:pk>/members", members.Members.as_view()),
    path("threads/<str:pk>/members/<str:person>", members.OneMember.as_view()),
    path("threads/<str:pk>/messages", messages.Messages.as_view()),
    path("threads/<str:pk>/changes", reading.ThreadChanges.as_view()),
    path("threads/<str:pk>/read", reading.Read.as_view()),
    path("stickers", stickers.Stickers.as_view()),
    path("emoji", stickers.Emoji.as_view()),
    path("messages/<str:pk>/readers", readers.Readers.as_view()),
    path("chat/preferences", preferences.MyPreferences.as_view()),
    path("threads/<str:pk>/pins", pins.Pins.as_view()),
    path("threads/<str:pk>/pins/<str:message>", pins.OnePin.as_view()),
    path("threads/<str:pk>/search", searching.SearchThread.as_view()),
    path("messages/<str:pk>/forward", forwarding.Forward.as_view()),
    path("messages/<str:pk>/source", forwarding.Source.as_view()),
    path("messages/<str:pk>", messages.OneMessage.as_view()),
]
