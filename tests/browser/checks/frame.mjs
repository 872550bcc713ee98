// Charts in pages of other sites.

/** Another site may frame the pages that are made for it, sandboxed as they say it, and no others. */
export async function framed(page) {
  const address = page.url();
  const meant = /\/embed\//.test(address);
  // The same server by another name is another site.
  const site = new URL('/bare/other.html', address);
  site.hostname = 'localhost';
  await page.goto(String(site));
  await page.evaluate(src => new Promise(done => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-popups';
    frame.onload = done;
    frame.src = src;
    document.body.append(frame);
  }), address);
  const shown = page.frames().some(frame => frame.url() === address);
  if (shown === meant) return [];
  return [meant ? 'another site cannot frame it' : 'another site can frame it'];
}
