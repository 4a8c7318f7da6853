from django.urls import path

from groups.views import entering, pages, running

app_name = "groups"
urlpatterns = [
    path("groups/", pages.groups, name="list"),
    path("groups/new/", pages.new, name="new"),
    path("groups/link/<str:token>/", entering.link, name="link"),
    path("groups/invites/<str:invite>/accept/", entering.answer_invite, {"says": "accept"}, name="invite_accept"),
    path("groups/invites/<str:invite>/decline/", entering.answer_invite, {"says": "decline"}, name="invite_decline"),
    path("groups/<str:pk>/", pages.group, name="group"),
    path("groups/<str:pk>/join/", entering.join, name="join"),
    path("groups/<str:pk>/withdraw/", entering.withdraw, name="withdraw"),
    path("groups/<str:pk>/leave/", entering.leave, name="leave"),
    path("groups/<str:pk>/members/", pages.members, name="members"),
    path("groups/<str:pk>/members/<str:person>/role/", pages.role, name="role"),
    path("groups/<str:pk>/members/<str:person>/remove/", pages.remove, name="remove"),
    path("groups/<str:pk>/invite/", entering.invite, name="invite"),
    path("groups/<str:pk>/entry/", entering.entry, name="entry"),
    path("groups/<str:pk>/requests/<str:asked>/accept/", entering.accept, name="request_accept"),
    path("groups/<str:pk>/requests/<str:asked>/decline/", entering.decline, name="request_decline"),
    path("groups/<str:pk>/invites/<str:invite>/revoke/", entering.revoke_invite, name="invite_revoke"),
    path("groups/<str:pk>/links/", entering.make_link, name="link_make"),
    path("groups/<str:pk>/links/<str:link>/revoke/", entering.revoke_link, name="link_revoke"),
    path("groups/<str:pk>/rule/", running.rule, name="rule"),
    path("groups/<str:pk>/rule/end/", running.end_rule, name="rule_end"),
    path("groups/<str:pk>/settings/", running.settings, name="settings"),
    path("groups/<str:pk>/default/", running.default, name="default"),
    path("groups/<str:pk>/archive/", running.archive, name="archive"),
    path("groups/<str:pk>/unarchive/", running.unarchive, name="unarchive"),
]
