// Search over the index that was made with the site (`search/<language>/`): exact, without a
// server. Folding and cutting follow `src/search/fold.rs`, numbers `src/search/postings.rs`.
(function () {
'use strict';
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE = {};
for (let i = 0; i < 64; i++) VALUE[DIGITS[i]] = i;

// ---- The characters and tokens of a text ----

const isCharacter = c => /[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{323af}%\u2030]/u.test(c);
const isLetter = c => /[a-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]/i.test(c);
const isSpace = c => /\s/.test(c);
const decimalsOf = number => (number.split('.')[1] || '').length;
// Whether a name stands in a text, in letters as whole words.
const stands = (name, text) => isCharacter(name[0]) ? text.indexOf(name) >= 0
  : (' ' + text.replace(/[^a-z0-9]+/g, ' ') + ' ').indexOf(' ' + name.replace(/[^a-z0-9]+/g, ' ').trim() + ' ') >= 0;
const isNumber = word => /^[0-9]+(\.[0-9]+)?$/.test(word);

function folding(pairs) {
  const simplified = new Map(), all = Array.from(pairs);
  for (let i = 0; i + 1 < all.length; i += 2) simplified.set(all[i], all[i + 1]);
  return function (c) {
    const code = c.codePointAt(0);
    if (code >= 0x3400 && code <= 0x9fff) return simplified.get(c) || c;
    if (code === 0x3000 || code === 0xa0) return ' ';
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
    const lower = c.toLowerCase();
    return Array.from(lower).length === 1 ? lower : c;
  };
}
function word(text, from) {
  let to = from;
  while (to < text.length && isLetter(text[to])) to++;
  let found = text.slice(from, to).join('');
  if (!/^[0-9]+$/.test(found)) return [found, to];
  const digits = at => { let n = 0; while (at + n < text.length && /[0-9]/.test(text[at + n])) n++; return n; };
  while (text[to] === ',' && digits(to + 1) === 3) { found += text.slice(to + 1, to + 4).join(''); to += 4; }
  const decimals = text[to] === '.' ? digits(to + 1) : 0;
  if (decimals) { found += '.' + text.slice(to + 1, to + 1 + decimals).join(''); to += decimals + 1; }
  return [found, to];
}
// Tokens with their positions: one apart for neighbours, two where something is between.
function tokens(text) {
  const found = [];
  let position = 0, between = 0, at = 0;
  while (at < text.length) {
    const c = text[at];
    let token;
    if (isCharacter(c)) token = {word: false, text: c, from: at, to: at + 1};
    else if (isLetter(c)) { const w = word(text, at); token = {word: true, text: w[0], from: at, to: w[1]}; }
    else { between = isSpace(c) && between !== 2 ? 1 : 2; at++; continue; }
    if (found.length) {
      const last = found[found.length - 1];
      position += between === 0 || (between === 1 && (last.word || token.word)) ? 1 : 2;
    }
    token.at = position;
    found.push(token);
    between = 0;
    at = token.to;
  }
  return found;
}
// The terms that a run of tokens needs, with their places; `null` where one character
// stands alone, which is in no pair.
function needed(list) {
  const out = [];
  let i = 0;
  while (i < list.length) {
    if (list[i].word) { out.push([list[i].text, list[i].at]); i++; continue; }
    let j = i + 1;
    while (j < list.length && !list[j].word && list[j].at === list[j - 1].at + 1) j++;
    const pair = k => out.push([list[k].text + list[k + 1].text, list[k].at]);
    if (j - i > 1) {
      for (let k = i; k + 1 < j; k += 2) pair(k);
      if ((j - i) % 2) pair(j - 2);
    } else {
      const before = list[i - 1], after = list[i + 1];
      if (before && before.word && before.at + 1 === list[i].at) out.push(['#' + list[i].text, before.at]);
      else if (after && after.word && after.at === list[i].at + 1) out.push([list[i].text + '#', list[i].at]);
      else return null;
    }
    i = j;
  }
  return out.length ? out : null;
}

// ---- The index ----

function hash(term) {
  let h = 0x811c9dc5;
  for (const c of term.split('.')[0]) h = Math.imul(h ^ c.codePointAt(0), 0x01000193);
  return h >>> 0;
}
function reader(text) {
  let at = 0;
  return {
    more: () => at < text.length,
    next: () => {
      let value = 0, factor = 1;
      for (;;) {
        const digit = VALUE[text[at++]];
        value += (digit % 32) * factor;
        if (digit < 32) return value;
        factor *= 32;
      }
    }
  };
}
// Units with the positions of a term in them.
function decoded(text) {
  const units = new Map(), r = reader(text);
  let unit = 0;
  while (r.more()) {
    const n = r.next();
    unit += Math.floor(n / 2);
    let more = n % 2 ? r.next() : 0, position = r.next();
    const positions = [position];
    while (more-- > 0) positions.push(position += r.next());
    units.set(unit, positions);
    unit++;
  }
  return units;
}
// The shard of a unit, given the first unit of each.
function last(starts, unit) {
  let low = 0, high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= unit) low = middle; else high = middle;
  }
  return low;
}

