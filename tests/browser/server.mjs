// A server of folders that sends what the recipes of the README tell servers to send.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = {
  '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript',
  '.json': 'application/json', '.jsonld': 'application/ld+json', '.png': 'image/png', '.svg': 'image/svg+xml',
  '.txt': 'text/plain', '.webp': 'image/webp', '.xml': 'application/xml',
};

/** Reads the recipes: gives a function from an address to its headers, as pairs. */
export function recipes(readme) {
  const nginx = [...readme.matchAll(/^\s*add_header ([\w-]+) "([^"]*)" always;/gm)].map(([, name, value]) => [name, value]);
  const apache = [...readme.matchAll(/^\s*Header always set ([\w-]+) "([^"]*)"/gm)].map(([, name, value]) => [name, value]);
  const [, variable, pattern, matched, otherwise] = readme.match(/map \$uri (\$\w+) \{ ~(\S+) "([^"]*)"; default "([^"]*)"; \}/) ?? [];
  if (!nginx.some(([name]) => name === 'Content-Security-Policy')) throw new Error('README.md recommends no Content-Security-Policy');
  if (!variable) throw new Error('README.md does not say which pages may be framed');
  const plain = nginx.filter(([, value]) => !value.includes(variable));
  if (JSON.stringify(plain) !== JSON.stringify(apache)) throw new Error('the recipes of README.md for nginx and Apache send different headers');
  const framed = new RegExp(pattern);
  return address => nginx.map(([name, value]) => [name, value.replaceAll(variable, framed.test(address) ? matched : otherwise)]);
}

/** Serves folders by name, `/<name>/…`; what is not there is answered with the folder's `404.html`.
    `bare` is a folder that gets no headers. Gives the server's address, and a function that ends it. */
export async function serve(folders, headers, bare) {
  const server = http.createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const [name, ...rest] = address.split('/').slice(1);
    const root = folders[name];
    if (!root) return response.writeHead(404).end();
    let file = path.join(root, ...rest);
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = path.join(file, 'index.html');
    const found = file.startsWith(root) && fs.existsSync(file);
    if (!found) file = path.join(root, '404.html');
    response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    if (name !== bare) headers(address).forEach(([key, value]) => response.appendHeader(key, value));
    response.writeHead(found ? 200 : 404);
    return response.end(fs.existsSync(file) ? fs.readFileSync(file) : '');
  });
  await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return { address: `http://127.0.0.1:${server.address().port}`, end: () => server.close() };
}
