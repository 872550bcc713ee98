// The same page in the other language, and without script.

/** Who reads a part in one language comes to the same part in the other. */
export async function language(page) {
  const other = page.locator('.site-header a[hreflang]');
  if (!(await other.count())) return [];
  const part = await page.evaluate(() => [...document.querySelectorAll('main [id]')].map(element => element.id)
    .filter(id => /^(p|f|part-)\d+$/.test(id)).at(-1));
  if (!part) return [];
  await page.evaluate(id => { location.hash = id; }, part);
  const from = new URL(page.url()).pathname;
  await Promise.all([page.waitForURL(url => url.pathname !== from), other.click()]);
  const found = [];
  if (new URL(page.url()).hash !== `#${part}`) found.push(`the anchor #${part} is lost: ${page.url()}`);
  if (!(await page.locator(`[id="${part}"]`).count())) found.push(`the other language has no #${part}`);
  return found;
}

/** The text of the main part, without what only scripts make. */
async function told(page) {
  return page.evaluate(() => {
    const main = document.querySelector('main').cloneNode(true);
    main.querySelectorAll('.js-only, noscript, [role=status]').forEach(element => element.remove());
    return main.textContent.replace(/\s+/g, ' ');
  });
}

/** Without script a page says the same. `again` opens it so. */
export async function scriptless(page, again) {
  const [here, there] = [await told(page), await again(told)];
  if (here === there) return [];
  const at = [...here].findIndex((character, number) => character !== there[number]);
  return [`the text without script is another one, from “${here.slice(Math.max(at, 0), at + 30)}”`];
}
