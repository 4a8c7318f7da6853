"""What the worker makes of pictures, and what it does with those that resist."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageDraw

from content.actions import preparing
from content.actions.preparing import prepare, tidy_everywhere, tidy_up
from content.models import File, Space
from core.schema import inside, inside_public
from jobs.models import Outbox
from tests.content.conftest import picture, stored


def opened(file, form) -> Image.Image:
    return Image.open(io.BytesIO(b"".join(default_storage.stream(f"{file.path}/{form}")[1])))


@pytest.fixture
def prepared(file_of, run_tasks):
    def made(person, content, name="photo.jpg") -> File:
        file = file_of(person, content, name)
        run_tasks()
        file.refresh_from_db()
        return file

    return made


@pytest.fixture
def told(monkeypatch) -> list:
    events = []
    monkeypatch.setattr(preparing, "publish", lambda event, *, to: events.append((event, sorted(to))))
    return events


def with_place(width=80, height=40) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    exif[0x010F] = "Camera of Bob"
    return picture(width, height, exif=exif, comment=b"at home")


def test_it_is_turned_upright_and_says_nothing_of_the_camera_and_the_place(prepared, bob):
    file = prepared(bob, with_place())
    clean = opened(file, "clean")
    assert (file.state, clean.size, clean.format) == ("ready", (40, 80), "JPEG")
    assert not clean.getexif()
    raw = b"".join(default_storage.stream(f"{file.path}/clean")[1])
    assert b"Camera" not in raw
    assert b"at home" not in raw


def test_the_raw_bytes_go_and_all_forms_are_counted(prepared, bob):
    file = prepared(bob, with_place())
    assert [name.rsplit("/", 1)[1] for name in stored()] == ["clean", "thumb", "view"]
    on_disk = sum(default_storage.size(name) for name in stored())
    assert file.stored == Space.objects.get().used == on_disk
    assert file.size == default_storage.size(f"{file.path}/clean")


def test_sizes_for_lists_and_for_looking_are_made(prepared, bob):
    file = prepared(bob, picture(2400, 1200))
    assert opened(file, "thumb").size == (320, 160)
    assert opened(file, "view").size == (1600, 800)
    assert opened(file, "clean").size == (2400, 1200)


def test_40_megapixels_pass(prepared, bob):
    file = prepared(bob, picture(8000, 5000))
    assert (file.state, file.width, file.height) == ("ready", 8000, 5000)


def animation(side=40, frames=4, kind="GIF") -> bytes:
    pictures = [Image.new("RGB", (side, side), colour) for colour in ("red", "green", "blue", "black")[:frames]]
    out = io.BytesIO()
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], duration=80, loop=0)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_what_moves_goes_on_moving(prepared, bob, kind):
    file = prepared(bob, animation(kind=kind), f"dance.{kind.lower()}")
    clean = opened(file, "clean")
    assert (file.mime, clean.n_frames, file.name) == ("image/webp", 4, "dance.webp")
    assert opened(file, "view").n_frames == 4
    assert getattr(opened(file, "thumb"), "n_frames", 1) == 1


def test_what_is_too_large_to_move_stands_still(monkeypatch, tmp_path):
    from content.files import rendering

    monkeypatch.setattr(rendering, "MOST_MOVING_PIXELS", 100)
    raw = tmp_path / "raw"
    raw.write_bytes(animation())
    assert rendering.render(raw, tmp_path)["mime"] in {"image/jpeg", "image/png"}


def test_a_drawing_with_holes_keeps_them(prepared, bob):
    out = io.BytesIO()
    drawing = Image.new("RGBA", (30, 30))
    ImageDraw.Draw(drawing).ellipse((5, 5, 25, 25), fill="red")
    drawing.save(out, "PNG")
    file = prepared(bob, out.getvalue(), "logo.png")
    assert (file.mime, opened(file, "clean").mode) == ("image/png", "RGBA")


def test_a_picture_that_ends_too_soon_is_broken_and_says_so(prepared, bob, told):
    file = prepared(bob, picture(400, 300)[:-1500])
    assert (file.state, file.stored, stored()) == ("broken", 0, [])
    (event, to) = told[0]
    assert (event.state, to) == ("broken", [bob.pk])
    assert "file--broken" in event.html


def test_those_who_see_the_post_hear_when_it_can_be_shown(posted, news, bob, told, run_tasks):
    file = posted(bob, content=picture(), name="photo.jpg")
    run_tasks()
    (event, to) = told[0]
    assert (event.id, event.state, to) == (str(file.pk), "ready", sorted(news.member_ids()))
    assert f"/files/{file.pk}/view" in event.html


def test_one_that_kills_its_worker_again_and_again_is_broken(file_of, bob, monkeypatch):
    file = file_of(bob, picture(), "evil.jpg")

    def die(path, folder):
        raise SystemExit

    monkeypatch.setattr(preparing, "_render", die)
    for _ in range(3):
        with pytest.raises(SystemExit):
            prepare(file=file.pk)
        file.refresh_from_db()
        assert file.state == "preparing"
    prepare(file=file.pk)
    file.refresh_from_db()
    assert (file.state, file.tries) == ("broken", 4)


def test_a_process_that_dies_is_tried_again(file_of, bob, monkeypatch, run_tasks):
    file = file_of(bob, picture(), "photo.jpg")
    command = preparing.sys.executable
    monkeypatch.setattr(preparing.sys, "executable", "/bin/false")
    run_tasks()
    assert Outbox.objects.get(task="content.prepare_file").state == "waiting"
    monkeypatch.setattr(preparing.sys, "executable", command)
    Outbox.objects.update(due_at=timezone.now())
    run_tasks()
    file.refresh_from_db()
    assert file.state == "ready"


def test_a_worker_that_died_after_writing_the_row_leaves_no_raw_bytes(file_of, bob, run_tasks):
    file = file_of(bob, picture(), "photo.jpg")
    File.objects.filter(pk=file.pk).update(state="ready")
    run_tasks()
    assert stored() == []


def test_erased_while_it_was_prepared_it_leaves_nothing(file_of, bob, monkeypatch, run_tasks):
    file = file_of(bob, picture(), "photo.jpg")
    render = preparing._render

    def erase_meanwhile(path, folder):
        found = render(path, folder)
        File.objects.filter(pk=file.pk).delete()
        return found

    monkeypatch.setattr(preparing, "_render", erase_meanwhile)
    prepare(file=file.pk)
    run_tasks()
    assert stored() == []


def older(file, **past) -> None:
    File.objects.filter(pk=file.pk).update(**{name: timezone.now() - timedelta(hours=25) for name in past})


def test_what_nothing_held_for_a_day_goes_with_its_bytes(file_of, posted, bob, run_tasks):
    left, fresh, kept = file_of(bob), file_of(bob), posted(bob)
    older(left, created_at=True)
    older(kept, created_at=True)
    tidy_up()
    run_tasks()
    assert set(File.objects.values_list("pk", flat=True)) == {fresh.pk, kept.pk}
    assert len(stored()) == 2
    assert Space.objects.get().used == 20


def test_bytes_that_copies_share_go_with_the_last(posted, carol, bob, run_tasks):
    from content.actions import copy_for, erase_files

    file = posted(bob)
    (copy,) = copy_for(files=[file], person=carol)
    erase_files(files=[file.pk])
    run_tasks()
    assert (len(stored()), Space.objects.get().used) == (1, 10)
    erase_files(files=[copy.pk])
    run_tasks()
    assert (stored(), Space.objects.get().used) == ([], 0)


def test_bytes_without_a_row_go_after_a_day(acme, file_of, bob):
    import os

    from django.core.files.base import ContentFile

    file_of(bob)
    for name, age in (("aa/old", 90_000), ("aa/new", 10)):
        path = default_storage.save(f"{acme.schema_name}/files/{name}/raw", ContentFile(b"x"))
        then = timezone.now().timestamp() - age
        os.utime(default_storage.path(path), (then, then))
    tidy_up()
    assert [name.split("/")[-2] for name in stored() if "/aa/" in name] == ["new"]
    assert len(stored()) == 2


def test_a_count_that_went_astray_is_put_right(file_of, bob):
    file_of(bob)
    Space.objects.update(used=77)
    tidy_up()
    assert Space.objects.get().used == 10


def test_every_company_is_tidied_by_a_task_of_its_own(acme, globex):
    with inside_public():
        tidy_everywhere()
    for company in (acme, globex):
        with inside(company):
            assert Outbox.objects.filter(task="content.tidy_files").count() == 1


def test_operators_see_how_much_room_files_take(acme, file_of, bob):
    from content.operators import counts

    file_of(bob)
    assert counts(company=acme) == {"storage": 10}
