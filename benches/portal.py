#!/usr/bin/env python3
"""Makes a portal of any size.

    python3 benches/portal.py FOLDER PAGES            # about so many pages, as `generator` makes them
    python3 benches/portal.py FOLDER --provinces 31 --cities 11 --counties 8 --years 10 --cases 0 --nation

Provinces have cities, cities have counties where asked; every city has ten figures a year;
an evaluation covers the cities of a province; cases are in two languages. `--nation` adds one
group of all cities. All of it is made up by counting: the same numbers give the same bytes.
"""

import argparse
from pathlib import Path

FIRST_YEAR = 2015
INDICATORS = 10


def size_of(pages):
    """Provinces, years and cases of a portal of about so many pages: cases grow first."""
    provinces, years, cases = 1, 1, 1

    def count():
        places = provinces * 16
        return 2 * (places * years * (cases + 2) + places + INDICATORS + provinces * years)

    while count() < pages:
        if cases < 6:
            cases += 1
        elif years < 5:
            years += 1
        elif provinces < 20:
            provinces += 1
        else:
            cases += 1
    return provinces, years, cases


def value(year, province, city, indicator):
    number = 100 + (year * 7 + province * 131 + city * 37 + indicator * 101) % 900
    return f"{number // 10}.{number % 10}"


