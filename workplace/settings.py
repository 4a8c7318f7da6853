"""All settings. What differs between installations comes from the environment; `workplace/checks.py` reads it back."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from core.schema import forget_schema
from workplace.api_words import ABOUT

BASE_DIR = Path(__file__).resolve().parent.parent


def envbool(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "true", "false", "yes", "no"}:
        raise SystemExit(f"{name} must be 1 or 0, not {value!r}")
    return value in {"1", "true", "yes"} if value else default


def envint(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if value and not value.lstrip("-").isdigit():
        raise SystemExit(f"{name} must be a whole number, not {value!r}")
    return int(value) if value else default


def envurl(name: str, default: str) -> SplitResult:
    """What the checks say about it comes later; here only what nobody could read."""
    try:
        found = urlsplit(os.environ.get(name, default))
        _ = found.port
    except ValueError as broken:
        raise SystemExit(f"{name} is not an address: {broken}") from None
    return found


# Where we are --------------------------------------------------------------------------------------------------
DEBUG = envbool("DEBUG")
LOOPBACK_ONLY = envbool("LOOPBACK_ONLY")  # nobody but this machine can reach us: demo sign-ins are allowed
SECRET_KEY = os.environ.get("SECRET_KEY", "insecure-until-you-set-one" if DEBUG or LOOPBACK_ONLY else "")

_public = envurl("PUBLIC_URL", "http://localhost:8000")
PUBLIC_SCHEME = _public.scheme
PUBLIC_HOST = _public.hostname or "localhost"  # operators and applicants; companies live at <label>.<PUBLIC_HOST>
PUBLIC_PORT = f":{_public.port}" if _public.port else ""
PUBLIC_URL = f"{PUBLIC_SCHEME}://{PUBLIC_HOST}{PUBLIC_PORT}"
ALLOWED_HOSTS = ["*"]  # CompanyMiddleware answers 404 to every host that is neither ours nor a company's

# The pilot -----------------------------------------------------------------------------------------------------
PILOT_SIZE = envint("PILOT_SIZE", 300)
DEMO_OPERATOR = "operator@workplace.example"  # needs no second factor, but only where LOOPBACK_ONLY says so
# pilot: operators list companies; open: a proven one lists itself.
REGISTRATION = os.environ.get("REGISTRATION", "pilot")
RESERVED_HOSTS = set(
    "accounts admin api app apply autodiscover base billing blog cdn dev docs files find ftp help imap login mail media"
    " mx ns ns1 ns2 operator operators pop postmaster public root security smtp sso staging static status support test"
    " workplace ws www".split()
)

# Apps ----------------------------------------------------------------------------------------------------------
_accounts = [
    "people",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.usersessions",
]
SHARED_APPS = ["django_tenants", "tenants", "jobs", *_accounts, "django.contrib.admin"]
TENANT_APPS = [
    "jobs",
    *_accounts,
    "audit",
    "realtime",
    "content",
    "groups",
    "notifications",
    "administration",
    "feed",
    "chat",
    "search",
]
INSTALLED_APPS = [
    *SHARED_APPS,
    *[app for app in TENANT_APPS if app not in SHARED_APPS],
    "core",
    "standalone",
    "workplace",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "csp",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
TENANT_MODEL = "tenants.Company"
TENANT_DOMAIN_MODEL = "tenants.Host"
PUBLIC_SCHEMA_URLCONF = "workplace.public_urls"
TENANT_LIMIT_SET_CALLS = True
PG_EXTRA_SEARCH_PATHS = ["extensions"]
SKIP_PG_EXTRA_VALIDATION = True  # it would connect before workers fork; a schema name of ours cannot be "extensions"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

MIDDLEWARE = [
    "people.lean_road.LeanRoadMiddleware",  # a few addresses of the API end here; the list is for all others
    "tenants.middleware.CompanyMiddleware",
    "core.origin.OriginMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.BodySizeMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.LanguageAndZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "people.middleware.CodeTriesMiddleware",
    "tenants.middleware.OpenDoorsMiddleware",
    "people.middleware.MembersOnlyMiddleware",
    "people.middleware.SecondFactorMiddleware",
    "people.middleware.SeenMiddleware",
    "core.middleware.RefusalMiddleware",
]
OPEN_WHEN_SUSPENDED = (  # signing in, to read why; nothing else of the accounts
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/inactive/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/webauthn/login/",
    "/brand.css",
    "/manifest.webmanifest",
    "/icon-",
    "/language/",
)
ROOT_URLCONF = "workplace.urls"
WSGI_APPLICATION = "workplace.wsgi.application"
ASGI_APPLICATION = "workplace.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",  # the admin wants it
                "workplace.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


# PostgreSQL and Valkey -----------------------------------------------------------------------------------------
def database(url: str) -> dict[str, object]:
    """Django's settings for postgresql://user:password@host:port/name, pooled per process (see core/database)."""
    at = urlsplit(url)
    return {
        "ENGINE": "core.database",
        "NAME": at.path.lstrip("/"),
        "USER": unquote(at.username or ""),
        "PASSWORD": unquote(at.password or ""),
        "HOST": at.hostname or "",
        "PORT": at.port or "",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "prepare_threshold": 3,  # of statements that say so; all others are bound here and never prepared
            "pool": {
                "min_size": 1,
                "max_size": WEB_THREADS + SOCKET_DATABASE_THREADS,
                "timeout": 5,
                "reconnect_timeout": 10,  # then the next request tries anew; else its pauses double for minutes
                "reset": forget_schema,
            },
        },
    }


