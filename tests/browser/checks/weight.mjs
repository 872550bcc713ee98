// What pages weigh, compressed as servers do it.
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const PAGE = 30;
const STYLES = 9;
const SCRIPTS = 15;
/** Pages that are long by their nature: a bulletin is a whole document, a heat table all places by all indicators. */
const LONG = { 'bulletin.html': 60, 'compare_year.html': 60 };
/** What misses its budget today, with what it weighs today, so that it does not grow. A report is a whole document
    with all its data; the page of data lists every file; the styles grew with the charts. Lower or take out what has
    been mended. */
const EXCEPTIONS = { 'report.html': 35, 'data.html': 31, styles: 11.1 };

const packed = new Map();
function weighs(file) {
  if (!packed.has(file)) packed.set(file, gzipSync(fs.readFileSync(file)).length / KB);
  return packed.get(file);
}

/** The pages, and the styles and scripts of a page together, that are heavier than they may be: of each kind the heaviest. */
export function weight(site, pages) {
  const worst = {};
  const hold = (what, budget, size, where) => {
    const most = EXCEPTIONS[what] ?? budget;
    if (size > Math.max(most, worst[what]?.size ?? 0)) worst[what] = { most, size, where };
  };
  for (const { file, template } of pages) {
    const whole = path.join(site, file);
    const html = fs.readFileSync(whole, 'utf8');
    // What is smaller unpacked is smaller packed.
    if (Buffer.byteLength(html) > PAGE * KB) hold(template, LONG[template] ?? PAGE, weighs(whole), file);
    // Data that a page loads as a script are no script of the theme.
    const together = pattern => [...html.matchAll(pattern)].map(([, name]) => path.join(path.dirname(whole), name))
      .filter(name => path.basename(path.dirname(name)) === 'assets' && fs.existsSync(name))
      .reduce((sum, name) => sum + weighs(name), 0);
    hold('styles', STYLES, together(/<link rel="stylesheet" href="([^"]+)"/g), file);
    hold('scripts', SCRIPTS, together(/<script [^>]*src="([^"]+)"/g), file);
  }
  return Object.entries(worst).map(([what, { most, size, where }]) => `${what}: ${where} weighs ${size.toFixed(1)} kB of ${most}`);
}
