"""What the eye takes a name for: the look-alikes that matter in a short name (the idea is that of Unicode UTS 39)."""

import re
import unicodedata

# Scripts that share shapes with each other. A name uses one of them; any other script may stand beside it.
_SHARING_SHAPES = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"}
_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "АВЕЅІЈКМНОРСТУХӀҮ", "abezhikmnoptyx" + "abesijkmhopctyxiy")
_SMALL = str.maketrans(
    "αεικνορτυχϲϳ" + "авеѕіјкмнорстԁԛԝһухӏү" + "ɑɡıłøđħ" + "01|l",
    "aeikvoptuxcj" + "abesijkmhopctdqwhyxiy" + "agiiodh" + "oiii",
)
_SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])")
_DIGITS_FOR_LETTERS = str.maketrans("34578", "eastb")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Names that would pass for the people who run the site, in skeleton letters, where l and i are one.
_STAFF_LIKE = re.compile(r"admin|moderator|sidenote|staff|support|officiai|safetyofficer")
_STAFF_WORDS = {"mod", "mods", "team", "editor", "doctor"}


def skeleton(name: str) -> str:
    """Return `name` reduced to what the eye takes it for, word by word; two names with one skeleton look alike.

    Capitals, accents and what stands between words are as nothing; 0 is o, 1 and l are i, rn is m, vv is w; a Greek or
    Cyrillic letter is the Latin one of the same shape.
    """
    capitals = unicodedata.normalize("NFKD", name).translate(_CAPITALS)
    bare = (letter for letter in capitals.casefold() if not unicodedata.combining(letter))
    seen = "".join(_plain(letter) for letter in bare).translate(_SMALL)
    return " ".join(word for word in _BETWEEN_WORDS.split(_joined(seen)) if word)


def _plain(letter: str) -> str:
    named = None if letter.isascii() else _SMALL_CAPITAL.fullmatch(unicodedata.name(letter, ""))
    return named[1].lower() if named else letter


def _joined(seen: str) -> str:
    return seen.replace("rn", "m").replace("vv", "w")


def mixes_scripts(name: str) -> bool:
    """Say whether letters of more than one of the scripts that share shapes stand in `name`."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}
    return len(scripts & _SHARING_SHAPES) > 1


def looks_like_staff(name: str) -> bool:
    """Say whether `name` would pass for someone who works for the site."""
    seen = skeleton(name).translate(_DIGITS_FOR_LETTERS)
    return bool(_STAFF_LIKE.search(_joined(seen.replace(" ", "")))) or not _STAFF_WORDS.isdisjoint(seen.split())
