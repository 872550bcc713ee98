#!/usr/bin/env python3
"""A storm of edits, then every served page compared with a fresh build.

    python3 benches/storm.py [EDITS] [SECONDS]

Copies this repository's portal to a temporary folder, serves it, makes the edits (texts,
figures, words, deleted files, files with errors, folders moved) within the time, and puts
right what is broken. Then `gongbao build` makes the same portal, and all its files are asked
of the server: each must be equal. Needs a release build and nothing but Python.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PROGRAM = HERE / "target/release/gongbao"
SCRIPT = b'<script defer src="/_gongbao/preview.js"></script>'


def get(port, path):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}").read()
    except urllib.error.HTTPError as error:
        return error.read()


def texts_and_data(root):
    texts = sorted(root.glob("content/2*/*/cases/*/*.md"))
    data = sorted(root.glob("data/observations/**/*.yaml"))
    return texts, data


def one_edit(number, texts, data, words, original):
    kind = random.random()
    file = random.choice(data) if kind > 0.92 else random.choice(texts)
    if kind < 0.5:
        more = f"又添一段{'甲' * (number % 9)}。" if file.name == "zh.md" else "One more paragraph."
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{original[file]}\n{more}\n", "utf-8")
    elif kind < 0.6:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\ntitle: [\n", "utf-8")
    elif kind < 0.7:
        file.unlink(missing_ok=True)
    elif kind < 0.75 and file.parent.exists():
        away = file.parent.with_name(file.parent.name + "-away")
        if not away.exists():
            file.parent.rename(away)
            away.rename(file.parent)
    elif kind < 0.8:
        words.write_text(original[words].replace("home: ", f"home: {number}", 1), "utf-8")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(original[file], "utf-8")


def main():
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    random.seed(7)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "portal"
        for part in ("data", "content", "themes"):
            shutil.copytree(HERE / part, root / part)
        server = subprocess.Popen([PROGRAM, "serve", "--root", root, "--port", "17500"], stdout=subprocess.PIPE)
        port = int(server.stdout.readline().decode().split("127.0.0.1:")[1].split("/")[0])
        texts, data = texts_and_data(root)
        words = root / "themes/gongbao/words/zh.yaml"
        original = {file: file.read_text("utf-8") for file in [*texts, *data, words]}
        start = time.time()
        for number in range(edits):
            one_edit(number, texts, data, words, original)
            if number % 100 == 0:
                get(port, "zh/")
            time.sleep(max(0, start + (number + 1) * seconds / edits - time.time()))
        print(f"{edits} edits in {time.time() - start:.1f} s")
        # What is broken is put right; the rest stays as the storm left it.
        for file, text in original.items():
            if not file.exists() or file.read_text("utf-8").startswith("---\ntitle: ["):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
        time.sleep(1)
        built = Path(folder) / "built"
        subprocess.run(
            [PROGRAM, "build", "--root", root, "--output-dir", built, "--force"],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        compared, different = 0, []
        for file in sorted(path for path in built.rglob("*") if path.is_file() and not path.name.startswith(".")):
            path = file.relative_to(built).as_posix()
            compared += 1
            if get(port, path).replace(SCRIPT, b"") != file.read_bytes():
                different.append(path)
        status = Path(f"/proc/{server.pid}/status").read_text()
        peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
        server.kill()
        print(f"{compared} files compared with a fresh build, {len(different)} differ")
        for path in different[:10]:
            print("  ", path)
        print(f"most memory of the server, all its pages asked for: {int(peak) // 1024} MB")
        return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
