from django.urls import path

from notifications import api

urlpatterns = [
    path("notifications", api.Notifications.as_view()),
    path("notifications/unread", api.Unread.as_view()),
    path("notifications/seen", api.Seen.as_view()),
    path("notifications/read-all", api.ReadAll.as_view()),
    path("notifications/read-all/undo", api.UndoReadAll.as_view()),
    path("push-key", api.PushKey.as_view()),
    path("push-subscriptions", api.Subscriptions.as_view()),
    path("push-subscriptions/<str:pk>", api.Subscription.as_view()),
    path("push-subscriptions/<str:pk>/test", api.TestPush.as_view()),
    path("notifications/<str:pk>/read", api.Read.as_view()),
    path("notifications/<str:pk>/unread", api.MakeUnread.as_view()),
]
