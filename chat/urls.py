from django.urls import path

from chat.views import finding, threads

app_name = "chat"
urlpatterns = [
    path("chat/", threads.threads, name="threads"),
    path("chat/rows/", threads.rows, name="rows"),
    path("chat/find/", finding.find, name="find"),
    path("chat/people/", finding.people, name="people"),
    path("chat/with/<int:pk>/", threads.direct, name="direct"),
    path("chat/<int:pk>/", threads.thread, name="thread"),
    path("chat/<int:pk>/conversation/", threads.conversation, name="conversation"),
    path("chat/<int:pk>/details/", threads.details, name="details"),
    path("chat/<int:pk>/row/", threads.row, name="row"),
]
