"""/_allauth/: sign-in for apps. What a person may not do on our pages is no back door here."""

from allauth.headless.constants import Client
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from people import headless_views


def closed(request: HttpRequest) -> HttpResponse:
    raise Http404


CLOSED = ["auth/signup", "account/email", "account/phone", "auth/phone/verify", "auth/phone/verify/resend"]

urlpatterns = [
    *(path(f"app/v1/{way}", closed) for way in CLOSED),
    path("app/v1/account/authenticators/totp", headless_views.AppsTOTP.as_api_view(client=Client.APP)),
    path("app/v1/account/authenticators/webauthn", headless_views.AppsPasskeys.as_api_view(client=Client.APP)),
    path("", include("allauth.headless.urls")),
]
