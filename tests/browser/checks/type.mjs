// How text is set: each function gives what is wrong, one line each.

/** Justified lines keep their characters, or their words, together. */
export async function stretched(page) {
  return page.evaluate(() => {
    const found = [];
    const range = document.createRange();
    for (const block of document.querySelectorAll('main p, main li, main dd')) {
      if (getComputedStyle(block).textAlign !== 'justify' || !block.checkVisibility()) continue;
      const size = parseFloat(getComputedStyle(block).fontSize);
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let widest = 0;
      while (walk.nextNode()) {
        const node = walk.currentNode;
        [...node.data.matchAll(/[\u4e00-\u9fff，。、；：]| /g)].forEach(({ 0: character, index }) => {
          range.setStart(node, index);
          range.setEnd(node, index + 1);
          // A space may grow as wide as a Chinese character is.
          widest = Math.max(widest, range.getBoundingClientRect().width + (character === ' ' ? size / 2 : 0));
        });
      }
      if (widest > 1.8 * size) found.push(`a stretched line, ${(widest / size).toFixed(1)} em: ${block.textContent.slice(0, 20)}`);
    }
    return found;
  });
}

/** Chinese has no italics. */
export async function slanted(page) {
  return page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const { data, parentElement } = walk.currentNode;
      if (/[\u4e00-\u9fff]/.test(data) && parentElement.checkVisibility() && getComputedStyle(parentElement).fontStyle !== 'normal') {
        return [`Chinese in italics: ${data.trim().slice(0, 20)}`];
      }
    }
    return [];
  });
}

/** Charts have no tiny text, however far they are drawn together. */
export async function tiny(page) {
  return page.evaluate(() => {
    const small = [...document.querySelectorAll('main svg text')].filter(text => text.checkVisibility())
      .map(text => [parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1), text.textContent])
      .filter(([size]) => size < 11.5);
    return small.length ? [`${small.length} texts of a chart under 12 px: ${small[0][1]} (${small[0][0].toFixed(1)} px)`] : [];
  });
}
