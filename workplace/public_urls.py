"""The public host: applicants, and the operators' admin. No content of a company can be opened here."""

from django.conf import settings
from django.urls import include, path

from tenants.admin_site import operators_site
from workplace.views import nothing_here

handler400 = "workplace.views.bad_request"
handler403 = "workplace.views.forbidden"
handler404 = "workplace.views.not_found"
handler500 = "workplace.views.broken"

urlpatterns = [
    path("admin/", operators_site.urls),
    path("accounts/", include("people.account_urls")),
    path("accounts/signup/", nothing_here, name="account_signup"),  # operators are added, but allauth wants the name
    path("", include("tenants.public_urls")),
    path("", include("people.public_urls")),
]
if settings.MAIL_FOLDER:  # only where `up` keeps mails for whoever sits at this machine
    urlpatterns.append(path("mail/", include("standalone.urls")))
