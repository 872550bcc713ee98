/* Before publication: what must, should and may be mended, and what readers will find different. */
(function () {
  "use strict";
  var desk = window.gongbaoDesk, el = desk.el, both = desk.both, zh = desk.zh;
  var W = zh ? {
    open: "发布前清单…", title: "发布前清单", working: "正在看所有文稿和数据…", go: "没有必须改的，可以发布。", stop: "还有{n}处必须改，改好之前不能发布。", unsaved: "有没有保存的文字：这里看的是文件里的内容。",
    must: "必须改", should: "建议改", may: "可以看看", line: "第{n}行", more: "另有{n}处，改好前面的再看", changes: "和上一次发布（{date}）相比", first: "还没有发布过：全部内容都是新的。", same: "没有不同。",
    was: "原来", now: "现在", "new": "新增", gone: "不再有", why: "原因", noWhy: "没有写更正", pages: "网页", offline: "预览已停止。", project: "整个项目", sep: "：", from: "原址", help: "办法"
  } : {
    open: "Before publication…", title: "Before publication", working: "Looking at all texts and data…", go: "Nothing must be mended: it can be published.", stop: "{n} must be mended; nothing is published before.", unsaved: "Some words are not saved: this is what the files say.",
    must: "Must be mended", should: "Should be mended", may: "May be looked at", line: "line {n}", more: "{n} more, after these", changes: "Since the last publication ({date})", first: "Nothing was published yet: everything is new.", same: "Nothing is different.",
    was: "Was", now: "Is now", "new": "New", gone: "No longer there", why: "Why", noWhy: "no correction is written", pages: "Pages", offline: "The preview has stopped.", project: "The whole project", sep: ": ", from: "formerly", help: "Cure"
  };

  // Words that the pages show as HTML are shown as words here.
  function plain(html) { return html ? new DOMParser().parseFromString(html, "text/html").body.textContent.trim() : ""; }

  function problem(one, w) {
    var item = el("li");
    var words = el("p");
    desk.told(words, both(one.message) + (one.label ? W.sep + both(one.label) : "") + " ");
    if (one.line && one.editable) {
      words.appendChild(desk.button(W.line.replace("{n}", one.line), function () {
        w.close();
        desk.open(one.file).then(function () {
          var text = desk.texts().filter(function (text) { return text.path === one.file; })[0];
          if (text) desk.select(text, one.bytes);
        });
      }, "place"));
    } else if (one.line) words.appendChild(document.createTextNode(W.line.replace("{n}", one.line)));
    item.appendChild(words);
    if (one.help) item.appendChild(desk.told(el("p", { class: "help" }), both(one.help)));
    return item;
  }

  function group(form, kind, found, w) {
    var box = el("details", { class: kind === "must" ? "error" : "" });
    box.open = kind === "must" && found.count > 0;
    box.appendChild(el("summary", {}, W[kind] + " " + found.count));
    var file = null, list = null;
    found.list.forEach(function (one) {
      var here = one.line ? one.file : "";
      if (list === null || here !== file) {
        file = here;
        box.appendChild(el("h3", {}, here || W.project));
        list = box.appendChild(el("ul"));
      }
      list.appendChild(problem(one, w));
    });
    if (found.count > found.list.length) box.appendChild(el("p", {}, W.more.replace("{n}", found.count - found.list.length)));
    form.appendChild(box);
  }

  function table(head, rows) {
    var frame = el("div", { class: "frame", tabindex: "0" }), made = el("table"), first = el("tr");
    head.forEach(function (cell) { first.appendChild(el("th", { scope: "col" }, cell)); });
    made.appendChild(first);
    rows.forEach(function (row) {
      var line = el("tr");
      row.forEach(function (cell) { line.appendChild(el("td", {}, cell)); });
      made.appendChild(line);
    });
    frame.appendChild(made);
    return frame;
  }

  function changes(form, answer) {
    if (!answer.changes) { form.appendChild(el("p", {}, W.first)); return; }
    form.appendChild(el("h3", {}, W.changes.replace("{date}", answer.changes.since)));
    var found = answer.changes.found;
    if (!found.sections.length && !found.pages.length) form.appendChild(el("p", {}, W.same));
    found.sections.forEach(function (section) {
      var rows = [];
      function row(kind) {
        return function (one) {
          var what = [one.name].concat(one.details).join(" · ");
          rows.push([what, kind === "new" ? W["new"] : one.was || "", kind === "gone" ? W.gone : one.now || "", plain(one.why) || (kind === "new" ? "" : W.noWhy)]);
        };
      }
      section.changed.forEach(row("changed"));
      section["new"].forEach(row("new"));
      section.gone.forEach(row("gone"));
      form.appendChild(el("h4", {}, section.name + " " + rows.length));
      form.appendChild(table([section.name, W.was, W.now, W.why], rows));
    });
    found.pages.forEach(function (list) {
      form.appendChild(el("h4", {}, list.name + " " + list.pages.length));
      form.appendChild(table([W.pages, W.from, W.why], list.pages.map(function (page) { return [page.label, page.from || "", plain(page.why)]; })));
    });
  }

  desk.tool(W.open, function () {
    var w = desk.dialog(W.title), form = w.form;
    w.say(W.working);
    desk.ask("checklist", zh ? "zh" : "en").then(function (r) { return r.json(); }).then(function (answer) {
      w.say(desk.unsaved() ? W.unsaved : "", true);
      form.appendChild(el("p", {}, answer.must.count ? W.stop.replace("{n}", answer.must.count) : W.go));
      ["must", "should", "may"].forEach(function (kind) { group(form, kind, answer[kind], w); });
      changes(form, answer);
      form.querySelector("summary").focus();
    }).catch(function () { w.say(W.offline, true); });
  });
})();
