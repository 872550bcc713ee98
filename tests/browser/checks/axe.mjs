// The rules of axe, those of WCAG 2.2 AA and its best practices.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const source = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, one line for a rule. */
export async function axe(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(runOnly => window.axe.run(document, { runOnly, resultTypes: ['violations'] }), tags);
  return violations.map(({ id, nodes }) => {
    const reason = [...nodes[0].any, ...nodes[0].all, ...nodes[0].none][0]?.message ?? '';
    return `axe ${id} ×${nodes.length}: ${nodes[0].target.join(' ')} (${reason})`;
  });
}
