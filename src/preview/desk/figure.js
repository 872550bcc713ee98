/* The figure at the caret of a text: what the data has of it, and a binding at a click. */
(function () {
  "use strict";
  var desk = window.gongbaoDesk, zh = desk.zh, el = desk.el, both = desk.both;
  var W = zh ? {
    label: "光标处的数", bound: "与数据一致", differs: "与数据不一致", "no-data": "标为不是数据", unknown: "数据里没有这个编号",
    certain: "还没有和数据对应。多半是这一个：", free: "还没有和数据对应。可能是下面的一个，请对照文件：",
    nothing: "还没有和数据对应，数据里也没有找到同样的数。", take: "对应到", mark: "这不是数据", undo: "取消对应",
    value: "数值", what: "指标", place: "地方", year: "年份", status: "状态", source: "出处", other: { zh: "中文里的这一句", en: "英文里的这一句" },
    noOther: "另一种语言里没有找到这个数", inferred: "（由文件推断）", comma: "，", done: "已写入，还没有保存"
  } : {
    label: "The figure at the cursor", bound: "as in the data", differs: "not what the data has", "no-data": "marked as no data", unknown: "the data has no such name",
    certain: "Not linked to the data yet. Most likely it is this one:", free: "Not linked to the data yet. It may be one of these; compare with the document:",
    nothing: "Not linked to the data yet, and the data has no such figure.", take: "Link to", mark: "This is no data", undo: "Remove the link",
    value: "Value", what: "Indicator", place: "Place", year: "Year", status: "Status", source: "Source", other: { zh: "The sentence in Chinese", en: "The sentence in English" },
    noOther: "The other language does not have this figure", inferred: " (concluded from the document)", comma: ", ", done: "Written; not saved yet"
  };
  var WAIT = 150;

  function facts(figure) {
    var list = el("dl");
    var year = figure.period ? figure.period + (figure.inferred ? W.inferred : "") : "–";
    var indicator = [both(figure.indicator)].concat(figure.parts.map(both)).join(W.comma);
    var status = both(figure.status) + (figure.nature ? W.comma + both(figure.nature) : "");
    var source = both(figure.document) + (figure.document_place ? W.comma + both(figure.document_place) : "");
    [[W.value, both(figure.value)], [W.what, indicator], [W.place, both(figure.place)], [W.year, year], [W.status, status], [W.source, source]].forEach(function (row) {
      list.appendChild(el("dt", {}, row[0]));
      list.appendChild(el("dd", {}, row[1]));
    });
    return list;
  }

  function write(text, note, now) {
    var at = desk.positions(text.area.value, note.bytes);
    desk.put(text, at[0], at[1], now);
    desk.typed(text);
    desk.say(W.done);
    look(text);
  }

  function show(text, note) {
    var box = text.figure;
    box.textContent = "";
    box.hidden = note.state === "none";
    if (box.hidden) return;
    var free = note.state === "free" || note.state === "certain";
    var words = free ? (note.figures.length ? W[note.state] : W.nothing) : W[note.state];
    var head = el("p");
    head.appendChild(el("b", {}, note.words));
    head.appendChild(document.createTextNode(" " + words));
    box.appendChild(head);
    box.classList.toggle("bad", note.state === "differs" || note.state === "unknown");
    if (!free) note.figures.forEach(function (figure) { box.appendChild(facts(figure)); });
    else note.figures.forEach(function (figure, number) {
      var one = el("details");
      one.open = number === 0;
      one.appendChild(el("summary", {}, [both(figure.value), both(figure.place), figure.period, both(figure.indicator)].concat(figure.parts.map(both)).filter(Boolean).join(" · ")));
      one.appendChild(facts(figure));
      one.appendChild(desk.button(W.take + " " + both(figure.value), function () { write(text, note, "[" + note.words + "](figure:" + figure.id + ")"); }, number ? "" : "main"));
      box.appendChild(one);
    });
    var lang = desk.language(text.path) === "zh" ? "en" : "zh";
    var other = el("p", { class: "other" });
    if (note.other) {
      other.appendChild(el("b", {}, W.other[lang]));
      other.appendChild(el("span", { lang: lang === "zh" ? "zh-CN" : "en" }, " " + note.other));
    } else other.textContent = W.noOther;
    box.appendChild(other);
    var acts = free ? [desk.button(W.mark, function () { write(text, note, "[" + note.words + "](figure:none)"); })]
      : [desk.button(W.undo, function () { write(text, note, note.words); })];
    desk.acts(box, acts);
  }

  function look(text) {
    var written = text.area.value, caret = text.area.selectionStart, asked = caret + ":" + written;
    if (text.lookedAt === asked) return;
    text.lookedAt = asked;
    var body = JSON.stringify({ file: text.path, text: written, at: new TextEncoder().encode(written.slice(0, caret)).length });
    desk.send("figure", body).then(function (response) { return response.ok ? response.json() : { state: "none" }; }).then(function (note) {
      // What was typed meanwhile has asked for itself.
      if (text.lookedAt === asked) show(text, note);
    }).catch(function () { text.lookedAt = null; });
  }

  desk.onPlaced(function (text) {
    if (!desk.language(text.path)) return;
    text.figure = el("div", { class: "figure", role: "group", "aria-label": W.label, "aria-live": "polite" });
    text.figure.hidden = true;
    text.area.after(text.figure);
    var timer = null;
    function soon(event) {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(function () { look(text); }, WAIT);
    }
    ["keyup", "click", "input", "focus", "select", "compositionend"].forEach(function (kind) { text.area.addEventListener(kind, soon); });
  });
})();
