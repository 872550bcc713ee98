// The portals that are looked at, built with marked templates, so that each page says which template made it.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** Small portals are looked at each time, the large one when the whole is asked for. Where two editions are
    asked for, `more` is new in the second, so that there is a page of what is different. */
export const portals = [
  { name: 'grain', root: 'tests/portals/grain', quick: true },
  { name: 'series', root: 'tests/portals/series', quick: true },
  { name: 'base', root: 'tests/portals/base', quick: true, editions: {
    first: '2020-01-01', second: '2020-02-02', file: 'data/evaluations/wells/2023/alpha.yaml',
    more: '  - {id: p-rope, category: leaks, text: {zh: 绳断了。, en: A rope broke.}, jurisdictions: [gamma], source: {document: notice-2023}}\n',
  } },
  { name: 'real', root: '.', quick: false },
];

/** Templates that are parts of pages, and no page of their own. */
export const PARTS = ['base.html', 'figure_in_text.html', 'picture_in_text.html', 'table_in_text.html'];
const TEMPLATES = 'themes/gongbao/templates';
const BEGIN = '{% block main -%}';
const MARK = /<!--made by ([\w.]+)-->/;

/** The templates that make pages. One that takes the main part of another is that other one. */
export const templates = () => fs.readdirSync(TEMPLATES).filter(name => name.endsWith('.html') && !PARTS.includes(name)
  && fs.readFileSync(path.join(TEMPLATES, name), 'utf8').includes(BEGIN));

/** Builds a portal into a folder, and gives its pages: address, template, size, the class names that stand in it. */
export async function build(portal, site, work) {
  const root = path.join(work, `${portal.name}-source`);
  for (const part of ['content', 'data', 'themes']) {
    const from = path.join(portal.root, part);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(root, part), { recursive: true });
  }
  fs.cpSync('themes/gongbao', path.join(root, 'themes/gongbao'), { recursive: true });
  for (const name of templates()) {
    const file = path.join(root, TEMPLATES, name);
    const text = fs.readFileSync(file, 'utf8');
    // The comment of the template takes away the line's end, as the block did before.
    fs.writeFileSync(file, text.replace(BEGIN, `${BEGIN}<!--made by ${name}-->{#- -#}`));
  }
  const where = ['--root', root, '--output-dir', site, '--base-url', `https://portal.example/${portal.name}/`];
  if (portal.editions) {
    const { first, second, file, more } = portal.editions;
    await run(['publish', '--date', first, ...where]);
    fs.appendFileSync(path.join(root, file), more);
    await run(['publish', '--date', second, ...where]);
  }
  await run(['build', ...where]);
  return unmarked(portal.name, site);
}

/** Takes the marks away, and gives the pages that had one. */
function unmarked(portal, site) {
  const pages = [];
  for (const file of fs.readdirSync(site, { recursive: true })) {
    if (!file.endsWith('.html')) continue;
    const marked = fs.readFileSync(path.join(site, file), 'utf8');
    const html = marked.replace(MARK, '');
    fs.writeFileSync(path.join(site, file), html);
    const main = html.slice(html.indexOf('<main'));
    pages.push({
      portal,
      file,
      address: file.replace(/(^|\/)index\.html$/, '$1'),
      // What editions keep are copies.
      template: file.startsWith('editions/') ? 'a copy' : marked.match(MARK)?.[1] ?? 'unknown',
      lang: html.match(/<html[^>]* lang="(\w+)/)?.[1],
      size: html.length,
      classes: new Set([...main.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names]) => names.split(/\s+/))),
    });
  }
  return pages;
}

/** Runs the program; what it says is said only where it fails. */
async function run(parameters) {
  await promisify(execFile)(process.env.GONGBAO, parameters, { maxBuffer: 1 << 26 }).catch(error => {
    throw new Error(`gongbao ${parameters.join(' ')}\n${error.stdout}${error.stderr}`);
  });
}

/** Pages of a template, in each language, that have every class name of its pages; at most so many of a language.
    The first is the one with the most of them. */
export function chosen(pages, most) {
  const groups = {};
  for (const page of pages) (groups[`${page.template} ${page.lang}`] ??= []).push(page);
  return Object.values(groups).flatMap(group => {
    const rest = new Set(group.flatMap(page => [...page.classes]));
    const gain = page => [...page.classes].filter(name => rest.has(name)).length;
    const picked = [];
    while (picked.length < Math.min(most, group.length) && (rest.size || !picked.length)) {
      const best = group.reduce((a, b) => (gain(b) - gain(a) || b.size - a.size) > 0 ? b : a);
      picked.push(best);
      best.classes.forEach(name => rest.delete(name));
    }
    return picked;
  });
}