WEB_THREADS = envint("WEB_THREADS", 8)
SOCKET_DATABASE_THREADS = 4
DATABASE_WORK_ON_TEST_THREAD = False  # socket tests: their uncommitted rows are seen on their own thread only
DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://workplace@127.0.0.1:5432/workplace")
# Migrations, provisioning and cross-company jobs; the same server until there are several.
ADMIN_DATABASE_URL = os.environ.get("ADMIN_DATABASE_URL", DATABASE_URL)
DATABASES = {"default": database(ADMIN_DATABASE_URL if envbool("USE_ADMIN_DATABASE") else DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
CACHES = {
    "default": {
        "BACKEND": "core.cache.ForgivingCache",
        "LOCATION": f"{REDIS_URL}/0",
        "KEY_FUNCTION": "core.cache.company_key",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "realtime.layer.Layer",
        "CONFIG": {"hosts": [f"{REDIS_URL}/0"], "prefix": "workplace"},
    }
}
CELERY_BROKER_URL = f"{REDIS_URL}/1"
CELERY_TASK_IGNORE_RESULT = True
CELERY_DB_REUSE_MAX = 1_000_000  # connections are given back by workplace.celery, the pool stays
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "visibility_timeout": 600}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "jobs.sweep", "schedule": 10.0, "options": {"queue": "platform", "expires": 10}},
    "count": {"task": "tenants.count", "schedule": 600.0, "options": {"queue": "platform", "expires": 600}},
    "forget": {"task": "people.forget", "schedule": 21600.0, "options": {"queue": "platform", "expires": 21600}},
    "files": {"task": "content.tidy_everywhere", "schedule": 3600.0, "options": {"queue": "platform", "expires": 3600}},
    "marks": {
        "task": "chat.forget_old_marks_everywhere",
        "schedule": 21600.0,
        "options": {"queue": "platform", "expires": 21600},
    },
    "rules": {
        "task": "groups.refresh_rules_everywhere",
        "schedule": 3600.0,
        "options": {"queue": "platform", "expires": 3600},
    },
    "pilots": {"task": "tenants.watch_pilots", "schedule": 3600.0, "options": {"queue": "platform", "expires": 3600}},
}

# Accounts ------------------------------------------------------------------------------------------------------
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
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_SCHEME == "http"
HEADLESS_ADAPTER = "people.headless_adapter.HeadlessAdapter"
HEADLESS_CLIENTS = ["app"]
HEADLESS_TOKEN_STRATEGY = "people.tokens.SessionToken"  # noqa: S105  (a path)
HEADLESS_SERVE_SPECIFICATION = False
USERSESSIONS_TRACK_ACTIVITY = False  # a write per request; devices are touched at sign-in
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_SCHEME == "https"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "workplace.views.csrf_failure"

