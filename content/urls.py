from django.urls import path

from content.views import cards

app_name = "content"
urlpatterns = [
    path("cards/<str:pk>/picture", cards.picture, name="card_picture"),
]
