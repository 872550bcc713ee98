// The desk of a preview (`serve --edit`), by keyboard: a figure bound, a picture put beside a text, a case
// begun, a form filled in, a former state brought back, the list before publication, words that survive.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { axe } from './checks/axe.mjs';

const CASE = 'content/2023/beta/cases/clean-wells';
const PROBLEMS = 'data/evaluations/wells/2023/alpha.yaml';
/** A drawing of 2 × 2 pixels. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGM4UREARAwQCgAtrgZBSJ9wGQAAAABJRU5ErkJggg==';

/** The desk's words, by language. */
const WORDS = {
  zh: { bind: /^对应到/, put: '放入文件…', add: '放进来', case: '新建案例…', begin: '新建', form: '填表…', write: '写进文字', former: '以前的内容…', bring: '换回这一份', list: '发布前清单…', kept: '取回没保存的文字', saved: '已保存' },
  en: { bind: /^Link to/, put: 'Add a file…', add: 'Add it', case: 'New case…', begin: 'Begin it', form: 'Fill in…', write: 'Write it into the text', former: 'Former states…', bring: 'Bring this back', list: 'Before publication…', kept: 'Bring them back', saved: 'Saved' },
};

/** One job for each language, on a copy of a small portal. */
export function desks(browser, folder) {
  return Object.keys(WORDS).map((lang, number) => ({
    name: `desk (${lang})`,
    run: async () => {
      const root = path.join(folder, `desk-${lang}`);
      for (const part of ['content', 'data']) fs.cpSync(`tests/portals/base/${part}`, path.join(root, part), { recursive: true });
      const settings = { viewport: number ? { width: 320, height: 800 } : { width: 1280, height: 900 }, colorScheme: number ? 'dark' : 'light' };
      const contexts = [];
      let preview = await serve(root);
      const open = async address => {
        contexts.push(await browser.newContext(settings));
        const page = await contexts[contexts.length - 1].newPage();
        await page.goto(`${preview.address}_gongbao/desk/?lang=${lang}&${address}`);
        await page.waitForSelector('#text-0');
        return page;
      };
      try {
        const found = [];
        const page = await open('page=zh/cases/2023/beta/clean-wells/');
        page.on('pageerror', error => found.push(`an error of a script: ${error.message}`));
        await walk(page, root, WORDS[lang], found);
        await page.locator('#text-0').press('Control+End');
        await page.keyboard.type('没有写完');
        await page.waitForResponse(response => response.url().endsWith('/draft'));
        preview.end();
        preview = await serve(root);
        const other = await open(`file=${PROBLEMS}`);
        await other.getByRole('button', { name: WORDS[lang].kept }).press('Enter');
        if (!(await other.inputValue('#text-0')).endsWith('没有写完')) found.push('typed words are lost with the preview');
        return found;
      } finally {
        for (const context of contexts) await context.close();
        preview.end();
      }
    },
  }));
}

async function walk(page, root, words, found) {
  const press = name => page.getByRole('button', { name, exact: typeof name === 'string' }).first().press('Enter');
  const wants = (right, what) => right || found.push(what);
  const looked = async what => found.push(...(await axe(page)).map(line => `${what}: ${line}`));
  const area = page.locator('#text-0');
  const dialog = async name => {
    await press(name);
    await page.waitForSelector('dialog[open]');
  };
  const save = async () => {
    await page.keyboard.press('Control+s');
    await page.waitForFunction(said => document.getElementById('status').textContent === said, words.saved);
  };

  await area.press('Control+End');
  await page.keyboard.type('又：清井占77.7%');
  await page.waitForSelector('.figure:not([hidden])');
  await looked('a figure');
  await press(words.bind);
  wants((await area.inputValue()).endsWith('又：清井占[77.7%](figure:w-beta-clear)'), 'the figure is not bound');
  await save();

  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(words.put)]);
  await chooser.setFiles({ name: '清井.png', mimeType: 'image/png', buffer: Buffer.from(PICTURE, 'base64') });
  await page.waitForSelector('dialog[open]');
  await looked('a picture');
  await page.keyboard.type('两人清井');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Two people clean a well');
  await page.locator('dialog select').selectOption('not-needed');
  await page.waitForFunction(() => document.querySelector('dialog input').value !== '');
  await press(words.add);
  await page.waitForSelector('dialog', { state: 'detached' });
  await save();
  wants(fs.existsSync(path.join(root, CASE, 'qing-jing.png')), 'the picture is not beside the text');
  const written = fs.readFileSync(path.join(root, CASE, 'zh.md'), 'utf8');
  wants(written.includes('![两人清井](qing-jing.png)') && written.includes('consent: not-needed'), 'the text does not name the picture');

  await dialog(words.case);
  await looked('a new case');
  await page.keyboard.type('夜间巡井');
  await page.keyboard.press('Tab');
  await page.locator('dialog select').first().selectOption('gamma');
  await press(words.begin);
  await page.waitForFunction(() => document.getElementById('choose').value.includes('/ye-jian-xun-jing/'));

  await page.locator('#choose').fill(PROBLEMS);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('text-0')?.value.includes('problems:'));
  const before = await area.inputValue();
  await dialog(words.form);
  await page.locator('dialog select').first().selectOption('eproblems/0');
  await page.waitForSelector('[data-key="text.en"]');
  await looked('a form');
  await page.locator('[data-key="text.en"]').fill('A well leaks badly.');
  await press(words.write);
  await page.waitForSelector('dialog', { state: 'detached' });
  wants((await area.inputValue()) === before.replace('A well leaks.', 'A well leaks badly.'), 'the form changed something else');
  await save();

  await dialog(words.former);
  await page.locator('dialog summary').first().press('Enter');
  await page.waitForSelector('dialog pre');
  await looked('former states');
  await press(words.bring);
  wants((await area.inputValue()) === before, 'the former state is not brought back');
  await save();

  await dialog(words.list);
  await page.waitForSelector('dialog details');
  await looked('the list before publication');
  await page.keyboard.press('Escape');
}

/** A preview with a desk, and how to end it. */
async function serve(root) {
  const child = spawn(process.env.GONGBAO, ['serve', '--edit', '--drafts', '--port', '0', '--root', root], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.on('exit', () => reject(new Error('the preview ended')));
    child.stdout.on('data', words => {
      said += words;
      const found = /http:\/\/[\d.:]+\//.exec(said);
      if (found) resolve(found[0]);
    });
  });
  return { address, end: () => child.kill('SIGKILL') };
}
