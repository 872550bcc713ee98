// What is measured of every page: each function gives what is wrong, one line each.

/** Nothing is blocked, missing, thrown, asked from elsewhere, or moved while the page loads. */
export async function quiet(page, faults) {
  const shifts = await page.evaluate(() => window.shifts);
  const sum = shifts.reduce((all, [value]) => all + value, 0);
  return [...faults, ...(sum > 0.01 ? [`the layout shifts by ${sum.toFixed(3)}: ${shifts.map(([, moved]) => moved).join(' ')}`] : [])];
}

/** Nothing but frames made for it scrolls sideways. */
export async function width(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth;
    if (wide <= room) return [];
    const scrolls = element => element.closest('[role=region], pre, .tiles');
    const out = [...document.querySelectorAll('body *')]
      .filter(element => element.getBoundingClientRect().right > room + 1 && !scrolls(element)).slice(0, 3)
      .map(element => `${element.localName}.${element.getAttribute('class') ?? ''}`);
    return [`scrolls sideways, ${wide} in ${room} px: ${out.join(', ')}`];
  });
}

/** The same with the text spacing of WCAG 1.4.12. */
export async function spacedWidth(page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
  });
  const found = await width(page);
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  return found.map(text => `with text spacing: ${text}`);
}

/** One heading of the first level, soon; a header that leaves room. */
export async function top(page) {
  return page.evaluate(() => {
    const found = [];
    const phone = innerWidth < 768;
    const heads = document.querySelectorAll('h1');
    if (heads.length !== 1) found.push(`${heads.length} headings h1`);
    const from = heads[0] ? heads[0].getBoundingClientRect().top + scrollY : 0;
    if (from > 420) found.push(`the heading begins at ${Math.round(from)} px`);
    const header = document.querySelector('.site-header')?.offsetHeight ?? 0;
    if (header > (phone ? 112 : 64)) found.push(`the header is ${header} px high`);
    return found;
  });
}

/** Opens everything that folds, for the checks that follow. */
export async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach(fold => { fold.open = true; }));
  return [];
}
