// Builds portals, looks at their pages as readers have them, and says what is wrong.
//   node main.mjs [--all] [--only WORD] [--verbose] (called by `run`)
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { weight } from './checks/weight.mjs';
import { desks } from './desk.mjs';
import { proofs } from './faulty.mjs';
import { acts, looks } from './jobs.mjs';
import { build, chosen, portals, templates } from './portals.mjs';
import { recipes, serve } from './server.mjs';
import { Visitor } from './visit.mjs';
import { work } from './work.mjs';

const all = process.argv.includes('--all');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : '';
const verbose = process.argv.includes('--verbose');
const mine = portals.filter(portal => all || portal.quick);

/** In the whole set, of each template and language so many pages. */
const MOST = 2;
/** A table of all fields of all records takes as long as ten other pages. */
const LATER = ['fields.html'];

/** For each portal and language the address of a place. */
const placesOf = pages => Object.fromEntries(pages.filter(page => page.template === 'place.html')
  .map(page => [`${page.portal} ${page.lang}`, `${page.portal}/${page.address}`]));

async function main() {
  const began = Date.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-browser-'));
  const sites = { faulty: path.resolve('tests/browser/faulty'), bare: path.resolve('tests/browser/faulty') };
  for (const { name } of mine) sites[name] = path.join(folder, name);
  const server = await serve(sites, recipes(fs.readFileSync('README.md', 'utf8')), 'bare');
  const browser = await chromium.launch({
    executablePath: process.env.BROWSER_PROGRAM,
    args: ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const visitor = new Visitor(browser, server.address);
    const found = [];
    let count = 0;
    const doing = async jobs => {
      const asked = jobs.filter(job => job.name.includes(only));
      count += asked.length;
      found.push(...await work(asked, os.availableParallelism() + 1, verbose));
    };
    // The large portal is built while the faulty pages and the small portals are looked at.
    const building = mine.map(portal => build(portal, sites[portal.name], folder));
    building.forEach(pages => pages.catch(() => {}));
    await doing(proofs(visitor, folder));
    const weigh = (portal, pages) => ({
      name: `${portal.name} (weight)`, run: () => weight(sites[portal.name], pages.filter(page => page.portal === portal.name)),
    });
    const small = (await Promise.all(building.filter((_, number) => mine[number].quick))).flat();
    const some = chosen(small, 1).filter(page => !LATER.includes(page.template));
    await doing([...mine.filter(portal => portal.quick).map(portal => weigh(portal, small)), ...looks(visitor, some, false),
      ...acts(visitor, some, placesOf(small), false)]);
    await doing(desks(browser, folder));
    const every = (await Promise.all(building)).flat();
    const made = new Set(every.map(page => page.template));
    const unseen = templates().filter(name => !made.has(name));
    if (all) {
      const large = every.filter(page => !small.includes(page));
      // Types of pages that the large portal lacks are looked at for all readers in the small ones.
      const rest = small.filter(page => !large.some(({ template }) => template === page.template));
      await doing([...mine.filter(portal => !portal.quick).map(portal => weigh(portal, large)), ...looks(visitor, chosen([...large, ...rest], MOST), true),
        ...acts(visitor, chosen([...large, ...rest], 1), placesOf(every), true)]);
      found.push(...unseen.map(name => `${name}: no portal has a page of this template`));
    } else if (unseen.length) console.log(`browser: only the whole set (--all) has pages of ${unseen.join(', ')}`);
    if (verbose) console.log('');
    found.forEach(line => console.log(line));
    console.log(`browser: ${count} looks, ${found.length} found, ${((Date.now() - began) / 1000).toFixed(0)} s`);
    process.exitCode = found.length || !count ? 1 : 0;
  } finally {
    await browser.close();
    server.end();
    fs.rmSync(folder, { recursive: true });
  }
}

await main();
