// Every check finds what is wrong with pages made for it; else one would not know that it can.
import fs from 'node:fs';
import path from 'node:path';
import { axe } from './checks/axe.mjs';
import { forced } from './checks/forced.mjs';
import { framed } from './checks/frame.mjs';
import { keyboard } from './checks/keyboard.mjs';
import { language, scriptless } from './checks/languages.mjs';
import { quiet, spacedWidth, top, unfold, width } from './checks/page.mjs';
import { headed, paper } from './checks/paper.mjs';
import { compare, filter, search } from './checks/script.mjs';
import { slanted, stretched, tiny } from './checks/type.mjs';
import { weight } from './checks/weight.mjs';
import { CHECKS } from './jobs.mjs';

/** The page, its reader, the check, and the beginnings of what it has to find. */
const PAGES = [
  ['faulty/quiet', 'desk light', quiet, ['console: ', '404: ', 'not loaded: ']],
  ['faulty/throws', 'desk light', quiet, ['script: ']],
  ['faulty/shifts', 'desk light', quiet, ['the layout shifts']],
  ['bare/host', 'desk light', quiet, ['request to another host']],
  ['faulty/top', 'phone light', top, ['2 headings h1', 'the header is 200 px']],
  ['faulty/top', 'desk light', top, ['the header is 200 px']],
  ['faulty/low', 'phone light', top, ['the heading begins']],
  ['faulty/wide', 'phone light', width, ['scrolls sideways']],
  ['faulty/wide', 'desk at 400 %', width, ['scrolls sideways']],
  ['faulty/folded', 'phone light', width, ['scrolls sideways'], unfold],
  ['faulty/folded', 'phone dark', axe, ['axe image-alt'], unfold],
  ['faulty/spaced', 'phone light', spacedWidth, ['with text spacing: scrolls sideways']],
  ['faulty/stretched', 'phone light', stretched, ['a stretched line']],
  ['faulty/words', 'phone light', stretched, ['a stretched line']],
  ['faulty/slanted', 'phone light', slanted, ['Chinese in italics']],
  ['faulty/tiny', 'phone light', tiny, ['1 texts of a chart']],
  ['faulty/no-focus', 'desk light', keyboard, ['stop 1 of 1: the focus cannot be seen', 'the first stop does not lead past']],
  ['faulty/covered', 'desk light', keyboard, ['stop 1 of 1: the focus lies under']],
  ['faulty/outside', 'desk light', keyboard, ['stop 1 of 1: the focus is outside']],
  ['faulty/trap', 'desk light', keyboard, ['stop 2 of 3: the walk goes round']],
  ['faulty/pale', 'desk in forced colours', forced, ['no mark of a chart']],
  ['faulty/pale-text', 'desk in forced colours', forced, ['text of a chart']],
  ['faulty/same-entry', 'desk in forced colours', forced, ['the current entry looks like']],
  ['faulty/unprinted', 'desk light', paper, ['1 pieces of text']],
  ['faulty/printed-once', 'desk light', paper, ['1 pieces of text']],
  ['faulty/lonely', 'desk light', headed, ['sheet 1 of 2 ends with a heading']],
  ['faulty/part', 'desk light', language, ['the anchor #p1 is lost', 'the other language has no #p1']],
  ['faulty/scripted', 'desk light', scriptless, ['the text without script']],
  ['bare/part', 'desk light', framed, ['another site can frame it']],
  ['faulty/no-hits', 'desk light', search, ['nothing is found']],
  ['faulty/wrong-hits', 'desk light', search, ['the first hit does not', 'the number of hits', 'the address does not', 'another number of hits',
    'no hit is reached', 'nonsense is not said']],
  ['faulty/no-filter', 'desk light', filter, ['“甲” leaves 2 of 2', 'the count is not']],
  ['faulty/lost-filter', 'desk light', filter, ['the count is not', 'the filter is gone']],
  ['faulty/no-table', 'phone light', compare, ['the comparison has 1 cells', 'the address does not', 'what is compared is not', 'with a comparison',
    'the comparison is another one']],
  ['faulty/no-way-back', 'desk light', compare, ['a step back changes nothing']],
];

/** The jobs that prove the checks. */
export function proofs(visitor, work) {
  const page = ([name, reader, check, asked, before = async () => []]) => ({
    name: `${name}.html (${check.name})`,
    run: () => visitor.open(reader, `${name}.html`, async (opened, faults) => {
      await before(opened);
      // Time for what a page does late.
      await opened.waitForTimeout(100);
      const given = check === search ? '泰安' : look => visitor.open('desk without script', `${name}.html`, look);
      return missed(asked, await check(opened, check === quiet ? faults : given));
    }),
  });
  const unproven = CHECKS.filter(check => check !== weight && !PAGES.some(([, , proven]) => proven === check));
  return [
    { name: 'checks', run: () => unproven.map(check => `${check.name} has no faulty page`) },
    { name: 'faulty (weight)', run: () => missed(['case.html: ', 'styles: ', 'scripts: '], weight(...heavy(work))) },
    ...PAGES.map(page),
  ];
}

const missed = (asked, found) => asked.filter(text => !found.some(line => line.startsWith(text)))
  .map(text => `a fault is not found: “${text}” in ${JSON.stringify(found)}`);

/** A site with a page, styles and a script that are too heavy. */
function heavy(work) {
  const site = path.join(work, 'heavy');
  const noise = size => Array.from({ length: size }, (_, at) => (Math.abs(Math.sin(at) * 1e9) % 36 | 0).toString(36)).join('');
  fs.mkdirSync(path.join(site, 'assets'), { recursive: true });
  const text = noise(90_000);
  fs.writeFileSync(path.join(site, 'index.html'), `<link rel="stylesheet" href="assets/a.css"><script src="assets/a.js"></script>${text}`);
  fs.writeFileSync(path.join(site, 'assets/a.css'), text);
  fs.writeFileSync(path.join(site, 'assets/a.js'), text);
  return [site, [{ file: 'index.html', template: 'case.html' }]];
}
