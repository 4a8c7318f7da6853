"""/accounts/signup/ on a company's host."""

from django.urls import path

from people.views import joining

urlpatterns = [
    path("", joining.sign_up, name="account_signup"),
    path("code/", joining.sign_up_code, name="account_signup_code"),
    path("name/", joining.sign_up_name, name="account_signup_name"),
]
