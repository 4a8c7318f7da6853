from django.urls import path

from people import api, api_devices

urlpatterns = [
    path("me", api.Me.as_view()),
    path("me/photo", api.MyPhoto.as_view()),
    path("me/status", api.MyStatus.as_view()),
    path("devices", api_devices.Devices.as_view()),
    path("devices/<str:pk>", api_devices.OneDevice.as_view()),
    path("sign-in-codes", api_devices.SignInCodes.as_view()),
    path("sign-in-codes/claim", api_devices.ClaimSignInCode.as_view()),
    path("sign-in-codes/<str:pk>", api_devices.OneSignInCode.as_view()),
    path("people", api.People.as_view()),
    path("people/<str:pk>", api.OnePerson.as_view()),
]
