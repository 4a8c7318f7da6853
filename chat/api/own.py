"""The company's own stickers and emoji, for the admins who look after them; everybody's tray is in `stickers`."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from administration.api import Office
from chat import trays
from chat.actions import stickers as actions
from chat.api.answers import given
from chat.serializers import own as shapes
from core.limits import limit
from people.models import User
from people.roles import Right


class OwnPictures(Office):
    right = Right.MANAGE_CONTENT


class Packs(OwnPictures):
    @extend_schema(operation_id="company_sticker_packs_list", responses=shapes.OwnPackList)
    def get(self, request: Request) -> Response:
        """The company's own packs, also what is empty or not ready yet; `GET /stickers` has what can be sent."""
        return Response({"results": [shapes.pack_data(pack) for pack in trays.packs_present()], "next": None})

    @extend_schema(operation_id="company_sticker_packs_create", request=shapes.NewPack, responses={201: shapes.OwnPack})
    def post(self, request: Request) -> Response:
        """Begin a pack; it comes last. A company has room for 30."""
        made = actions.make_pack(by=request.user, **given(shapes.NewPack, request))
        return Response(shapes.pack_data(trays.pack_for(made.pk)), 201)


class OnePack(OwnPictures):
    @extend_schema(operation_id="company_sticker_packs_change", request=shapes.OwnChanges, responses=shapes.OwnPack)
    def patch(self, request: Request, pk: str) -> Response:
        """Another name, another place among the packs."""
        pack, asked = trays.pack_for(pk), given(shapes.OwnChanges, request)
        actions.change_pack(pack=pack, by=request.user, **asked)
        return Response(shapes.pack_data(trays.pack_for(pk)))

    @extend_schema(operation_id="company_sticker_packs_remove", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        """It leaves every tray; messages go on showing what they have of it."""
        actions.remove_pack(pack=trays.pack_for(pk), by=request.user)
        return Response(status=204)


class PackStickers(OwnPictures):
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="company_stickers_add", request=shapes.NewStickers, responses={201: shapes.OwnPack})
    def post(self, request: Request, pk: str) -> Response:
        """Pictures for a pack, made small: PNG, JPEG, WebP, AVIF or GIF of up to 20 MB and 40 megapixels, no SVG.

        All of them, or none where one is refused. A pack has room for 60."""
        pack = trays.pack_for(pk)
        _not_too_often(request.user)
        pictures = [(each.name, each.file, each.size) for each in given(shapes.NewStickers, request)["pictures"]]
        actions.add_stickers(pack=pack, pictures=pictures, by=request.user)
        return Response(shapes.pack_data(trays.pack_for(pk)), 201)


class OneSticker(OwnPictures):
    @extend_schema(operation_id="company_stickers_change", request=shapes.OwnChanges, responses=shapes.OwnSticker)
    def patch(self, request: Request, pk: str, sticker: str) -> Response:
        """Another name, another place in its pack."""
        found, asked = trays.sticker_for(sticker, pack=pk), given(shapes.OwnChanges, request)
        actions.change_sticker(sticker=found, by=request.user, **asked)
        return Response(shapes.sticker_data(found))

    @extend_schema(operation_id="company_stickers_remove", responses={204: None})
    def delete(self, request: Request, pk: str, sticker: str) -> Response:
        """Nobody can send it any more; messages go on showing it."""
        actions.remove_sticker(sticker=trays.sticker_for(sticker, pack=pk), by=request.user)
        return Response(status=204)


class OwnEmoji(OwnPictures):
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="company_emoji_add", request=shapes.NewEmoji, responses={201: shapes.OwnEmoji})
    def post(self, request: Request) -> Response:
        """Add one, made small. Its name stands in messages for good: to change it, remove it and add another."""
        _not_too_often(request.user)
        asked = given(shapes.NewEmoji, request)
        file = asked["picture"]
        emoji = actions.add_emoji(name=asked["name"], file=file, size=file.size, by=request.user)
        return Response(shapes.emoji_data(emoji), 201)


class OneEmoji(OwnPictures):
    @extend_schema(operation_id="company_emoji_remove", responses={204: None})
    def delete(self, request: Request, name: str) -> Response:
        """Messages show its name from now on."""
        actions.remove_emoji(emoji=trays.emoji_named(name), by=request.user)
        return Response(status=204)


def _not_too_often(person: User) -> None:
    """Each picture is unpacked here and now."""
    limit(f"own-pictures:{person.pk}", rate=1 / 5, burst=60)
