"""/accounts/ on every host: those of allauth's pages that we use. What is not listed does not exist."""

from allauth.account import views
from django.urls import include, path
from django.views.generic import RedirectView

from people.views import devices, factors

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    # An address belongs to a person's company and is not changed by the person; allauth wants the name.
    path("email/", RedirectView.as_view(url="/"), name="account_email"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/confirm/", views.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/reset/complete/", views.complete_password_reset, name="account_complete_password_reset"),
    path("password/reset/done/", views.password_reset_from_key_done, name="account_password_reset_completed"),
    path("reauthenticate/code/", factors.by_mailed_code, name="account_reauthenticate_by_code"),
    path("2fa/required/", factors.required, name="mfa_required"),
    # Before allauth's own: with the last factor of those who need one, they refuse.
    path("2fa/totp/deactivate/", factors.DeactivateTOTP.as_view()),
    path("2fa/webauthn/keys/<int:pk>/remove/", factors.RemovePasskey.as_view()),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", devices.usual_address, name="usersessions_list"),
]
