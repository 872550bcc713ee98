// What a page is on paper.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

// What paper may leave out: ways to other pages, what acts, what scripts fill, drawings (their tables are printed).
const NOT_PRINTED = 'nav, form, button, svg, noscript, .js-only, .contents, .filters, .pager, .scroll-hint, .downloads, '
  + '.visually-hidden, .page-tools, .side .links, .side section:has(> .links), .more, .acts, .screen, [role=status]';

/** Without what a break of line or page, or a ligature, changes. */
const plain = text => text.normalize('NFKC').replace(/[\s\u00ad\u200b\u2010-]/g, '');

/** The text of a printed page as it was drawn and as it is read, column by column, and its sheets: lines from top to bottom, without the number of the
    sheet. Printed once for all checks. */
const printed = new WeakMap();
function print(page) {
  if (!printed.has(page)) printed.set(page, printing(page));
  return printed.get(page);
}
// One after the other: the browser refuses to print two pages at once when it is busy.
let before = Promise.resolve();
function printing(page) {
  const mine = before.catch(() => {}).then(() => sheetsOf(page));
  before = mine;
  return mine;
}
async function sheetsOf(page) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'gongbao-paper-'));
  const file = path.join(folder, 'page.pdf');
  await fs.writeFile(file, await page.pdf({ preferCSSPageSize: true }));
  const read = async form => (await promisify(execFile)('pdftotext', [form, file, '-'], { maxBuffer: 1 << 28 })).stdout;
  const [text, places] = [await read('-raw'), await read('-bbox-layout')];
  await fs.rm(folder, { recursive: true });
  const blocks = places.split('<page ').slice(1).map(sheet => [...sheet.matchAll(/<line [^>]*yMin="([\d.]+)"[^>]*>(.*?)<\/line>/gs)]
    .map(([, from, line]) => ({ from: Number(from), line: unescape(line.replace(/<[^>]*>/g, '')) }))
    .filter(({ line }) => !NUMBER.test(line)));
  const texts = [text.split('\n').map(plain).filter(line => !NUMBER.test(line)).join(''), blocks.flat().map(({ line }) => line).join('')];
  return { texts, sheets: blocks.map(lines => lines.sort((a, b) => a.from - b.from).map(({ line }) => line)) };
}
const NUMBER = /^—\d+—$/;
const unescape = text => plain(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));

/** What a reader with everything unfolded sees is printed, as often as it stands on the page. */
export async function paper(page) {
  const pieces = await page.evaluate(left => {
    document.querySelectorAll('details').forEach(fold => { fold.open = true; });
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const out = [];
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement;
      if (!element.closest(left) && element.checkVisibility() && element.getClientRects().length) out.push(walk.currentNode.data);
    }
    return out;
  }, NOT_PRINTED);
  const { texts } = await print(page);
  const times = new Map();
  pieces.filter(piece => plain(piece)).forEach(piece => times.set(piece, (times.get(piece) ?? 0) + 1));
  // Where lines are broken within a cell, those of its neighbours stand between them; then its words are looked for.
  const there = (piece, count) => texts.some(text => text.split(piece).length > count);
  // Chinese is broken anywhere: of a long piece nearly all pairs of characters stand together.
  const mostly = word => {
    const pairs = [...word].slice(1).map((character, at) => [...word][at] + character);
    return word.length > 8 && pairs.filter(pair => there(pair, 1)).length >= 0.8 * pairs.length;
  };
  const lost = [...times].filter(([piece, count]) => !there(plain(piece), count) && !piece.split(/[^\p{L}\p{N}]+/u).map(plain)
    .every(word => there(word, count) || mostly(word))).map(([piece]) => plain(piece).slice(0, 30));
  return lost.length ? [`${lost.length} pieces of text are not printed: ${lost.slice(0, 3).join(' | ')}`] : [];
}

/** No heading ends a sheet: what it heads stands under it. */
export async function headed(page) {
  const { sheets } = await print(page);
  const [all, said] = await page.evaluate(() => {
    const heads = [...document.querySelectorAll('main :is(h1, h2, h3, h4, caption, .figure-title)')].filter(head => head.checkVisibility());
    const others = [...document.querySelectorAll('main :is(a, li, td, th, dt, dd, p:not(.figure-title))')].filter(other => !other.closest('h1, h2, h3, h4, caption'));
    return [heads, others].map(list => list.map(element => element.textContent));
  });
  // A link or cell may say what a heading says.
  const other = new Set(said.map(plain));
  const heads = new Set(all.map(plain).filter(text => !other.has(text)));
  return sheets.slice(0, -1).flatMap((lines, number) => {
    const ends = [1, 2, 3].map(count => lines.slice(-count).join(''));
    const alone = ends.find(end => heads.has(end));
    return alone ? [`sheet ${number + 1} of ${sheets.length} ends with a heading: ${alone.slice(0, 30)}`] : [];
  });
}
