"""Scripts and alphabets: what it takes to write a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

from fontTools.unicodedata import script, script_name

FEWEST_SIGNS = 20
SHARED_SCRIPTS = ("Zyyy", "Zinh", "Zzzz")
"""Codes for signs of all scripts, of the letter before, and of none."""

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"

ALPHABETS = {
    "af": LATIN + "áèéêëîïôöûŉ",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "ca": LATIN + "àçèéíïòóúü·",
    "cs": LATIN + "áčďéěíňóřšťúůýž",
    "cy": LATIN + "àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ",
    "da": LATIN + "æøåé",
    "de": LATIN + "äöüßẞ„“‚‘",
    "el": GREEK,
    "en": LATIN + "éèêëïôöçæœ",
    "eo": LATIN + "ĉĝĥĵŝŭ",
    "es": LATIN + "áéíñóúü¿¡",
    "et": LATIN + "äõöüšž",
    "eu": LATIN + "ñç",
    "fi": LATIN + "äöåšž",
    "fr": LATIN + "àâæçéèêëîïôœùûüÿ«»",
    "ga": LATIN + "áéíóú",
    "grc": GREEK + "ἀἁἂἃἄἅἆἇὰᾀᾁᾂᾃᾄᾅᾆᾇᾲᾳᾴᾶᾷἐἑἒἓἔἕὲἠἡἢἣἤἥἦἧὴᾐᾑᾔᾖᾗῂῃῄῆῇἰἱἲἳἴἵἶἷὶῒῖῗ"
    "ὀὁὂὃὄὅὸὐὑὒὓὔὕὖὗὺῢῦῧὠὡὢὣὤὥὦὧὼᾠᾡᾤᾦᾧῲῳῴῶῷῤῥ",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "hr": LATIN + "čćđšž",
    "hu": LATIN + "áéíóöőúüű",
    "is": LATIN + "áðéíóúýþæö",
    "it": LATIN + "àèéìíîòóùú",
    "la": LATIN + "āēīōūăĕĭŏŭæœ",
    "lt": LATIN + "ąčęėįšųūž",
    "lv": LATIN + "āčēģīķļņšūž",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "nb": LATIN + "æøåéòô",
    "nl": LATIN + "áéëèêïíóöúüĳ",
    "pl": LATIN + "ąćęłńóśźż",
    "pt": LATIN + "áâãàçéêíóôõú",
    "ro": LATIN + "ăâîșț",
    "ru": RUSSIAN,
    "sk": LATIN + "áäčďéíĺľňóôŕšťúýž",
    "sl": LATIN + "čšž",
    "sq": LATIN + "çë",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "sv": LATIN + "åäöé",
    "tr": LATIN + "çğıiöşüâîû",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "vi": LATIN + "ăâđêôơưảạấầẩẫậắằẳẵặẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỳỷỹỵ",
    "yi": "אבגדהוזחטיכךלמםנןסעפףצץקרשתאַאָוּיִכּפּפֿשׂתּ",
}
"""Letters by language (BCP 47); capitals go without saying."""


def covered_languages(characters: Set[int]) -> tuple[str, ...]:
    """The languages whose letters are all among these code points."""
    return tuple(
        language
        for language, letters in sorted(ALPHABETS.items())
        if all(ord(char) in characters for char in _both_cases(letters))
    )


def covered_scripts(characters: Iterable[int]) -> dict[str, int]:
    """How many of these code points belong to which script, most first.

    A script of which there are but a few signs does not count: nobody could write it.
    """
    counts = Counter(script(chr(char)) for char in characters)
    ranking = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return {
        script_name(code): number
        for code, number in ranking
        if number >= FEWEST_SIGNS and code not in SHARED_SCRIPTS
    }


def _both_cases(letters: str) -> set[str]:
    capitals = (letter.upper() for letter in letters)
    return set(letters) | {capital for capital in capitals if len(capital) == 1}
