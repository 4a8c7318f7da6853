from django.urls import path

from people.views import devices, following, inviting, joining, language, profiles, settings, sign_in_codes, status

app_name = "people"
urlpatterns = [
    path("language/", language.language, name="language"),
    path("join/<str:token>/", joining.claim, name="claim"),
    path("welcome/", settings.welcome, name="welcome"),
    path("welcome/done/", settings.finish_welcome, name="welcome_done"),
    path("settings/profile/", settings.edit, name="me_edit"),
    path("settings/photo/", settings.photo, name="me_photo"),
    path("settings/status/", status.edit, name="status"),
    path("settings/devices/", devices.devices, name="devices"),
    path("settings/devices/<int:pk>/sign-out/", devices.sign_out_one, name="device_sign_out"),
    path("settings/devices/others/", devices.sign_out_others, name="devices_sign_out_others"),
    path("settings/devices/everywhere/", devices.sign_out_all, name="devices_sign_out_all"),
    path("settings/phone/", sign_in_codes.show, name="sign_in_code"),
    path("sign-in/<str:token>/", sign_in_codes.sign_in, name="sign_in_by_code"),
    path("people/", profiles.directory, name="directory"),
    path("people/invite/", inviting.invite, name="invite"),
    path("people/invite/<int:pk>/resend/", inviting.resend, name="invite_resend"),
    path("people/invite/<int:pk>/revoke/", inviting.revoke, name="invite_revoke"),
    path("people/<int:pk>/", profiles.profile, name="profile"),
    path("people/<int:pk>/chart/", profiles.chart, name="chart"),
    path("people/<int:pk>/team/", profiles.team, name="team"),
    path("people/<int:pk>/follow/", following.follow, name="follow"),
    path("people/<int:pk>/following/", following.following, name="following"),
    path("people/<int:pk>/followers/", following.followers, name="followers"),
    path("people/<int:pk>/photo", profiles.photo, name="photo"),
]
