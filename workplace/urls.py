"""A company's host. The site map."""

from django.urls import include, path

from workplace import style

handler400 = "workplace.views.bad_request"
handler403 = "workplace.views.forbidden"
handler404 = "workplace.views.not_found"
handler429 = "workplace.views.too_many"  # allauth's name for it
handler500 = "workplace.views.broken"

urlpatterns = [
    path("accounts/", include("people.account_urls")),
    path("accounts/signup/", include("people.sign_up_urls")),
    path("_allauth/", include("people.headless_urls")),
    path("api/", include("workplace.api_v1")),
    path("", include("tenants.brand_urls")),
    path("style/", style.page),
    path("style/<str:part>/", style.page),
    path("", include("people.urls")),
    path("", include("content.urls")),
    path("", include("groups.urls")),
    path("", include("notifications.urls")),
    path("", include("administration.urls")),
    path("", include("feed.urls")),
    path("", include("chat.urls")),
    path("", include("search.urls")),
]
