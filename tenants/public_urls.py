"""The public host's own pages."""

from django.urls import path

from tenants import views

app_name = "public"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("apply/", views.apply, name="apply"),
    path("applications/<str:key>/", views.application, name="application"),
    path("applications/<str:key>/code/", views.code, name="code"),
    path("applications/<str:key>/code/again/", views.another_code, name="another_code"),
    path("applications/<str:key>/answer/", views.answer, name="answer"),
    path("find/", views.find, name="find"),
    path("find/done/", views.find_done, name="find_done"),
]
