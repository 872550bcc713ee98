#!/usr/bin/env python3
"""gongbao beside Hugo, Zola, `cp -r` and the mere writing of its bytes, on the same pages.

    cargo build --release
    python3 benches/peers.py [PAGES …] [--rounds 3] [--hugo PROGRAM] [--zola PROGRAM] [--gongbao PROGRAM]

For each size a portal is generated and built once. From each HTML page of that site a page
with the same words is written for the others: title, description and the whole content of
`<main>`, as HTML; their theme writes the frame around it (head, menu, way back, the other
language, footer), so that their pages are as heavy as ours. They parse no Markdown, join no
data, draw no chart and check nothing: what is compared is the least that they have to do.

In each round every program runs once, into a new folder, on a memory-backed disk where there
is one. Printed: medians of wall time, processor time and peak memory (the system's account,
of the process and its children), pages, files, bytes, and ratios of the wall time for a page.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMORY = Path("/dev/shm")

HUGO_BASE = """<!DOCTYPE html>
<html lang="{{ .Params.lang }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title><meta name="description" content="{{ .Description }}"><link rel="stylesheet" href="/assets/main.css">
</head><body>{{ range .Params.frame }}{{ . | safeHTML }}{{ end }}<main id="main">{{ .Content }}</main>
{{ range .Params.foot }}{{ . | safeHTML }}{{ end }}</body></html>
"""

ZOLA_BASE = """<!DOCTYPE html>
<html lang="{{ page.extra.lang }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ page.title }}</title><meta name="description" content="{{ page.description }}"><link rel="stylesheet" href="/assets/main.css">
</head><body>{% for part in page.extra.frame %}{{ part | safe }}{% endfor %}<main id="main">{{ page.content | safe }}</main>
{% for part in page.extra.foot %}{{ part | safe }}{% endfor %}</body></html>
"""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


class Page:
    """What stands on an HTML page of ours."""

    def __init__(self, path, html):
        self.path = path
        self.lang = "en" if path.parts[0] == "en" else "zh"
        self.title = self.between(html, "<title>", "</title>")
        self.description = self.between(html, '<meta name="description" content="', '"')
        body = html.split("<body", 1)[-1].split(">", 1)[-1].rsplit("</body>", 1)[0]
        main = re.search(r"<main[^>]*>(.*)</main>", body, re.S)
        self.main = main.group(1) if main else body
        self.before, self.after = (body[: main.start()], body[main.end() :]) if main else ("", "")

    @staticmethod
    def between(text, start, end):
        return text.split(start, 1)[1].split(end, 1)[0] if start in text else ""

    def front(self, extra):
        lines = ["+++", f"title = {quoted(self.title)}", f"description = {quoted(self.description)}", extra]
        lines += [f"lang = {quoted(self.lang)}", f"frame = [{quoted(self.before)}]", f"foot = [{quoted(self.after)}]", "+++"]
        return "\n".join(lines) + "\n"

    def folder(self):
        return self.path.parent if self.path.name == "index.html" else self.path.with_suffix("")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def for_hugo(pages, root):
    write(root / "hugo.toml", 'baseURL = "/"\ndisableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"]\n[security]\nallowContent = [".*"]\n')
    write(root / "layouts/_default/single.html", HUGO_BASE)
    for number, page in enumerate(pages):
        folder = "" if str(page.folder()) == "." else f"{page.folder()}/"
        # Names that no two pages share; the address is that of ours.
        text = page.front(f'url = "/{folder}"\n[params]') + page.main.replace("{{", "{ {")
        write(root / f"content/p{number // 500}/{number}.html", text)


def for_zola(pages, root):
    write(root / "config.toml", 'base_url = "/"\ncompile_sass = false\nbuild_search_index = false\n[markdown]\nrender_emoji = false\n')
    write(root / "templates/page.html", ZOLA_BASE)
    for name in ["index.html", "section.html", "404.html"]:
        write(root / f"templates/{name}", "")
    for number, page in enumerate(pages):
        folder = "start" if str(page.folder()) == "." else str(page.folder())
        # A blank line would end a block of HTML.
        main = re.sub(r"\n\s*\n", "\n", page.main).replace("{{", "{ {").replace("{%", "{ %")
        write(root / f"content/p{number // 500}/{number}.md", page.front(f"path = {quoted(folder)}\n[extra]") + main)


# A process begins with the peak of the one that started it: a small one starts the program.
STARTER = """
import os, sys, time
begun = time.monotonic()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(process, 0)
wall = time.monotonic() - begun
sys.stderr.flush()
print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def measured(command, out):
    """Wall seconds, processor seconds and peak megabytes of one run into a new folder."""
    shutil.rmtree(out, ignore_errors=True)
    command = [str(part) for part in command]
    run = subprocess.run([sys.executable, "-c", STARTER, *command], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{command}: {run.stderr[-2000:]}")
    return tuple(map(float, run.stdout.split()))


def floor(files, out):
    """The same bytes from memory into new files, by two threads."""
    shutil.rmtree(out, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_SELF)
    begun = time.monotonic()

    def put(part):
        made = set()
        for path, content in part:
            target = f"{out}/{path}"
            folder = os.path.dirname(target)
            if folder not in made:
                os.makedirs(folder, exist_ok=True)
                made.add(folder)
            with open(target, "wb", buffering=0) as file:
                file.write(content)

    half = len(files) // 2
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(put, [files[:half], files[half:]]))
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, cpu, 0.0


