// Who looks at which pages for what.
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

const SHOWN = [quiet, top, stretched, slanted, tiny, width];
/** What pages are looked at for, by reader. */
const LOOKS = {
  'phone light': [...SHOWN, unfold, width, axe, spacedWidth],
  'desk dark': [...SHOWN, unfold, width, axe, spacedWidth],
  'phone dark': [unfold, axe],
  'desk light': [unfold, axe],
  'desk at 400 %': [quiet, width, unfold, width, spacedWidth],
};
/** In the quick set there is one reader for each language. */
const QUICK = { zh: 'phone light', en: 'desk dark' };

/** All checks; each has to find something in the faulty pages. */
export const CHECKS = [...SHOWN, axe, spacedWidth, keyboard, forced, paper, headed, language, scriptless, framed, search, filter, compare, weight];

/** Pages as they are opened. */
export function looks(visitor, pages, all) {
  return pages.filter(stays).flatMap(page => Object.entries(LOOKS)
    .filter(([reader]) => all || reader === QUICK[page.lang])
    .map(([reader, checks]) => ({
      name: `${page.portal}/${page.address} (${reader})`,
      run: () => visitor.open(reader, `${page.portal}/${page.address}`, async (opened, faults) => {
        const found = [];
        for (const check of checks) found.push(...await check(opened, [...faults]));
        return found;
      }),
    })));
}

/** What is done with pages. `places` has the address of a place for each portal and language: its name is searched. */
export function acts(visitor, pages, places, all) {
  const job = (what, page, reader, check) => ({
    name: `${page.portal}/${page.address} (${what})`,
    run: () => visitor.open(reader, `${page.portal}/${page.address}`, check),
  });
  const of = template => pages.filter(page => page.template === template);
  const query = page => visitor.open('desk light', places[`${page.portal} ${page.lang}`], async opened => (await opened.textContent('h1')).trim());
  const without = page => look => visitor.open('desk without script', `${page.portal}/${page.address}`, look);
  return [
    ...of('search.html').map(page => job('search', page, 'desk light', async opened => search(opened, await query(page)))),
    ...pages.filter(page => page.classes.has('list-filter')).map(page => job('filter', page, 'desk light', filter)),
    ...[...of('home.html'), ...of('embed.html')].map(page => job('framed', page, 'desk light', framed)),
    ...of('compare.html').map(page => job('compare', page, 'phone light', compare)),
    ...pages.filter(stays).filter(page => all || page.lang === 'zh').flatMap(page => [
      job('keyboard', page, 'desk light', opened => keyboard(opened, all ? 120 : 20)),
      job('forced colours', page, 'desk in forced colours', forced),
      job('paper', page, 'desk light', async opened => [...await paper(opened), ...await headed(opened)]),
      job('language', page, 'phone light', language),
      job('without script', page, 'desk light', opened => scriptless(opened, without(page))),
    ]),
  ];
}

/** A page that leads elsewhere at once is gone before it is looked at. */
const stays = page => page.template !== 'moved.html';
