from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="list"),
    path("notifications/read-all/", views.read_all, name="read_all"),
    path("notifications/read-all/undo/", views.undo_read_all, name="undo_read_all"),
    path("settings/notifications/", views.settings, name="settings"),
    path("settings/notifications/devices/<str:pk>/remove/", views.remove_device, name="remove_device"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("notifications/<str:pk>/", views.open_it, name="open"),
    path("notifications/<str:pk>/read/", views.read, name="read"),
    path("notifications/<str:pk>/unread/", views.unread, name="unread"),
]
