"""What of people stands on the public host, where operators sign in."""

from django.urls import path

from people.views import language
from people.views.operators import OperatorWelcome

app_name = "people"
urlpatterns = [
    path("language/", language.language, name="language"),
    path("operators/<uidb64>/<token>/", OperatorWelcome.as_view(), name="operator_welcome"),
]
