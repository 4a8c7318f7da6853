"""The local mail box, below /mail/ on the public host."""

from django.urls import path

from standalone import mail

app_name = "standalone"
urlpatterns = [
    path("", mail.box, name="mail"),
    path("<str:key>/", mail.read, name="letter"),
    path("<str:key>/html", mail.html, name="letter_html"),
]
