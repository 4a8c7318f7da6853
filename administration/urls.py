from django.urls import path

from administration.views import desk, domains, entry, general, groups, log, people

app_name = "administration"
urlpatterns = [
    path("settings/company/", desk.index, name="index"),
    path("settings/company/general/", general.general, name="general"),
    path("settings/company/general/logo/", general.logo, name="logo"),
    path("settings/company/general/colour/", general.colour, name="colour"),
    path("settings/company/general/colour.css", general.colour_css, name="colour_css"),
    path("settings/company/general/steps/", general.steps_away, name="steps_away"),
    path("settings/company/domains/", domains.domains, name="domains"),
    path("settings/company/domains/<str:name>/", domains.domain, name="domain"),
    path("settings/company/domains/<str:name>/mail/", domains.mail, name="domain_mail"),
    path("settings/company/domains/<str:name>/prove/", domains.prove, name="domain_prove"),
    path("settings/company/domains/<str:name>/file/", domains.file, name="domain_file"),
    path("settings/company/domains/<str:name>/remove/", domains.remove, name="domain_remove"),
    path("settings/company/entry/", entry.entry, name="entry"),
    path("settings/company/entry/second-factor/", entry.second_factor, name="second_factor"),
    path("settings/company/requests/", entry.requests, name="requests"),
    path("settings/company/requests/<int:pk>/accept/", entry.accept, name="request_accept"),
    path("settings/company/requests/<int:pk>/decline/", entry.decline, name="request_decline"),
    path("settings/company/people/", people.people, name="people"),
    path("settings/company/people/<int:pk>/", people.person, name="person"),
    path("settings/company/people/<int:pk>/record/", people.record, name="person_record"),
    path("settings/company/people/<int:pk>/role/", people.role, name="person_role"),
    path("settings/company/people/<int:pk>/sign-out/", people.sign_out, name="person_sign_out"),
    path("settings/company/people/<int:pk>/close/", people.close, name="person_close"),
    path("settings/company/people/<int:pk>/reopen/", people.reopen, name="person_reopen"),
    path("settings/company/roles/", people.roles, name="roles"),
    path("settings/company/groups/", groups.groups, name="groups"),
    path("settings/company/groups/<int:pk>/join/", groups.join, name="group_join"),
    path("settings/company/log/", log.log, name="log"),
    path("settings/company/log/export/", log.export, name="log_export"),
]