// `load` hands over a file of the index by its name.
function searcher(load) {
  const known = {}, lines = {}, lists = {};
  let head, fold;
  const file = name => known[name] || (known[name] = load(name, head ? head.stamp : ''));
  const ready = () => file('head').then(h => {
    if (head) return head;
    head = h;
    head.titles = h.titles.split('\n'); head.addresses = h.addresses.split('\n');
    fold = folding(h.simplified);
    const all = text => { const r = reader(text), out = []; while (r.more()) out.push(r.next()); return out; };
    head.placeOf = all(h.placeOf); head.yearOf = all(h.yearOf); head.named = all(h.named);
    head.kindOf = [];
    h.perKind.forEach((n, kind) => { while (n-- > 0) head.kindOf.push(kind); });
    head.folded = head.titles.map(folded);
    return head;
  });
  const folded = text => Array.from(text).map(fold).join('');
  const cut = text => tokens(Array.from(text).map(fold));
  function shardOf(term) {
    const number = hash(term) % head.terms;
    return file('terms/' + number).then(text => lines[number] || (lines[number] = new Map(text.split('\n').filter(Boolean).map(line => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    }))));
  }
  const list = term => shardOf(term).then(of => lists[term] || (lists[term] = decoded(of.get(term) || '')));
  // The numbers of the site that round to a number.
  function rounding(number) {
    const decimals = decimalsOf(number), whole = parseInt(number, 10);
    return Promise.all([whole - 1, whole].filter(n => n >= 0).map(n => shardOf(String(n)))).then(shards => {
      const same = new Set([number]);
      shards.forEach(shard => shard.forEach((_, term) => {
        if (isNumber(term) && decimalsOf(term) > decimals && rounded(term, decimals) === number) same.add(term);
      }));
      return Array.from(same);
    });
  }
  function union(terms) {
    return Promise.all(terms.map(list)).then(all => {
      if (all.length === 1) return all[0];
      const units = new Map();
      all.forEach(one => one.forEach((positions, unit) => units.set(unit, (units.get(unit) || []).concat(positions))));
      return units;
    });
  }
  // The units that hold some tokens one beside the other.
  function units(list, nearly) {
    const terms = needed(list);
    if (!terms) return Promise.resolve(null);
    const found = terms.map(([term]) => nearly && isNumber(term) ? rounding(term).then(union) : union([term]));
    return Promise.all(found).then(all => {
      const order = all.map((_, i) => i).sort((a, b) => all[a].size - all[b].size);
      const out = new Set(), first = order[0];
      all[first].forEach((positions, unit) => {
        let starts = positions.map(p => p - terms[first][1]);
        for (const i of order.slice(1)) {
          const there = all[i].get(unit);
          if (!there) return;
          starts = starts.filter(s => there.indexOf(s + terms[i][1]) >= 0);
          if (!starts.length) return;
        }
        out.add(unit);
      });
      return out;
    });
  }
  // The pages of units, with those of the units that each page holds.
  function pages(found) {
    const wanted = Array.from(found).sort((a, b) => a - b);
    const shards = new Set(wanted.map(unit => last(head.units, unit)));
    return Promise.all(Array.from(shards).map(n => file('units/' + n).then(text => [n, text]))).then(all => {
      const out = new Map();
      all.forEach(([n, text]) => {
        const r = reader(text);
        let unit = head.units[n], i = wanted.findIndex(u => u >= unit);
        while (r.more()) {
          const length = r.next(), ranges = r.next(), here = [];
          while (i < wanted.length && i >= 0 && wanted[i] < unit + length) here.push(wanted[i++]);
          let page = 0;
          for (let k = 0; k < ranges; k++) {
            page += r.next();
            for (let more = r.next(); more >= 0; more--, page++) {
              for (const one of here) { if (!out.has(page)) out.set(page, []); out.get(page).push(one); }
            }
          }
          unit += length;
        }
      });
      return out;
    });
  }
  function allOf(parts, nearly) {
    return Promise.all(parts.map(part => units(cut(part), nearly))).then(found => {
      const asked = found.filter(Boolean);
      if (!asked.length) return new Map();
      return Promise.all(asked.map(pages)).then(all => {
        const out = new Map();
        all[0].forEach((of, page) => {
          if (all.every(one => one.has(page))) out.set(page, [].concat.apply([], all.map(one => one.get(page))));
        });
        return out;
      });
    });
  }
  // Pages whose names are pronounced so: whole syllables, or the first letter of each.
  function pronounced(query) {
    const letters = query.toLowerCase().replace(/[\s'’]/g, '');
    if (!head.pronounced || !/^[a-z]{2,}$/.test(letters)) return Promise.resolve(new Set());
    return file('readings').then(text => {
      const readings = new Map(text.split(' ').map(one => {
        const c = Array.from(one)[0];
        return [c, one.slice(c.length).split(',')];
      }));
      const spoken = (name, at, left) => !left || (at < name.length && (readings.get(name[at]) || []).some(reading =>
        left.startsWith(reading) ? spoken(name, at + 1, left.slice(reading.length)) : reading.startsWith(left)));
      const initials = (name, at) => Array.from(letters).every((letter, i) => (readings.get(name[at + i]) || []).some(r => r[0] === letter));
      const out = new Set();
      head.named.forEach((named, page) => {
        if (!named) return;
        const place = head.placeOf[page], names = [head.titles[page]].concat(place ? head.places[place - 1] : []);
        if (names.some(name => { const c = Array.from(name); return c.some((_, at) => spoken(c, at, letters) || initials(c, at)); })) out.add(page);
      });
      return out;
    });
  }
  // A place, part of the name of an indicator, perhaps a year: the figures themselves.
  function figures(query) {
    let rest = folded(query), place = null, name = '', year = '';
    head.places.forEach((names, at) => names.map(folded).forEach(one => {
      if (stands(one, rest) && one.length > name.length && head.figures[at] !== undefined) { place = at; name = one; }
    }));
    if (place === null) return Promise.resolve([]);
    rest = rest.replace(name, ' ').replace(/(^|[^0-9.])((?:19|20)[0-9]{2})(?![0-9.])\s*年?/, (_, before, found) => {
      year = found;
      return before + ' ';
    });
    const parts = rest.split(/[\s,，、的]+/).filter(Boolean);
    if (!parts.length || parts.join('').length < 2) return Promise.resolve([]);
    return file('figures/' + head.figures[place]).then(text => text.split('\n').filter(Boolean).map(line => line.split('\t'))
      .filter(f => +f[0] === place && (!year || f[3] === year) && parts.every(part => head.folded[+f[1]].indexOf(part) >= 0))
      .map(f => ({
        place: head.places[place][0], name: head.titles[+f[1]], address: head.addresses[+f[1]],
        anchor: f[2], year: f[3], text: f[4], source: f[5]
      }))
      .sort((a, b) => a.name.length - b.name.length || b.year.localeCompare(a.year)));
  }
  // How a page answers: by its title, by a heading, by its text.
  function ordered(found, query, said) {
    const whole = folded(query).replace(/["“”]/g, '').trim(), parts = whole.split(/\s+/);
    const rank = page => {
      const title = head.folded[page];
      if (title === whole || (said.has(page) && !found.has(page))) return 0;
      if (said.has(page) || title.startsWith(whole)) return 1;
      if (parts.every(part => title.indexOf(part) >= 0)) return 2;
      return found.get(page).some(unit => unit < head.headings) ? 3 : 4;
    };
    const all = new Set(found.keys());
    said.forEach(page => all.add(page));
    return Array.from(all).map(page => ({page: page, rank: rank(page), units: found.get(page) || []}))
      .sort((a, b) => a.rank - b.rank || a.page - b.page);
  }
  function search(query) {
    const quoted = /^["“][^"“”]+["”]$/.test(query), text = quoted ? query.slice(1, -1) : query;
    const parts = quoted ? [text] : (text.match(/["“][^"“”]+["”]|\S+/g) || []).map(part => part.replace(/["“”]/g, ''));
    return ready().then(() => Promise.all([units(cut(text)), pronounced(text), figures(text)])).then(([whole, said, answers]) => {
      const done = (found, mode) => ({results: ordered(found, text, said), mode: mode, figures: answers, parts: mode === 'phrase' ? [text] : parts});
      if (whole && whole.size) return pages(whole).then(found => done(found, 'phrase'));
      if (!whole && parts.length < 2 && !said.size) return done(new Map(), 'short');
      return (parts.length > 1 ? allOf(parts) : Promise.resolve(new Map())).then(found => {
        if (found.size) return done(found, 'words');
        const numbers = cut(text).some(token => token.word && isNumber(token.text));
        if (!numbers) return done(found, 'phrase');
        return allOf(parts.length > 1 ? parts : [text], true).then(near => done(near, near.size ? 'rounded' : 'phrase'));
      });
    });
  }
  // A sentence for each of some results, from as few files as can be.
  function sentences(results) {
    const shards = new Map();
    const chosen = results.map(result => {
      // Those that hold the most words of the query.
      const times = new Map();
      result.units.forEach(unit => times.set(unit, (times.get(unit) || 0) + 1));
      const most = Math.max.apply(null, Array.from(times.values()));
      const best = Array.from(times.keys()).filter(unit => times.get(unit) === most);
      const near = best.find(unit => shards.has(last(head.texts, unit)));
      // What the title says already needs no file of its own.
      if (!best.length || (result.rank < 3 && near === undefined)) return null;
      const unit = [near, best.find(one => one >= head.headings), best[0]].find(one => one !== undefined);
      shards.set(last(head.texts, unit), null);
      return unit;
    });
    return Promise.all(Array.from(shards.keys()).map(n => file('texts/' + n).then(text => shards.set(n, text.split('\n'))))).then(() =>
      chosen.map(unit => unit === null ? '' : shards.get(last(head.texts, unit))[unit - head.texts[last(head.texts, unit)]]));
  }
  // Where the parts of a query stand in a text, as [from, to) of its characters.
  function marks(text, parts, nearly) {
    const all = tokens(text.map(fold)), out = [];
    parts.map(cut).forEach(wanted => {
      if (!wanted.length) return;
      all.forEach((_, i) => {
        const same = wanted.every((token, k) => {
          const here = all[i + k];
          if (!here || here.word !== token.word || here.at - all[i].at !== token.at - wanted[0].at) return false;
          const numbers = nearly && isNumber(token.text) && isNumber(here.text);
          return here.text === token.text || (numbers && rounded(here.text, decimalsOf(token.text)) === token.text);
        });
        if (same) out.push([all[i].from, all[i + wanted.length - 1].to]);
      });
    });
    return out.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  }
  return {ready: ready, search: search, sentences: sentences, marks: marks};
}
// A decimal number as text, rounded half up to so many decimals, without floating point.
function rounded(number, decimals) {
  const [whole, fraction] = (number + '.').split('.');
  if (fraction.length <= decimals) return number;
  let digits = (whole + fraction.slice(0, decimals)).split('').map(Number);
  if (fraction[decimals] >= '5') {
    let i = digits.length - 1;
    for (; i >= 0 && digits[i] === 9; i--) digits[i] = 0;
    if (i < 0) digits.unshift(1); else digits[i]++;
  }
  const text = digits.join(''), at = text.length - decimals;
  return decimals ? text.slice(0, at) + '.' + text.slice(at) : text;
}
self.gongbaoSearcher = searcher;

// ---- The page ----

const box = self.document && document.getElementById('search');
if (!box) return;
const words = box.dataset, by = id => document.getElementById(id);
const form = by('search-form'), input = by('search-box'), status = by('search-status');
const filters = {type: by('search-type'), place: by('search-place'), year: by('search-year')};
const list = by('search-results').querySelector('ol'), answers = by('search-figures').querySelector('ul');
const waiting = {};
self.gongbaoSearch = (name, value) => { if (waiting[name]) waiting[name](value); };
const searching = searcher((name, stamp) => new Promise((resolve, reject) => {
  waiting[name] = resolve;
  const script = document.createElement('script');
  script.src = words.index + name + '.js' + (stamp ? '?v=' + stamp : '');
  script.onerror = reject;
  document.head.appendChild(script);
}));
let head, found = null, shown = 0, asked = 0;

function make(tag, text, className) {
  const e = document.createElement(tag);
  if (text) e.textContent = text;
  if (className) e.className = className;
  return e;
}
function empty(e) { while (e.firstChild) e.removeChild(e.firstChild); }
function link(address, text, anchor) {
  const a = make('a');
  a.href = words.root + address + 'index.html' + (anchor ? '#' + anchor : '');
  marked(a, Array.from(text));
  return a;
}
// Writes characters with the parts of the query marked.
function marked(parent, text, from, to) {
  const end = to === undefined ? text.length : to;
  let at = from || 0;
  searching.marks(text, found.parts, found.mode === 'rounded').forEach(([start, stop]) => {
    if (start < at || stop > end) return;
    parent.appendChild(document.createTextNode(text.slice(at, start).join('')));
    parent.appendChild(make('mark', text.slice(start, stop).join('')));
    at = stop;
  });
  parent.appendChild(document.createTextNode(text.slice(at, end).join('')));
}
// The sentence of a text in which the query first stands, and a little more where it is short.
function excerpt(text) {
  const all = Array.from(text), marks = searching.marks(all, found.parts, found.mode === 'rounded');
  const p = make('p', '', 'excerpt');
  let from = marks.length ? marks[0][0] : 0, to = marks.length ? marks[0][1] : 0;
  const stop = c => /[。；！？]/.test(c);
  const least = Math.max(0, from - 60), most = Math.min(all.length, Math.max(to, from) + 120);
  while (from > least && !stop(all[from - 1])) from--;
  while (to < most && !(stop(all[to - 1] || '') && to - from > 24)) to++;
  if (from > 0 && !stop(all[from - 1])) p.appendChild(document.createTextNode('…'));
  marked(p, all, from, to);
  if (to < all.length && !stop(all[to - 1])) p.appendChild(document.createTextNode('…'));
  return p;
}
const facts = page => ({
  type: String(head.kindOf[page]),
  place: head.placeOf[page] ? String(head.placeOf[page] - 1) : '',
  year: head.yearOf[page] ? String(head.yearOf[page]) : ''
});
const labels = {type: value => head.kinds[value], place: value => head.places[value][0], year: value => value};
function fits(page, but) {
  const f = facts(page);
  return Object.keys(filters).every(name => name === but || !filters[name].value || f[name] === filters[name].value);
}
function chosen() { return found.results.filter(result => fits(result.page)); }
// The choices that lead somewhere, with how many pages each.
function fillFilters(wanted) {
  Object.keys(filters).forEach(name => {
    const select = filters[name], counts = new Map(), value = wanted ? wanted[name] : select.value;
    found.results.forEach(result => {
      const v = facts(result.page)[name];
      if (v && (wanted || fits(result.page, name))) counts.set(v, (counts.get(v) || 0) + 1);
    });
    empty(select);
    select.appendChild(new Option(words.all, ''));
    const order = Array.from(counts.keys()).sort((a, b) => name === 'year' ? b - a : a - b);
    order.forEach(v => select.appendChild(new Option(labels[name](v) + ' (' + counts.get(v) + ')', v)));
    select.value = counts.has(value) ? value : '';
  });
}
function add(results) {
  return searching.sentences(results).then(texts => results.forEach((result, i) => {
    const li = make('li'), f = facts(result.page);
    li.appendChild(link(head.addresses[result.page], head.titles[result.page]));
    li.appendChild(make('p', ['type', 'place', 'year'].filter(name => f[name]).map(name => labels[name](f[name])).join(' · '), 'meta'));
    if (texts[i]) li.appendChild(excerpt(texts[i]));
    list.appendChild(li);
  }));
}
function more() {
  const next = chosen().slice(shown, shown + 10), first = shown;
  shown += next.length;
  return add(next).then(() => {
    by('search-more').hidden = shown >= chosen().length;
    if (first > 0) list.children[first].querySelector('a').focus();
  });
}
function say(query) {
  const n = found.results.length, fill = (text, count) => text.replace('{n}', count).replace('{query}', query);
  const text = found.mode === 'short' ? words.short : n ? fill(words[found.mode], n) : fill(words.none, 0);
  const left = chosen().length;
  status.textContent = text + (left < n ? ' ' + fill(words.filtered, left) : '');
}
function show(query) {
  empty(list); empty(answers);
  shown = 0;
  found.figures.slice(0, 5).forEach(f => {
    const li = make('li'), a = link(f.address, [f.place, f.name, f.year].filter(Boolean).join(' · '), f.anchor);
    li.appendChild(a);
    li.appendChild(document.createTextNode(' '));
    li.appendChild(make('strong', f.text));
    li.appendChild(make('p', f.source, 'meta'));
    answers.appendChild(li);
  });
  by('search-figures').hidden = !found.figures.length;
  by('search-results').hidden = by('search-filters').hidden = !found.results.length;
  say(query);
  return more();
}
function keep(push) {
  const query = new URLSearchParams();
  if (input.value.trim()) query.set('q', input.value.trim());
  Object.keys(filters).forEach(name => { if (filters[name].value) query.set(name, filters[name].value); });
  const search = query.toString() ? '?' + query : '';
  if (search !== location.search) history[push ? 'pushState' : 'replaceState'](null, '', location.pathname + search);
}
function ask(wanted) {
  const query = input.value.trim(), turn = ++asked;
  if (!query) {
    found = null;
    status.textContent = '';
    ['figures', 'results', 'filters'].forEach(part => { by('search-' + part).hidden = true; });
    return Promise.resolve();
  }
  if (!found) status.textContent = words.loading;
  return searching.ready().then(h => { head = h; return searching.search(query); }).then(result => {
    if (turn !== asked) return null;
    found = result;
    fillFilters(wanted || {});
    return show(query);
  }).catch(() => { status.textContent = words.failed; });
}
function fromAddress() {
  const query = new URLSearchParams(location.search), wanted = {};
  input.value = query.get('q') || '';
  Object.keys(filters).forEach(name => { wanted[name] = query.get(name) || ''; });
  return ask(wanted);
}
let timer;
input.addEventListener('focus', () => { searching.ready().catch(() => {}); });
input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => ask().then(() => keep(false)), 150); });
form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(timer); ask().then(() => keep(true)); });
form.addEventListener('change', event => { if (event.target !== input && found) { fillFilters(); show(input.value.trim()); keep(true); } });
by('search-more').addEventListener('click', more);
// From the field down into the results and back, as in a list of suggestions.
box.addEventListener('keydown', event => {
  const links = Array.from(box.querySelectorAll('#search-figures a, .results a')), at = links.indexOf(document.activeElement);
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || (at < 0 && document.activeElement !== input)) return;
  if (event.key === 'ArrowDown' && links[at + 1]) { event.preventDefault(); links[at + 1].focus(); }
  else if (event.key === 'ArrowUp' && at >= 0) { event.preventDefault(); (links[at - 1] || input).focus(); }
  else if (event.key === 'Escape' && at >= 0) { event.preventDefault(); input.focus(); }
});
window.addEventListener('popstate', fromAddress);
fromAddress();
})();
