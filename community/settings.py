"""The one settings file. Everything that differs between machines comes from the environment (see environment.py)."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from community import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# --- where we are -----------------------------------------------------------------------------------------------------
DEBUG = environment.flag("DEBUG")
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").resolve()
_SECRETS = DATA_DIR / "secrets" if DEBUG else None
SECRET_KEY = environment.secret("SECRET_KEY", kept_in=_SECRETS)
# Receipts outlive a change of SECRET_KEY, so their keyed hashes have a key of their own.
RECEIPT_KEY = environment.secret("RECEIPT_KEY", kept_in=_SECRETS)
if SECRET_KEY == RECEIPT_KEY:
    raise ImproperlyConfigured("RECEIPT_KEY must differ from SECRET_KEY.")

if DEBUG:
    ALLOWED_HOSTS = [*environment.words("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
    SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000")
else:
    environment.required("ALLOWED_HOSTS", "production must know its host names, separated by commas.")
    ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
    SITE_URL = environment.required("SITE_URL", "links in mails need the public address, https://…").rstrip("/")
    if not SITE_URL.startswith("https://"):
        raise ImproperlyConfigured("SITE_URL must begin with https://")
# How many proxies of our own stand in front and add X-Forwarded-For; 0 trusts no header.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", default=0)

# --- the house --------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "community.admin_site.apps.AdminSiteConfig",
    "community.operations",
    "community.home",
    "community.search",
    "articles",
    "community.exports",
    "community.figures",
    "community.reports",
    "community.moderation",
    "community.discussions",
    "community.check_and_send",
    "community.notifications",
    "community.accounts",
    "community.screening",
    "community.catalog",
    "community.doors",
    "community.page_cache",
    "community.rendering",
    "community.admin_site.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "pgtrigger",
    "procrastinate.contrib.django",
]
if DEBUG and find_spec("django_linear_migrations"):  # comes with the tests; keeps migrations in one line
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "community.doors.logs.RequestLog",
    "community.page_cache.middleware.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "community.doors.headers.ExtraHeaders",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "community.home.health.Probes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "community.doors.failing.FailureUnderDebug",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "community.doors.uploads.NoUploads",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
ROOT_URLCONF = "community.urls"
WSGI_APPLICATION = "community.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- what is kept -----------------------------------------------------------------------------------------------------
DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Django keeps 300 and then drops some: sign-in limits must outlast a busy hour.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
if redis_url := os.environ.get("REDIS_URL", ""):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = None
STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- who --------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:mine"
LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_ADAPTER = "community.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# A password is optional: without a star, sign-in goes by a code in the mail or by passkey.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_USER_DISPLAY = "community.accounts.pseudonyms.pseudonym_of"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Sidenote"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
USERSESSIONS_TRACK_ACTIVITY = False

# --- mail -------------------------------------------------------------------------------------------------------------
MAILERS = {"default": environment.mailer(debug=DEBUG)}
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "").strip() or (
    "Sidenote <sidenote@localhost>" if DEBUG else environment.required("MAIL_FROM", "mails need a sender.")
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- doors ------------------------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    # data: carries the QR code of a second factor and the admin's small icons.
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
# no-referrer would make browsers send "Origin: null", and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "community.doors.failing.csrf_failed"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
if not DEBUG:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A text is at most 10,000 characters of at most 4 bytes; the rest of a form is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_HANDLERS = ["community.doors.uploads.PassOver"]

# --- words and time ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

# --- logs -------------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "community.doors.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # These name paths; the request log names the route instead.
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        # Any scanner writes one of these with every request; the request log has them as a 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # gunicorn gives its loggers handlers of its own, which write addresses and request lines; being named here
        # takes those away in every process that has loaded the site.
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # These tell of every start and every job.
        "procrastinate": {"level": "WARNING"},
    },
}

# Demonstration staff (seeded by `make run`) may open the admin only here, and then only from this machine.
DEMO_STAFF = DEBUG
PAGE_CACHE = environment.flag("PAGE_CACHE", default=True)
# Off only where the benchmark measures.
RATE_LIMITS = True
