"""Signing in: passwords and codes, second factors, sessions, the app's tokens."""

from __future__ import annotations

from workplace.settings.environment import envbool, envint

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24  # the link of `manage.py operator add`
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # signing up is ours; without password1 allauth's sign-in asks for none
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # it belongs to the company, so nobody adds another
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_FORMS = {
    "login": "people.forms.LoginForm",
    "request_login_code": "people.forms.RequestLoginCodeForm",
    "confirm_login_code": "people.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "people.forms.ConfirmEmailVerificationCodeForm",
    "reset_password": "people.forms.ResetPasswordForm",
    "confirm_password_reset_code": "people.forms.ConfirmPasswordResetCodeForm",
    "reset_password_from_key": "people.forms.ResetPasswordKeyForm",
    "change_password": "people.forms.ChangePasswordForm",
    "set_password": "people.forms.SetPasswordForm",
    "reauthenticate": "people.forms.ReauthenticateForm",
}
# Counted in the cache, whose keys begin with the company's schema. By address of the internet generously, since a
# whole office shares one; by address of mail ("key") tightly.
ACCOUNT_RATE_LIMITS = {
    "signup": "120/m/ip,3/m/key,12/h/key",
    "login": "120/m/ip",
    "login_failed": "40/m/ip,5/5m/key,30/d/key",
    "request_login_code": "120/m/ip,3/m/key,12/h/key",
    "reset_password": "60/m/ip,3/m/key,12/h/key",
    "reset_password_from_key": "60/m/ip",
    "confirm_email": "1/10s/key,12/h/key",
}
# How many proxies of ours stand in front: so many entries at the end of X-Forwarded-For are believed, no more.
ALLAUTH_TRUSTED_PROXY_COUNT = envint("TRUSTED_PROXIES", 1 if envbool("BEHIND_PROXY") else 0)
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
MFA_ADAPTER = "people.mfa_adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "people.forms.ActivateTOTPForm",
    "add_webauthn": "people.forms.AddPasskeyForm",
    "edit_webauthn": "people.forms.RenamePasskeyForm",
    "authenticate": "people.forms.AuthenticateForm",
    "reauthenticate": "people.forms.ReauthenticateByCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
HEADLESS_ADAPTER = "people.headless_adapter.HeadlessAdapter"
HEADLESS_CLIENTS = ["app"]
HEADLESS_TOKEN_STRATEGY = "people.tokens.SessionToken"  # noqa: S105  (a path)
HEADLESS_SERVE_SPECIFICATION = False
USERSESSIONS_TRACK_ACTIVITY = False  # a write per request; devices are touched at sign-in
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "workplace.views.csrf_failure"
