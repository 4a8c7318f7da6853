"""What of people stands on the public host, where operators sign in."""

from django.urls import path

from people.views import language

app_name = "people"
urlpatterns = [path("language/", language.language, name="language")]
