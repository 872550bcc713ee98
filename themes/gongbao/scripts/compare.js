// The reader's own comparison: up to four places and chosen indicators, kept in the address.
(function () {
'use strict';
var data = window.gongbaoComparison, box = document.getElementById('reader');
if (!data || !box) return;
var words = box.dataset, by = function (id) { return document.getElementById(id); };
var form = by('reader-form'), places = by('reader-places'), lists = by('reader-indicators');
var result = by('reader-result'), status = by('reader-status'), csv = by('reader-csv');
var SVG = 'http://www.w3.org/2000/svg', MOST = 4, names = {}, groupOf = {}, indicators = {}, url;

function make(tag, attributes, text) {
  var e = document.createElement(tag), k;
  for (k in attributes) e.setAttribute(k, attributes[k]);
  if (text != null) e.textContent = text;
  return e;
}
function draw(tag, attributes, text) {
  var e = document.createElementNS(SVG, tag), k;
  for (k in attributes) e.setAttribute(k, attributes[k]);
  if (text != null) e.textContent = text;
  return e;
}
function check(parent, kind, id, label) {
  var l = make('label'), i = make('input', {type: 'checkbox', name: kind, value: id});
  l.appendChild(i); l.appendChild(document.createTextNode(' ' + label)); parent.appendChild(l);
}
data.groups.forEach(function (group) {
  if (data.groups.length > 1) places.appendChild(make('p', {}, group.name));
  group.places.forEach(function (place) {
    if (names[place.id]) return;
    names[place.id] = place; groupOf[place.id] = group.id;
    check(places, 'place', place.id, place.short);
  });
});
var theme;
data.indicators.forEach(function (indicator) {
  indicators[indicator.id] = indicator;
  if (indicator.theme !== theme) { theme = indicator.theme; lists.appendChild(make('p', {}, theme)); }
  check(lists, 'indicator', indicator.id, indicator.name);
});

function boxes(kind) { return [].slice.call(form.querySelectorAll('input[name=' + kind + ']')); }
function chosen(kind) {
  return boxes(kind).filter(function (i) { return i.checked; }).map(function (i) { return i.value; });
}
function fromAddress() {
  var query = new URLSearchParams(location.search);
  ['place', 'indicator'].forEach(function (kind) {
    var wanted = (query.get(kind) || '').split(','), left = kind === 'place' ? MOST : Infinity;
    var group = null;
    boxes(kind).forEach(function (i) {
      var one = wanted.indexOf(i.value) >= 0 && (kind !== 'place' || group === null || groupOf[i.value] === group);
      i.checked = one && left-- > 0;
      if (i.checked && group === null) group = groupOf[i.value];
    });
  });
}
function toAddress() {
  var p = chosen('place'), n = chosen('indicator'), parts = [];
  if (p.length) parts.push('place=' + p.join(','));
  if (n.length) parts.push('indicator=' + n.join(','));
  var search = parts.length ? '?' + parts.join('&') : '';
  if (search !== location.search) history.pushState(null, '', location.pathname + search);
}
// The newest year in which the most of the places have a value that can be compared.
function yearOf(indicator, chosenPlaces) {
  var best = null, most = 0;
  Object.keys(indicator.years).sort().forEach(function (year) {
    var n = chosenPlaces.filter(function (p) { var v = indicator.years[year][p]; return v && v[1] != null; }).length;
    if (n > 0 && n >= most) { best = year; most = n; }
  });
  return best;
}
function rowsOf(p, n) {
  return n.map(function (id) {
    var indicator = indicators[id], year = yearOf(indicator, p);
    return {indicator: indicator, year: year, values: p.map(function (place) {
      return (year && indicator.years[year][place]) || null;
    })};
  });
}
function table(p, rows) {
  var frame = make('div', {'class': 'table-frame wide', role: 'region', tabindex: '0', 'aria-label': words.table});
  var t = make('table'), head = make('tr'), top = make('thead'), body = make('tbody');
  var caption = make('caption'); caption.appendChild(make('span', {}, words.table)); t.appendChild(caption);
  head.appendChild(make('th', {scope: 'col'}, words.head));
  head.appendChild(make('th', {scope: 'col'}, words.year));
  p.forEach(function (id) { head.appendChild(make('th', {scope: 'col', 'class': 'num'}, names[id].name)); });
  rows.forEach(function (row) {
    var tr = make('tr'), th = make('th', {scope: 'row'});
    th.appendChild(row.indicator.page ? make('a', {href: words.root + row.indicator.page + 'index.html'}, row.indicator.name)
      : document.createTextNode(row.indicator.name));
    th.appendChild(make('span', {'class': 'under'}, row.indicator.unit));
    tr.appendChild(th);
    tr.appendChild(make('td', {}, row.year || '–'));
    row.values.forEach(function (v) {
      tr.appendChild(make('td', {'class': 'num' + (v && v[1] != null ? '' : ' none')}, v ? v[0] : words.missing));
    });
    body.appendChild(tr);
  });
  top.appendChild(head); t.appendChild(top); t.appendChild(body); frame.appendChild(t);
  return frame;
}
// One group of bars for each indicator, from zero; what is missing is said.
function bars(p, row) {
  var numbers = row.values.map(function (v) { return v && v[1] != null ? +v[1] : null; });
  var known = numbers.filter(function (n) { return n != null; });
  if (!row.indicator.drawn || known.length < 2 || Math.min.apply(0, known) < 0) return null;
  var width = Math.min(720, Math.max(288, box.clientWidth || 720)), line = 28, name = width < 500 ? 84 : 120, side = width < 500 ? 108 : 160;
  var room = width - name - side, most = Math.max.apply(0, known) || 1;
  var figure = make('figure', {'class': 'figure'}), caption = make('figcaption');
  var title = row.indicator.name + (row.year ? ' · ' + row.year : '') + ' · ' + row.indicator.unit;
  caption.appendChild(make('p', {'class': 'figure-title'}, title)); figure.appendChild(caption);
  var s = draw('svg', {'class': 'chart reader', role: 'img', 'aria-label': title + ': ' + p.map(function (id, i) {
    return names[id].name + ' ' + (row.values[i] ? row.values[i][0] : words.missing); }).join(', '),
    width: width, height: p.length * line + 8, viewBox: '0 0 ' + width + ' ' + (p.length * line + 8)});
  p.forEach(function (id, i) {
    var y = i * line + 5, v = row.values[i];
    s.appendChild(draw('text', {'class': 'label', x: 0, y: y + 14}, names[id].short));
    if (numbers[i] == null) {
      s.appendChild(draw('text', {'class': 'words', x: name, y: y + 14}, v ? v[0] : words.missing));
    } else {
      var exact = v[3] === 'exact';
      s.appendChild(draw('rect', {'class': exact ? 'bar' : 'bar outline', x: name, y: y, width: Math.max(1, room * numbers[i] / most), height: 18}));
      s.appendChild(draw('text', {'class': 'value', x: width, y: y + 14, 'text-anchor': 'end'}, v[0]));
    }
  });
  s.appendChild(draw('path', {'class': 'axis', d: 'M' + name + ' 0V' + (p.length * line + 4)}));
  figure.appendChild(s);
  return figure;
}
function quoted(text) { return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }
function file(p, rows) {
  var lines = [['indicator', 'name', 'unit', 'year', 'place', 'place_name', 'value', 'qualifier', 'status', 'printed']];
  rows.forEach(function (row) {
    p.forEach(function (id, i) {
      var v = row.values[i] || [words.missing, null, 'not-published', ''];
      lines.push([row.indicator.id, row.indicator.name, row.indicator.unit, row.year || '', id, names[id].name,
        v[1] == null ? '' : v[1], v[3], v[2], v[0]]);
    });
  });
  return '\ufeff' + lines.map(function (l) { return l.map(quoted).join(','); }).join('\r\n') + '\r\n';
}
function show(limited) {
  var p = chosen('place'), n = chosen('indicator');
  while (result.firstChild) result.removeChild(result.firstChild);
  boxes('place').forEach(function (i) {
    i.disabled = !i.checked && (p.length >= MOST || (p.length > 0 && groupOf[p[0]] !== groupOf[i.value]));
  });
  if (url) { URL.revokeObjectURL(url); url = null; }
  var ready = p.length > 1 && n.length > 0;
  csv.hidden = !ready;
  if (!ready) { status.textContent = words.none; return; }
  var rows = rowsOf(p, n);
  status.textContent = words.status.replace('{places}', p.length).replace('{indicators}', n.length) + (p.length >= MOST ? ' ' + words.limit : '');
  result.appendChild(table(p, rows));
  rows.forEach(function (row) { var f = bars(p, row); if (f) result.appendChild(f); });
  url = URL.createObjectURL(new Blob([file(p, rows)], {type: 'text/csv'}));
  csv.href = url;
}
form.addEventListener('change', function () { toAddress(); show(); });
form.addEventListener('submit', function (e) { e.preventDefault(); });
window.addEventListener('popstate', function () { fromAddress(); show(); });
fromAddress();
show();
})();
