from django.urls import path

from people.views import inviting, joining, language, profiles, settings, status

app_name = "people"
urlpatterns = [
    path("language/", language.language, name="language"),
    path("join/<str:token>/", joining.claim, name="claim"),
    path("welcome/", settings.welcome, name="welcome"),
    path("welcome/done/", settings.finish_welcome, name="welcome_done"),
    path("settings/profile/", settings.edit, name="me_edit"),
    path("settings/photo/", settings.photo, name="me_photo"),
    path("settings/status/", status.edit, name="status"),
    path("people/", profiles.directory, name="directory"),
    path("people/invite/", inviting.invite, name="invite"),
    path("people/invite/<int:pk>/resend/", inviting.resend, name="invite_resend"),
    path("people/invite/<int:pk>/revoke/", inviting.revoke, name="invite_revoke"),
    path("people/<int:pk>/", profiles.profile, name="profile"),
    path("people/<int:pk>/photo", profiles.photo, name="photo"),
]
