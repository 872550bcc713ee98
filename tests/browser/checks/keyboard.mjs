// A walk with the tabulator: the way past the header first, every stop to be seen, no trap.

/** Walks over the first stops of a page; all of them where `most` is not given. */
export async function keyboard(page, most) {
  const found = [];
  const stops = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility() && !element.disabled).length);
  for (let stop = 0; stop < Math.min(stops, Number(most) || stops); stop += 1) {
    await page.keyboard.press('Tab');
    const { state, what, within } = await page.evaluate(number => {
      const element = document.activeElement;
      const within = element.matches('a[href^="#"]');
      const what = element.outerHTML.replace(/\s+/g, ' ').slice(0, 80);
      return { state: fault(), what, within };

      function fault() {
        if (element === document.body) return 'the walk ends early';
        // The stops within a player are its own.
        if (element.matches('video, audio') && element.dataset.stop !== undefined) return '';
        if (element.dataset.stop !== undefined) return 'the walk goes round';
        element.dataset.stop = number;
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        if (!outlined && style.boxShadow === 'none') return 'the focus cannot be seen';
        const [box] = element.getClientRects();
        if (box.bottom < 0 || box.top > innerHeight) return 'the focus is outside the window';
        // Of what is higher than the window a part is to be seen.
        const [x, y] = [box.left + Math.min(box.width / 2, 8), (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
        const over = document.elementFromPoint(Math.max(x, 0), y);
        return over && (element.contains(over) || over.contains(element) || over.labels) ? '' : `the focus lies under ${over?.localName}.${over?.className}`;
      }
    }, stop);
    if (state) found.push(`stop ${stop + 1} of ${stops}: ${state}: ${what}`);
    if (state.startsWith('the walk')) break;
    if (stop === 0 && !within) found.push('the first stop does not lead past the header');
  }
  return found.slice(0, 5);
}
