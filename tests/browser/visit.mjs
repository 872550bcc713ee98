// Opening a page as a reader has it (width, scheme, script, forced colours), and what went wrong meanwhile.

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 320, height: 640 };

/** How readers come. At 400 % a desk of 1280 by 900 has room for 320 by 225. */
const READERS = {
  'phone light': { viewport: PHONE, colorScheme: 'light' },
  'phone dark': { viewport: PHONE, colorScheme: 'dark' },
  'desk light': { viewport: DESK, colorScheme: 'light' },
  'desk dark': { viewport: DESK, colorScheme: 'dark' },
  'desk at 400 %': { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 },
  'desk in forced colours': { viewport: DESK, forcedColors: 'active' },
  'desk without script': { viewport: DESK, javaScriptEnabled: false },
};

/** Opens pages of a server in one browser. */
export class Visitor {
  #contexts = new Map();

  constructor(browser, server) {
    this.browser = browser;
    this.server = server;
  }

  #context(reader) {
    if (!this.#contexts.has(reader)) this.#contexts.set(reader, this.browser.newContext(READERS[reader]));
    return this.#contexts.get(reader);
  }

  /** Opens an address for a reader, hands the page to `look` with what went wrong, and gives what `look` gives. */
  async open(reader, address, look) {
    const page = await (await this.#context(reader)).newPage();
    const faults = [];
    page.on('console', message => {
      // The answer of a page that is not there is told by `response`.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', error => faults.push(`script: ${error.message}`));
    page.on('request', request => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== this.server) faults.push(`request to another host: ${url}`);
    });
    page.on('requestfailed', request => faults.push(`not loaded: ${request.url()} (${request.failure()?.errorText})`));
    page.on('response', response => {
      const asked = response.request().isNavigationRequest() && address.endsWith('404.html');
      if (response.status() >= 400 && !asked) faults.push(`${response.status()}: ${response.url()}`);
    });
    try {
      await page.addInitScript(() => {
        window.shifts = [];
        const moved = entry => entry.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 60)).join(' ');
        new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => [entry.value, moved(entry)])))
          .observe({ type: 'layout-shift', buffered: true });
      });
      // The page for what is not there is met at an address that is not there, however deep.
      const asked = address.replace(/404\.html$/, 'zh/not/there/404.html');
      await page.goto(`${this.server}/${asked}`, { waitUntil: 'load', timeout: 60_000 });
      return await look(page, faults);
    } finally {
      await page.close();
    }
  }
}
