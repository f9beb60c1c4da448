"""Which release of the site a kept page was made by."""

import hashlib
from functools import cache

from django.conf import settings

# Everything that a page is made of besides the database: code, templates, styles and scripts.
_MADE_OF = ("articles", "community", "static", "templates")


@cache
def release() -> str:
    """Return a token for the site's files as they were at the first call; 32 hex digits.

    It covers names and contents, not times: two machines with the same release give the same token. Reading the
    about 360 files takes 9 to 13 ms.
    """
    token = hashlib.blake2b(digest_size=16)
    for top in _MADE_OF:
        for folder, folders, files in (settings.BASE_DIR / top).walk():
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            below = folder.relative_to(settings.BASE_DIR)
            for name in sorted(files):
                words = (folder / name).read_bytes()
                token.update(f"{below}/{name}:{len(words)}:".encode() + words)
    return token.hexdigest()
