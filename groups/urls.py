from django.urls import path

from groups import views

app_name = "groups"
urlpatterns = [
    path("groups/", views.groups, name="list"),
    path("groups/<str:pk>/", views.group, name="group"),
    path("groups/<str:pk>/members/", views.members, name="members"),
]
