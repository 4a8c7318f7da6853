from django.urls import path

from administration import api, api_groups

urlpatterns = [
    path("company", api.Company.as_view()),
    path("company/logo", api.Logo.as_view()),
    path("company/settings", api.Settings.as_view()),
    path("company/mail-domains", api.Domains.as_view()),
    path("company/mail-domains/<str:name>", api.OneDomain.as_view()),
    path("company/mail-domains/<str:name>/code", api.DomainCode.as_view()),
    path("company/mail-domains/<str:name>/proof", api.DomainProof.as_view()),
    path("company/join-requests", api.Requests.as_view()),
    path("company/join-requests/<str:pk>/accept", api.Accept.as_view()),
    path("company/join-requests/<str:pk>/decline", api.Decline.as_view()),
    path("company/roles", api.Roles.as_view()),
    path("company/people", api.People.as_view()),
    path("company/people/<str:pk>", api.OnePerson.as_view()),
    path("company/people/<str:pk>/role", api.PersonRole.as_view()),
    path("company/people/<str:pk>/deactivate", api.Deactivate.as_view()),
    path("company/people/<str:pk>/reactivate", api.Reactivate.as_view()),
    path("company/people/<str:pk>/sign-out", api.SignOut.as_view()),
    path("company/audit", api.Audit.as_view()),
    path("company/secret-groups", api_groups.SecretGroups.as_view()),
    path("company/groups/<str:pk>/join", api_groups.JoinAsAdmin.as_view()),
]