def size_of(out):
    files = [file for file in Path(out).rglob("*") if file.is_file()]
    return len([f for f in files if f.suffix == ".html"]), len(files), sum(f.stat().st_size for f in files) / 1e6


def compare(pages_asked, asked, top):
    root, site = top / "portal", top / "site"
    subprocess.run([sys.executable, HERE / "portal.py", root, str(pages_asked)], check=True)
    gongbao = [asked.gongbao, "build", "--root", root, "--output-dir", site]
    measured(gongbao, site)
    html = [file for file in sorted(site.rglob("*.html"))]
    pages = [Page(file.relative_to(site), file.read_text("utf-8")) for file in html]
    files = [(str(file.relative_to(site)), file.read_bytes()) for file in site.rglob("*") if file.is_file()]
    master = top / "master"
    shutil.copytree(site, master)
    runs = {"gongbao": (lambda: measured(gongbao, site), site)}
    if asked.hugo:
        for_hugo(pages, top / "hugo")
        command = [asked.hugo, "--source", top / "hugo", "--destination", top / "out-hugo"]
        runs["hugo"] = (lambda: measured(command, top / "out-hugo"), top / "out-hugo")
    if asked.zola:
        for_zola(pages, top / "zola")
        command_zola = [asked.zola, "--root", top / "zola", "build", "--output-dir", top / "out-zola"]
        runs["zola"] = (lambda: measured(command_zola, top / "out-zola"), top / "out-zola")
    runs["cp -r"] = (lambda: measured(["cp", "-r", master, top / "out-cp"], top / "out-cp"), top / "out-cp")
    runs["floor"] = (lambda: floor(files, top / "out-floor"), top / "out-floor")
    del pages
    results = {name: [] for name in runs}
    for _ in range(asked.rounds):
        for name, (run, _) in runs.items():
            results[name].append(run())
    print(f"\n{pages_asked} pages asked")
    print(f"{'':8} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'html':>8} {'files':>8} {'MB':>8} {'ms/html':>8} {'gongbao is':>11}")
    per_page = {}
    for name, (_, out) in runs.items():
        wall, cpu, peak = (statistics.median(column) for column in zip(*results[name]))
        count, all_files, size = size_of(out)
        per_page[name] = wall / max(count, 1) * 1000
        ratio = f"{per_page['gongbao'] / per_page[name]:.2f} x"
        print(f"{name:8} {wall:8.2f} {cpu:8.2f} {peak:8.0f} {count:8} {all_files:8} {size:8.1f} {per_page[name]:8.3f} {ratio:>11}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=int, nargs="*", default=[200, 2000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gongbao", default=HERE.parent / "target/release/gongbao")
    parser.add_argument("--hugo", default=shutil.which("hugo"))
    parser.add_argument("--zola", default=shutil.which("zola"))
    asked = parser.parse_args()
    cores = os.cpu_count()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    print(f"{cores} cores, {model}; load {os.getloadavg()[0]:.1f}; medians of {asked.rounds} rounds")
    for pages in asked.pages:
        top = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        try:
            compare(pages, asked, top)
        finally:
            shutil.rmtree(top, ignore_errors=True)


if __name__ == "__main__":
    main()
