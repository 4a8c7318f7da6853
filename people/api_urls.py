from django.urls import path

from people import api_devices
from people.api import chart, following, people

urlpatterns = [
    path("me", people.Me.as_view()),
    path("me/photo", people.MyPhoto.as_view()),
    path("me/status", people.MyStatus.as_view()),
    path("devices", api_devices.Devices.as_view()),
    path("devices/<str:pk>", api_devices.OneDevice.as_view()),
    path("sign-in-codes", api_devices.SignInCodes.as_view()),
    path("sign-in-codes/claim", api_devices.ClaimSignInCode.as_view()),
    path("sign-in-codes/<str:pk>", api_devices.OneSignInCode.as_view()),
    path("people", people.People.as_view()),
    path("people/filters", people.PeopleFilters.as_view()),
    path("people/<str:pk>", people.OnePerson.as_view()),
    path("people/<str:pk>/chart", chart.PersonChart.as_view()),
    path("people/<str:pk>/reports", chart.Reports.as_view()),
    path("people/<str:pk>/follow", following.FollowPerson.as_view()),
    path("people/<str:pk>/following", following.Following.as_view()),
    path("people/<str:pk>/followers", following.Followers.as_view()),
    path("skills", people.Skills.as_view()),
]