# Mail ----------------------------------------------------------------------------------------------------------
_mail = envurl("EMAIL_URL", "smtp://127.0.0.1:25")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "127.0.0.1", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
MAIL_ADDRESS = os.environ.get("MAIL_ADDRESS", f"no-reply@{PUBLIC_HOST}")
DEFAULT_FROM_EMAIL = f"Workplace <{MAIL_ADDRESS}>"
MAIL_FOLDER = os.environ.get("MAIL_FOLDER", "")  # the local mail sink's Maildir, readable on the public host

# Pushes --------------------------------------------------------------------------------------------------------
VAPID_PRIVATE_KEY = os.environ.get("VAPID_PRIVATE_KEY", "")  # empty: each company makes its own, once

# Language and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Files ---------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / ".standalone" / "media"))
_bucket = {  # taken where S3_BUCKET is set; every object private, none with an address of its own
    "bucket_name": os.environ.get("S3_BUCKET", ""),
    "endpoint_url": os.environ.get("S3_URL") or None,
    "region_name": os.environ.get("S3_REGION") or None,
    "access_key": os.environ.get("S3_KEY") or None,
    "secret_key": os.environ.get("S3_SECRET") or None,
    "location": os.environ.get("S3_FOLDER", ""),
    "default_acl": None,  # the bucket's owner alone
    "file_overwrite": True,  # names are random: nothing is asked before it is written
    "querystring_auth": True,
}
STORAGES = {
    "default": {"BACKEND": "core.bucket.Bucket", "OPTIONS": _bucket}
    if _bucket["bucket_name"]
    else {"BACKEND": "core.storage.Folder"},
    "staticfiles": {"BACKEND": os.environ.get("STATIC_STORAGE", "core.static.HashedModulesStorage")},
}
LARGEST_FILE = envint("LARGEST_FILE_MB", 100) * 1024**2
COMPANY_SPACE = envint("COMPANY_SPACE_GB", 20) * 1024**3  # all files of one company
FILES_ARRIVE_AT = "/api/v1/files"  # the one address that takes more than LARGEST_BODY, and streams it
FILE_UPLOAD_TEMP_DIR = os.environ.get("UPLOAD_FOLDER") or None  # where a file waits until it is whole; on a disk
LARGEST_BODY = 32 * 1024 * 1024  # of any other request; what a photo may weigh stands in core/pictures.py
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024

FETCH_PORTS = {80, 443}  # of other people's servers that we ask: see core/fetching.py

# Doors and walls -----------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PUBLIC_SCHEME == "https"
SECURE_HSTS_SECONDS = 31536000 if PUBLIC_SCHEME == "https" else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True  # they are the companies
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # joining the browsers' preload list is the operator's own decision
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if envbool("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# API -----------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["people.authentication.TokenAuthentication", "people.authentication.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["people.authentication.MembersOnly"],
    "DEFAULT_RENDERER_CLASSES": ["core.renderer.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.rest.answer_error",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Workplace API",
    "DESCRIPTION": ABOUT,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "Approval": "groups.models.Group.Approval",
        "GroupRole": "groups.models.Membership.Role",
        "GroupRequestState": "groups.models.MembershipRequest.State",
        "GroupKind": "groups.models.Group.Kind",
        "Language": "workplace.settings.LANGUAGES",
        "Posting": "groups.models.Group.Posting",
        "ThreadKind": "chat.models.Thread.Kind",
        "ThreadRole": "chat.models.Member.Role",
        "CompanyRole": "workplace.api_docs.COMPANY_ROLES",
        "ThreadHistory": "chat.models.Thread.History",
        "MessageKind": "chat.models.Message.Kind",
        "ReactionKind": "content.models.Reaction.Kind",
        "PostKind": "feed.models.Post.Kind",
        "RsvpAnswer": "feed.models.Rsvp.Answer",
        "ScheduledState": "chat.models.ScheduledMessage.State",
        "FileKind": "content.models.File.Kind",
        "FileState": "content.models.File.State",
        "SignInCodeState": "people.models.sign_in_code.STATES",
    },
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "workplace.api_docs.finish"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}},
}
