// In the colours of the reader's system: text and marks of charts stand out, the current section by more than colour.

export async function forced(page) {
  return page.evaluate(() => {
    const found = [];
    const light = colour => {
      const parts = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
      const [r, g, b] = parts.slice(0, 3).map(value => value / 255)
        .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const canvas = light(getComputedStyle(document.body).backgroundColor);
    const contrast = colour => {
      const [dark, bright] = [light(colour), canvas].sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05);
    };
    const visible = colour => colour !== 'none' && !/^rgba\(.*, 0\)$/.test(colour);
    for (const drawing of document.querySelectorAll('main svg')) {
      if (!drawing.checkVisibility()) continue;
      const marks = [...drawing.querySelectorAll('rect, path, circle, line, polyline')].map(mark => getComputedStyle(mark))
        .flatMap(style => [style.fill, style.stroke]).filter(visible);
      if (marks.length && Math.max(...marks.map(contrast)) < 3) found.push(`no mark of a chart stands out: ${drawing.getAttribute('class')}`);
      const words = [...drawing.querySelectorAll('text')].find(text => contrast(getComputedStyle(text).fill) < 3 && text.checkVisibility());
      if (words) found.push(`text of a chart does not stand out: ${words.textContent}`);
    }
    for (const current of document.querySelectorAll('.site-header [aria-current], .filters [aria-current]')) {
      const other = [...current.closest('ul').querySelectorAll('a:not([aria-current])')][0];
      if (!other || !current.checkVisibility()) continue;
      const look = element => { const s = getComputedStyle(element); return [s.textDecorationLine, s.borderStyle, s.outlineStyle, s.fontWeight].join(); };
      if (look(current) === look(other)) found.push(`the current entry looks like the others: ${current.textContent}`);
    }
    return found;
  });
}
