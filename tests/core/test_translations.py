import gettext
import os

from core.translations import compile_stale

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def write(folder, text):
    file = folder / "fr" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER + text)
    return file


def test_a_catalogue_is_compiled_once(tmp_path):
    text = write(tmp_path, '\nmsgid "Mail"\nmsgstr "Courriel"\n')
    assert compile_stale(tmp_path) == [text]
    assert compile_stale(tmp_path) == []


def test_a_newer_text_is_compiled_again(tmp_path):
    text = write(tmp_path, '\nmsgid "Mail"\nmsgstr "Courriel"\n')
    compile_stale(tmp_path)
    write(tmp_path, '\nmsgid "Mail"\nmsgstr "E-mails"\n')
    os.utime(text, (2**31, 2**31))
    compile_stale(tmp_path)
    with text.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Mail") == "E-mails"
