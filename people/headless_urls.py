"""/_allauth/: sign-in for apps. What a person may not do on our pages is no back door here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path


def closed(request: HttpRequest) -> HttpResponse:
    raise Http404


CLOSED = ["auth/signup", "account/email", "account/phone", "auth/phone/verify", "auth/phone/verify/resend"]

urlpatterns = [
    *(path(f"app/v1/{way}", closed) for way in CLOSED),
    path("", include("allauth.headless.urls")),
]
