from django.urls import path

from groups.api import entering, groups, members, ruling

urlpatterns = [
    path("groups", groups.Groups.as_view()),
    path("groups/join-by-link", entering.JoinByLink.as_view()),
    path("groups/<str:pk>", groups.OneGroup.as_view()),
    path("groups/<str:pk>/archive", groups.Archive.as_view()),
    path("groups/<str:pk>/default", groups.Default.as_view()),
    path("groups/<str:pk>/members", members.Members.as_view()),
    path("groups/<str:pk>/members/<str:person>", members.OneMember.as_view()),
    path("groups/<str:pk>/leave", members.Leave.as_view()),
    path("groups/<str:pk>/join", entering.Join.as_view()),
    path("groups/<str:pk>/requests", entering.Requests.as_view()),
    path("groups/<str:pk>/requests/<str:asked>/accept", entering.AcceptRequest.as_view()),
    path("groups/<str:pk>/requests/<str:asked>/decline", entering.DeclineRequest.as_view()),
    path("groups/<str:pk>/invites", entering.Invites.as_view()),
    path("groups/<str:pk>/invites/<str:invite>", entering.OneInvite.as_view()),
    path("groups/<str:pk>/links", entering.Links.as_view()),
    path("groups/<str:pk>/links/<str:link>", entering.OneLink.as_view()),
    path("groups/<str:pk>/rule", ruling.Rule.as_view()),
    path("groups/<str:pk>/rule/preview", ruling.RulePreview.as_view()),
    path("group-invites", entering.MyInvites.as_view()),
    path("group-invites/<str:invite>/accept", entering.AcceptInvite.as_view()),
    path("group-invites/<str:invite>/decline", entering.DeclineInvite.as_view()),
]