class Portal:
    def __init__(self, root, provinces, cities, counties, years, cases, nation):
        self.root, self.provinces, self.cities, self.counties = Path(root), provinces, cities, counties
        self.years = range(FIRST_YEAR, FIRST_YEAR + years)
        self.cases, self.nation = cases, nation

    def put(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def write(self):
        self.vocabulary()
        self.places()
        for year in self.years:
            for province in range(self.provinces):
                self.evaluation(year, province)
                for city in range(self.cities):
                    self.observations(year, province, city)
                    for case in range(self.cases):
                        self.case(year, province, city, case)

    def vocabulary(self):
        self.put("data/site.yaml", "names: {zh: 样例公报, en: Sample Bulletins}\ntagline: {zh: 生成的样例。, en: A generated sample.}\norganiser: {zh: 样例编者, en: Sample editor}\ncontact: {zh: 无, en: none}\ndisclaimer: {zh: 样例，数字为虚构。, en: A sample with made-up figures.}\nprogramme: sample\ntheme: gongbao\nfocus: p0-cities\n")
        self.put("data/units.yaml", "units:\n  - {id: percent, kind: percent, names: {zh: 百分比, en: percent}, suffix: {zh: '%', en: '%'}}\n  - {id: persons, kind: count, names: {zh: 人, en: people}, suffix: {zh: 人, en: ' people'}}\n")
        self.put("data/documents.yaml", "documents:\n  - {id: bulletin, titles: {zh: 样例评价公报, en: Sample bulletin}, issuer: {zh: 样例机关, en: Sample office}}\n")
        self.put("data/programmes/sample.yaml", "id: sample\nprefix: ''\nnames: {zh: 样例评价, en: Sample evaluation}\ndescription: {zh: 样例。, en: A sample.}\ngrades:\n  - {id: good, names: {zh: 良好, en: Good}, tone: good}\n  - {id: fair, names: {zh: 合格, en: Fair}, tone: fair}\nprocess:\n  - {id: review, names: {zh: 评审, en: Review}}\nthemes:\n  - {id: first, names: {zh: 第一主题, en: First theme}}\n  - {id: second, names: {zh: 第二主题, en: Second theme}}\ncategories:\n  - {id: general, names: {zh: 一般问题, en: General problems}}\n")
        lines = ["theme: first", "indicators:"]
        for n in range(INDICATORS):
            unit = "persons" if n % 2 else "percent"
            lines.append(f"  - {{id: indicator-{n}, names: {{zh: 指标{n}, en: Indicator {n}}}, definition: {{zh: 第{n}项指标。, en: Indicator number {n}.}}, unit: {unit}, decimals: 1, direction: higher}}")
        self.put("data/indicators/first.yaml", "\n".join(lines) + "\n")

    def places(self):
        places, groups, members = ["jurisdictions:"], ["groups:"], []
        for p in range(self.provinces):
            code = 11 + p
            places.append(f"  - {{slug: p{p}, code: '{code}0000', level: province, names: {{zh: 第{p}省, en: Province {p}}}}}")
            groups.append(f"  - {{id: p{p}-cities, names: {{zh: 第{p}省各市, en: Cities of province {p}}}, parent: p{p}, level: city}}")
            for c in range(self.cities):
                slug = f"p{p}-city{c}"
                members.append(slug)
                places.append(f"  - {{slug: {slug}, code: '{code}{c + 1:02}00', level: city, parent: p{p}, names: {{zh: {p}省{c}市, en: City {p}-{c}}}, tile: {{row: {c // 4 + 1}, column: {c % 4 + 1}}}}}")
                for k in range(self.counties):
                    places.append(f"  - {{slug: {slug}-county{k}, code: '{code}{c + 1:02}{k + 1:02}', level: county, parent: {slug}, names: {{zh: {p}省{c}市{k}县, en: County {p}-{c}-{k}}}}}")
        if self.nation:
            groups.append(f"  - {{id: nation, names: {{zh: 全国各市, en: Cities of the nation}}, members: [{', '.join(members)}]}}")
        self.put("data/jurisdictions/places.yaml", "\n".join(places) + "\n")
        self.put("data/peer-groups.yaml", "\n".join(groups) + "\n")

    def observations(self, year, p, c):
        places = [(f"p{p}-city{c}", f"o-{year}-{p}-{c}", c)]
        places += [(f"p{p}-city{c}-county{k}", f"o-{year}-{p}-{c}-{k}", c + 17 * (k + 1)) for k in range(self.counties)]
        for slug, name, shift in places:
            lines = [f"jurisdiction: {slug}", f"year: {year}", "observations:"]
            for n in range(INDICATORS):
                v = value(year, p, shift, n)
                lines.append(f"  - id: {name}-{n}\n    indicator: indicator-{n}\n    value: '{v}'\n    as_printed: '{v}'\n    source: {{document: bulletin, place: {{zh: 附件, en: Annex}}}}")
            self.put(f"data/observations/{year}/{slug}.yaml", "\n".join(lines) + "\n")

    def evaluation(self, year, p):
        slugs = [f"p{p}-city{c}" for c in range(self.cities)]
        half = len(slugs) // 2
        self.put(f"data/evaluations/sample/{year}/p{p}.yaml", f"programme: sample\nyear: {year}\nevaluator: p{p}\npeers: p{p}-cities\ndocument: bulletin\ntitles: {{zh: 第{p}省{year}年公报, en: Bulletin of province {p} for {year}}}\ngrades:\n  - {{grade: good, jurisdictions: [{', '.join(slugs[:half])}]}}\n  - {{grade: fair, jurisdictions: [{', '.join(slugs[half:])}]}}\nproblems:\n  - {{id: p-{year}-p{p}-1, category: general, text: {{zh: 一个问题。, en: A problem.}}, source: {{document: bulletin}}}}\n")

    def case(self, year, p, c, case):
        folder = f"content/{year}/p{p}-city{c}/cases/case-{case}"
        name, v = f"o-{year}-{p}-{c}-0", value(year, p, c, 0)
        theme = "second" if case % 2 else "first"
        zh = "".join(f"这一段说明{word}的做法：先摸清情况，再分步落实，最后检查成效，并把经验写下来供别处参考。\n\n" for word in ["组织", "经费", "师资", "督导"])
        en = "".join(f"This paragraph tells of {word}: the state was established, measures were taken step by step, and the effect was checked and written down.\n\n" for word in ["organisation", "money", "teachers", "supervision"])
        self.put(f"{folder}/zh.md", f"---\ntitle: 案例{case}（{year}年）\nno_data: ['{case}']\nsummary: 这是生成的案例的摘要，用来测试网站的规模和速度。\nthemes: [{theme}]\nsource: {{document: bulletin, place: {{zh: 附件, en: Annex}}}}\n---\n\n## 做法\n\n指标达到[{v}%](figure:{name})。{zh}## 成效\n\n情况有了改善，问题仍在跟踪。\n")
        self.put(f"{folder}/en.md", f"---\ntitle: Case {case} of {year}\nno_data: ['{case}']\nsummary: The summary of a generated case, made to test the size and speed of a site.\n---\n\n## What was done\n\nThe indicator reached [{v}%](figure:{name}). {en}## What came of it\n\nThings improved, and the problem is still followed.\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("pages", type=int, nargs="?")
    for name, default in [("provinces", 1), ("cities", 16), ("counties", 0), ("years", 1), ("cases", 1)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--nation", action="store_true")
    asked = parser.parse_args()
    if asked.pages:
        asked.provinces, asked.years, asked.cases = size_of(asked.pages)
    Portal(asked.folder, asked.provinces, asked.cities, asked.counties, asked.years, asked.cases, asked.nation).write()


if __name__ == "__main__":
    main()
