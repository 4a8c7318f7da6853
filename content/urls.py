from django.urls import path

from content.views import cards, emoji, files, saved

app_name = "content"
urlpatterns = [
    path("emoji/<str:language>.json", emoji.emoji, name="emoji"),
    path("saved/", saved.saved, name="saved"),
    path("saved/lists/", saved.create_list, name="saved_lists"),
    path("saved/lists/<str:pk>/", saved.change_list, name="saved_list"),
    path("saved/<str:kind>/<str:pk>/", saved.save, name="save"),
    path("saved/<str:kind>/<str:pk>/remove/", saved.unsave, name="unsave"),
    path("cards/<str:pk>/picture", cards.picture, name="card_picture"),
    path("files/<str:pk>/shown/", files.shown, name="file_shown"),
    path("files/<str:pk>/<str:which>", files.file, name="file"),
    path("files/<str:pk>/<str:which>/<str:name>", files.file, name="file_by_name"),
]
