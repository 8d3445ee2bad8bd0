"""Photos that people upload, drawn anew: what is stored is ours, byte for byte."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 1200  # pixels, either side
MOST_PIXELS = 30_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 78


class BadPhoto(ValueError):
    """This is no photo we can take; `why` is "no_photo" or "too_many_pixels"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def redraw(raw: bytes) -> bytes:
    """A JPEG of at most 1200 pixels a side, without anything that was hidden in the file.

    What the file is called and says of itself does not count: only what it is. Raises BadPhoto.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=FORMATS) as photo:
                # The size stands in the header: nothing is unpacked before it was looked at.
                if photo.width * photo.height > MOST_PIXELS:
                    raise BadPhoto("too_many_pixels")
                return _drawn(photo)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise BadPhoto("too_many_pixels") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        if isinstance(problem, BadPhoto):
            raise
        raise BadPhoto("no_photo") from None


def _drawn(photo: Image.Image) -> bytes:
    photo.draft("RGB", (LARGEST, LARGEST))
    upright = ImageOps.exif_transpose(photo)
    upright.thumbnail((LARGEST, LARGEST))
    # What is transparent gets white behind it.
    layered = upright.convert("RGBA")
    plain = Image.new("RGB", layered.size, "white")
    plain.paste(layered, mask=layered.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
