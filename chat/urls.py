from django.urls import path

from chat import views

app_name = "chat"
urlpatterns = [
    path("chat/", views.threads, name="threads"),
    path("chat/rows/", views.rows, name="rows"),
    path("chat/find/", views.find, name="find"),
    path("chat/people/", views.people, name="people"),
    path("chat/with/<int:pk>/", views.direct, name="direct"),
    path("chat/<int:pk>/", views.thread, name="thread"),
    path("chat/<int:pk>/conversation/", views.conversation, name="conversation"),
    path("chat/<int:pk>/details/", views.details, name="details"),
    path("chat/<int:pk>/row/", views.row, name="row"),
]
