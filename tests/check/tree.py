"""The files of the source tree that checks look at."""
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = {'.git', '__pycache__', 'node_modules'}


def is_build(folder):
    return (folder / 'build.ninja').exists() or (folder / 'meson-private').exists()


def files(*endings, under=ROOT):
    """Paths under a folder, build folders left out; endings like '.c' choose, none takes all."""
    for folder, folders, names in os.walk(under):
        here = pathlib.Path(folder)
        folders[:] = sorted(f for f in folders if f not in SKIPPED and not is_build(here / f))
        for name in sorted(names):
            if not endings or name.endswith(endings):
                yield here / name


def name(path):
    return path.relative_to(ROOT).as_posix()
