// Answers queries with the script of the theme over the index of a built site, for
// `tests/suite/search.rs`: node answers.js SCRIPT INDEX < queries, one a line.
'use strict';
const fs = require('fs');
const [script, index] = process.argv.slice(2);
global.self = global;
(0, eval)(fs.readFileSync(script, 'utf8'));
let value;
global.gongbaoSearch = (name, given) => { value = given; };
const searcher = gongbaoSearcher(name => {
  (0, eval)(fs.readFileSync(`${index}/${name}.js`, 'utf8'));
  return Promise.resolve(value);
});
(async () => {
  const head = await searcher.ready();
  for (const query of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const {results, mode, figures} = await searcher.search(query);
    const sentences = await searcher.sentences(results.slice(0, 10));
    const marked = sentences.filter(Boolean).map(text => searcher.marks(Array.from(text), [query], false).length);
    console.log(JSON.stringify({
      mode, marked, pages: results.map(result => head.addresses[result.page]), figures: figures.map(f => f.text)
    }));
  }
})();
