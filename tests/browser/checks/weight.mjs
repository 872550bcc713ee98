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
const packed = new Map();
function weighs(file) {
  if (!packed.has(file)) packed.set(file, gzipSync(fs.readFileSync(file)).length / KB);
  return packed.get(file);
}

/** The pages, and the styles and scripts of a page together, that are heavier than they may be: of each kind the heaviest. */
export function weight(site, pages) {
  const worst = {};
  const hold = (what, budget, size, where) => {
    if (size > Math.max(budget, worst[what]?.size ?? 0)) worst[what] = { most: budget, size, where };
  };
  for (const { file, template } of pages) {
    const whole = path.join(site, file);
    const html = fs.readFileSync(whole, 'utf8');
    // What is smaller unpacked is smaller packed.
    if (Buffer.byteLength(html) > PAGE * KB) hold(template, LONG[template] ?? PAGE, weighs(whole), file);
    // Data that a page loads as a script are no script of the theme.
    const together = pattern => [...html.matchAll(pattern)].map(([, name]) => path.join(path.dirname(whole), name))
      .filter(name => name.split(path.sep).includes('assets') && fs.existsSync(name))
      .reduce((sum, name) => sum + weighs(name), 0);
    // Those for paper, or for colours of the reader's own, name a medium behind the address.
    hold('styles', STYLES, together(/<link rel="stylesheet" href="([^"]+)">/g), file);
    hold('scripts', SCRIPTS, together(/<script [^>]*src="([^"]+)"/g), file);
  }
  return Object.entries(worst).map(([what, { most, size, where }]) => `${what}: ${where} weighs ${size.toFixed(1)} kB of ${most}`);
}
