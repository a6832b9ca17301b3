"""Pictures to a film file: MP4 and WebM by ffmpeg, GIF by Pillow; equal pictures, equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import MissingExtraError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

RATE = 12
"""Pictures a second."""
FADE = 3
"""Pictures over which one step gives way to the next."""
GIF_WIDTH = 960
_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
CODECS: dict[str, tuple[str, list[str]]] = {
    ".mp4": ("libx264", ["-preset", "veryfast", "-crf", "23", "-movflags", "+faststart"]),
    ".webm": ("libvpx-vp9", ["-deadline", "realtime", "-cpu-used", "8", "-crf", "34", "-b:v", "0"]),
}


def repeat_pictures(
    pictures: Iterator[Any],
    seconds: Sequence[float],
    sharp: Sequence[tuple[slice, slice]] = (),
) -> Iterator[Any]:
    """Yield each picture for as long as a step stands, the last one a second longer; fades between.

    Parameters
    ----------
    pictures
        uint8 arrays (height, width, 3).
    seconds
        How long each stands.
    sharp
        Rows and columns where words stand, which do not fade.
    """
    import numpy as np

    last = None
    for picture, stand in zip(pictures, seconds, strict=True):
        each = max(1, round(stand * RATE))
        if last is not None:
            old, new = last.astype(np.uint16), picture.astype(np.uint16)
            fade = min(FADE, each - 1)
            each -= fade
            for part in range(1, fade + 1):
                mixed = ((old * (fade + 1 - part) + new * part) // (fade + 1)).astype(np.uint8)
                for rows, columns in sharp:
                    mixed[rows, columns] = picture[rows, columns]
                yield mixed
        for _ in range(each):
            yield picture
        last = picture
    if last is not None:
        for _ in range(RATE):
            yield last


def write_video(path: Path, ending: str, size: tuple[int, int], frames: Iterator[Any]) -> None:
    """Write frames (uint8, height x width x 3) as MP4 or WebM.

    Raises
    ------
    MissingExtraError
        Without imageio-ffmpeg.
    OutputError
        If ffmpeg cannot write the file.
    """
    try:
        import imageio_ffmpeg
    except ImportError as error:
        raise MissingExtraError("imageio-ffmpeg", "video") from error
    codec, options = CODECS[ending]
    form = ["-f", ending[1:], "-threads", "2", "-pix_fmt", "yuv420p", *_EXACT]
    writer = imageio_ffmpeg.write_frames(
        str(path), size, fps=RATE, codec=codec, macro_block_size=2, quality=None,
        output_params=[*options, *form], ffmpeg_log_level="error",
    )  # fmt: skip
    try:
        writer.send(None)
        for frame in frames:
            writer.send(frame.tobytes())
    except OSError as error:
        raise OutputError(f"{path}: ffmpeg stopped ({error})") from error
    finally:
        writer.close()


def write_gif(path: Path, pictures: Iterator[Any], seconds: Sequence[float]) -> None:
    """Write pictures (uint8, height x width x 3) as a GIF with one palette, without fades."""
    from PIL import Image

    palette: Any = None
    frames = []
    for picture in pictures:
        image = Image.fromarray(picture)
        shrunk = GIF_WIDTH / max(image.size)
        if shrunk < 1:
            size = (round(image.width * shrunk), round(image.height * shrunk))
            image = image.resize(size, Image.Resampling.LANCZOS)
        palette = palette or image.quantize(128, method=Image.Quantize.MEDIANCUT)
        frames.append(image.quantize(palette=palette, dither=Image.Dither.NONE))
    durations = [round(stand * 1000) for stand in seconds]
    durations[-1] += 1000
    frames[0].save(
        path, format="GIF", save_all=True, append_images=frames[1:], duration=durations, loop=0,
        optimize=False,
    )  # fmt: skip
