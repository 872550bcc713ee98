// What scripts add: search, the filter of a list, the comparison.

/** Waits until something is so; gives whether it came to be. */
async function comes(page, so, given) {
  return page.waitForFunction(so, given, { timeout: 6_000 }).then(() => true, () => false);
}

/** A name is found, the address holds the state, nonsense is said to be found nowhere. */
export async function search(page, name) {
  const found = [];
  const shown = () => [...document.querySelectorAll('#search-results .results > li')].map(hit => hit.textContent);
  await page.fill('#search-box', name);
  if (!(await comes(page, () => document.querySelector('#search-results .results > li')))) return [`nothing is found of “${name}”`];
  const hits = await page.evaluate(shown);
  if (!hits[0].includes(name)) found.push(`the first hit does not hold “${name}”: ${hits[0].slice(0, 40)}`);
  if (!(await page.textContent('#search-status')).trim()) found.push('the number of hits is not announced');
  if (new URL(page.url()).searchParams.get('q') !== name) found.push(`the address does not hold the query: ${page.url()}`);
  await page.reload();
  await comes(page, () => document.querySelector('#search-results .results > li'));
  if ((await page.evaluate(shown)).length !== hits.length) found.push('another number of hits after reloading');
  await page.focus('#search-box');
  let steps = 0;
  const onHit = () => page.evaluate(() => Boolean(document.activeElement.closest('#search-results')));
  do { await page.keyboard.press('Tab'); steps += 1; } while (steps < 20 && !(await onHit()));
  if (!(await onHit())) found.push('no hit is reached with the keyboard');
  await page.fill('#search-box', '囗㐂zzqx');
  if (!(await comes(page, () => !document.querySelector('#search-results .results > li')
    && document.querySelector('#search-status').textContent.trim()))) found.push('nonsense is not said to be found nowhere');
  return found;
}

/** The entries that hold a word stay, are counted, and stay after reloading. */
export async function filter(page) {
  const word = await page.evaluate(() => document.querySelector('main .links.tight > li, main .entry, main .part tbody tr')
    ?.querySelector('a')?.textContent.trim());
  if (!word) return ['a filter without entries'];
  const left = () => page.evaluate(text => {
    const items = [...document.querySelectorAll('main .entry, main .part tbody tr, main .part .links.tight > li')].filter(item => !item.hidden);
    return [items.length, items.every(item => item.textContent.normalize('NFKC').toLowerCase().includes(text))];
  }, word.normalize('NFKC').toLowerCase());
  const found = [];
  const [all] = await left();
  await page.fill('[data-list-filter] input', word);
  const [some, right] = await left();
  if (!some || some >= all || !right) found.push(`“${word}” leaves ${some} of ${all}`);
  if (!(await page.textContent('[data-list-filter] [role=status]')).includes(String(some))) found.push('the count is not announced');
  await page.reload();
  if ((await left())[0] !== some) found.push('the filter is gone after reloading');
  return found;
}

/** Two places and an indicator make a table, the address holds them, and so does the step back. */
export async function compare(page) {
  const found = [];
  for (const box of ['#reader-places input >> nth=0', '#reader-places input >> nth=1', '#reader-indicators input >> nth=0']) await page.check(box);
  const cells = () => page.locator('#reader-result td').count();
  const made = await cells();
  if (made < 3) found.push(`the comparison has ${made} cells`);
  if (!/place=.+indicator=/.test(decodeURIComponent(page.url()))) found.push(`the address does not hold the choice: ${page.url()}`);
  if (!(await page.textContent('#reader-status')).trim()) found.push('what is compared is not announced');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) found.push(`with a comparison the page scrolls sideways by ${over} px`);
  await page.reload();
  if ((await cells()) !== made) found.push('the comparison is another one after reloading');
  await page.goBack();
  if ((await cells()) === made) found.push('a step back changes nothing');
  return found;
}
