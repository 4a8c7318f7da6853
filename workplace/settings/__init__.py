"""All settings. What differs between installations comes from the environment; `workplace/checks.py` reads it back.

Where we are, what we are made of, mail, files and walls stand here; the rest in modules of its own, read in below.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from workplace.settings.accounts import *  # noqa: F403
from workplace.settings.api import *  # noqa: F403
from workplace.settings.environment import envbool, envint, envurl
from workplace.settings.stores import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent


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
    "people.middleware.SessionMiddleware",
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
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_SCHEME == "https"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_SCHEME == "http"
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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}},
}
