/* The desk: the files that a page is made of, in the browser's own text areas. What is typed is
   kept in this browser until it is saved; what is saved is the file. */
(function () {
  "use strict";
  var asked = new URLSearchParams(location.search);
  var page = asked.get("page") || "";
  var zh = asked.get("lang") ? asked.get("lang") === "zh" : page.slice(0, 3) !== "en/";
  var token = document.querySelector('meta[name="gongbao-token"]').content;
  var W = zh ? {
    title: "修改文稿和数据", back: "回到网页", choose: "文件", save: "保存", saved: "已保存", savedAlone: "已保存；但被换掉的内容没能留存，以后不能换回", same: "没有改动，不用保存",
    page: "网页（保存后更新）", messages: "这些文件里要看的地方", none: "没有问题", unsaved: "未保存", other: "English",
    error: "必须改", warning: "建议改", note: "提示", line: "第", lineEnd: "行", zh: "中文", en: "英文",
    draft: "这个文件里有上次没有保存的文字，还留在这台电脑上。", bring: "取回没保存的文字", drop: "不要了",
    draftOld: "那以后文件又被改过；取回之后请对照下面的文件再保存。",
    conflict: "您打开以后，这个文件被别处改过，所以没有保存。您写的还在上面，别处写的在下面：两边都没有丢。",
    theirs: "文件里现在的内容", mine: "用我写的换掉它", take: "用文件里的，我写的另存在浏览器里", keptMine: "您写的那一份（没有保存）",
    failed: "没有保存。您写的文字还在这一页，也留在这台电脑的浏览器里。", gone: "文件不在了，没有保存。您写的文字还在这一页，也留在浏览器里；请先把文件放回原处。",
    refused: "这个文件不能在这里修改。", offline: "预览已停止，没有保存。您写的文字还在这一页，也留在浏览器里；重新启动预览后再保存。",
    noStore: "这个浏览器不保留文字：请常保存。", unknown: "没有这个文件，或它不能在这里修改。", first: "先保存，再用这一条",
    working: "正在保存…", open: "已打开", pick: "先选一个文件", unread: "篇正文还没检查"
  } : {
    title: "Edit texts and data", back: "Back to the page", choose: "File", save: "Save", saved: "Saved", savedAlone: "Saved; what was replaced could not be kept and cannot be brought back", same: "Nothing changed: nothing to save",
    page: "The page (fresh after each save)", messages: "What to look at in these files", none: "No problems", unsaved: "not saved", other: "中文",
    error: "must fix", warning: "should fix", note: "note", line: "line ", lineEnd: "", zh: "Chinese", en: "English",
    draft: "There are words for this file that were not saved last time. This computer has kept them.", bring: "Bring them back", drop: "Throw them away",
    draftOld: "The file was changed since: compare before you save.",
    conflict: "The file was changed elsewhere since you opened it, so nothing was saved. What you wrote is still above, what others wrote is below: neither is lost.",
    theirs: "What the file says now", mine: "Put mine in its place", take: "Take the file’s; keep mine in the browser", keptMine: "What you wrote (not saved)",
    failed: "Not saved. What you wrote is still on this page, and kept in this computer’s browser.", gone: "The file is gone: not saved. What you wrote is still on this page, and kept in the browser; put the file back first.",
    refused: "This file cannot be changed here.", offline: "The preview has stopped: not saved. What you wrote is still on this page, and kept in the browser; start the preview again, then save.",
    noStore: "This browser keeps no words: save often.", unknown: "There is no such file, or it cannot be changed here.", first: "Save first, then use this",
    working: "Saving…", open: "Open", pick: "Choose a file first", unread: "texts not checked yet"
  };
  var project = "", all = [], texts = [], placed = [], last = null;

  function id(name) { return document.getElementById(name); }
  function el(name, attributes, text) {
    var element = document.createElement(name);
    for (var key in attributes || {}) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function button(words, act, kind) {
    var made = el("button", { type: "button" }, words);
    if (kind) made.className = kind;
    made.addEventListener("click", act);
    return made;
  }
  function say(words, bad) {
    var status = id("status");
    status.textContent = words;
    status.className = bad ? "bad" : "";
  }
  function both(text) {
    var words = text ? (zh ? text.zh : text.en) : "";
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
  // What stands between backquotes is shown as it is to be written.
  function told(element, words) {
    words.split("`").forEach(function (part, number) {
      element.appendChild(number % 2 ? el("code", {}, part) : document.createTextNode(part));
    });
    return element;
  }

  function ask(path, given, more) {
    var options = more || {};
    options.headers = Object.assign({ "X-Gongbao-Token": token }, options.headers);
    options.cache = "no-store";
    return fetch(path + (given ? "?" + encodeURIComponent(given) : ""), options);
  }

  function send(path, body) {
    return ask(path, "", { method: "POST", body: new Blob([body], { type: "application/x-gongbao-text" }) });
  }

  // What is typed is kept as it is typed, beside what the file said when it was begun.
  function key(text, what) { return "gongbao-" + what + ":" + project + ":" + text.path; }
  function keep(text) {
    keepBeside(text);
    try {
      if (!changed(text)) localStorage.removeItem(key(text, "draft"));
      else localStorage.setItem(key(text, "draft"), JSON.stringify(draftOf(text)));
      return true;
    } catch (error) { return false; }
  }
  function draftOf(text) { return { seen: text.seen, text: text.area.value, at: text.at || 0 }; }
  // Another browser, or this one under another address, finds it in the project's folder.
  function keepBeside(text) {
    clearTimeout(text.timer);
    if (!changed(text) && !text.beside) return;
    text.timer = setTimeout(function () {
      var wanted = changed(text);
      send("draft", JSON.stringify(wanted ? Object.assign({ file: text.path }, draftOf(text)) : { file: text.path }))
        .then(function (response) { if (response.ok) text.beside = wanted; }).catch(function () {});
    }, 700);
  }
  function kept(text) {
    try { return JSON.parse(localStorage.getItem(key(text, "draft"))); } catch (error) { return null; }
  }

  function changed(text) { return text.area.value !== text.base; }
  function mark(text) {
    text.mark.textContent = changed(text) ? " · " + W.unsaved : "";
    id("save").disabled = !texts.some(changed);
    Array.prototype.forEach.call(document.querySelectorAll("[data-cure]"), function (b) {
      var own = texts[Number(b.getAttribute("data-cure"))];
      var wait = own && changed(own);
      b.disabled = !!wait;
      b.title = wait ? W.first : "";
    });
  }
  function typed(text) {
    text.at = Date.now();
    mark(text);
    if (!keep(text) && !text.warned) { text.warned = true; say(W.noStore, true); }
  }

  function language(path) {
    var name = path.split("/").pop();
    return name === "zh.md" ? "zh" : name === "en.md" ? "en" : "";
  }

  function place(file) {
    var number = texts.length, lang = language(file.path);
    var box = el("div", { class: "text" });
    var label = el("label", { for: "text-" + number }, lang ? W[lang] : "");
    label.appendChild(el("span", {}, (lang ? " · " : "") + file.path));
    var note = el("span", { class: "changed" });
    label.appendChild(note);
    var area = el("textarea", { id: "text-" + number, spellcheck: "false", wrap: "soft" });
    area.lang = lang === "zh" ? "zh-CN" : lang === "en" ? "en" : "";
    area.value = file.text;
    box.appendChild(label);
    box.appendChild(area);
    id("texts").appendChild(box);
    // The area's own value: line ends are what it makes of them.
    var text = { path: file.path, area: area, base: area.value, seen: file.fingerprint, page: file.page, mark: note, box: box, problems: file.problems, notice: null };
    texts.push(text);
    area.addEventListener("input", function () { typed(text); });
    area.addEventListener("focus", function () { last = text; });
    text.tools = box.appendChild(el("div", { class: "acts" }));
    placed.forEach(function (act) { act(text); });
    var draft = kept(text);
    text.beside = !!file.draft;
    if (file.draft && (!draft || (file.draft.at || 0) > (draft.at || 0))) draft = file.draft;
    if (draft && draft.text !== text.base) offer(text, draft);
    return text;
  }

  function clear(text) { if (text.notice) { text.notice.remove(); text.notice = null; } }
  function notice(text, words) {
    clear(text);
    text.notice = el("div", { class: "notice", role: "group" });
    text.notice.appendChild(el("p", {}, words));
    text.box.appendChild(text.notice);
    return text.notice;
  }
  function second(box, words, value) {
    var name = "other-" + Math.random().toString(36).slice(2);
    box.appendChild(el("label", { for: name }, words));
    var area = el("textarea", { id: name, readonly: "", spellcheck: "false" });
    area.value = value;
    box.appendChild(area);
  }
  function acts(box, list) {
    var row = el("div", { class: "acts" });
    list.forEach(function (b) { row.appendChild(b); });
    box.appendChild(row);
  }

  function offer(text, draft) {
    var old = draft.seen !== text.seen;
    var box = notice(text, W.draft + (old ? " " + W.draftOld : ""));
    acts(box, [
      button(W.bring, function () {
        var theirs = text.area.value;
        text.area.value = draft.text;
        clear(text);
        if (old) second(notice(text, W.draftOld), W.theirs, theirs);
        typed(text);
        text.area.focus();
      }, "main"),
      button(W.drop, function () { clear(text); keep(text); text.area.focus(); })
    ]);
  }

  function conflict(text, file) {
    var box = notice(text, W.conflict);
    second(box, W.theirs, file.text);
    acts(box, [
      button(W.mine, function () { text.seen = file.fingerprint; clear(text); save(text); }, "main"),
      button(W.take, function () {
        var mine = text.area.value;
        taken(text, file);
        second(notice(text, W.keptMine), W.keptMine, mine);
        try { localStorage.setItem(key(text, "draft"), JSON.stringify({ seen: text.seen, text: mine })); } catch (error) { say(W.noStore, true); }
      })
    ]);
  }

  // The file as it is now, in the place of what is shown.
  function taken(text, file) {
    if (text.area.value !== file.text) text.area.value = file.text;
    settled(text, file);
  }
  function settled(text, file) {
    text.base = text.area.value;
    text.seen = file.fingerprint;
    text.problems = file.problems;
    clear(text);
    mark(text);
    show();
  }

  function save(text) {
    if (text.saving) return Promise.resolve();
    var sent = text.area.value;
    text.saving = true;
    keep(text);
    say(W.working);
    return ask("save", text.path, {
      method: "POST", body: new Blob([sent], { type: "application/x-gongbao-text" }), headers: { "X-Gongbao-Seen": text.seen }
    }).then(function (response) {
      return response.json().catch(function () { return {}; }).then(function (answer) {
        var file = answer.file;
        if (response.ok && file) {
          // What was typed while it was saved stays unsaved.
          text.base = sent; text.seen = file.fingerprint; text.problems = file.problems;
          keep(text); clear(text); mark(text); show();
          say(answer.state !== "saved" ? W.same : answer.kept ? W.saved : W.savedAlone, answer.kept === false);
        } else if (response.status === 409 && file) { conflict(text, file); say(W.conflict, true); }
        else if (answer.state === "gone") say(W.gone, true);
        else if (answer.state === "refused") say(W.refused, true);
        else say(W.failed + (answer.why ? " (" + answer.why + ")" : ""), true);
      });
    }).catch(function () { say(W.offline, true); }).then(function () { text.saving = false; });
  }
  function saveAll() {
    var waiting = texts.filter(changed);
    if (!waiting.length) { say(texts.length ? W.same : W.pick); return; }
    waiting.reduce(function (before, text) { return before.then(function () { return save(text); }); }, Promise.resolve());
  }

  // Places are bytes of the text; an area counts UTF-16.
  function positions(text, bytes) {
    var all = new TextEncoder().encode(text), decoder = new TextDecoder();
    return bytes.map(function (byte) { return decoder.decode(all.subarray(0, byte)).length; });
  }
  function select(text, range) {
    var at = positions(text.base, range);
    text.area.focus();
    text.area.setSelectionRange(at[0], at[1]);
    // Brings the place into sight.
    var lines = text.base.slice(0, at[0]).split("\n").length, all = text.base.split("\n").length;
    text.area.scrollTop = Math.max(0, text.area.scrollHeight * (lines / all) - text.area.clientHeight / 2);
  }
  function put(text, start, end, now) {
    text.area.focus();
    text.area.setSelectionRange(start, end);
    // The browser's own way of typing keeps its undo.
    var done = now ? document.execCommand("insertText", false, now) : start === end || document.execCommand("delete");
    if (!done) text.area.setRangeText(now, start, end, "end");
  }
  // Another text in the place of the one in the area: only what is different is typed, so that undo
  // and the caret stay near.
  function replace(text, now) {
    var was = text.area.value, start = 0, end = 0;
    while (start < was.length && start < now.length && was[start] === now[start]) start += 1;
    while (end < was.length - start && end < now.length - start && was[was.length - 1 - end] === now[now.length - 1 - end]) end += 1;
    put(text, start, was.length - end, now.slice(start, now.length - end));
    typed(text);
  }
  function apply(text, cure) {
    if (changed(text) || cure.fingerprint !== text.seen) { say(W.first, true); return; }
    var edits = cure.edits.slice().sort(function (a, b) { return b.bytes[0] - a.bytes[0]; });
    edits.forEach(function (edit) {
      var at = positions(text.base, edit.bytes);
      put(text, at[0], at[1], edit.now);
    });
    typed(text);
    save(text);
  }

  function entry(problem, text, number) {
    var item = el("li", { class: problem.severity });
    var head = el("p");
    head.appendChild(el("b", {}, W[problem.severity]));
    told(head, " " + both(problem.message) + (problem.label ? (zh ? "：" : ": ") + both(problem.label) : "") + " ");
    if (problem.line) {
      var name = language(text.path);
      head.appendChild(button((name ? W[name] + " · " : "") + W.line + problem.line + W.lineEnd, function () { select(text, problem.bytes); }, "place"));
    }
    item.appendChild(head);
    if (problem.help) item.appendChild(told(el("p"), both(problem.help)));
    var cures = problem.cures.filter(function (cure) { return cure.file === text.path && cure.edits.length; });
    if (cures.length) {
      acts(item, cures.map(function (cure) {
        var made = button(both(cure.says).replace(/`/g, ""), function () { apply(text, cure); });
        made.setAttribute("data-cure", number);
        return made;
      }));
    }
    return item;
  }
  function show() {
    var list = id("list");
    list.textContent = "";
    texts.forEach(function (text, number) {
      text.problems.forEach(function (problem) { list.appendChild(entry(problem, text, number)); });
    });
    if (!list.childNodes.length) list.appendChild(el("li", {}, W.none));
    texts.forEach(mark);
  }

  function load(paths) {
    texts = [];
    last = null;
    id("texts").textContent = "";
    // Chinese stands first, as everywhere.
    var order = function (path) { return language(path) === "zh" ? 0 : language(path) === "en" ? 1 : 2; };
    paths = paths.slice().sort(function (a, b) { return order(a) - order(b); });
    return Promise.all(paths.map(function (path) {
      return ask("file", path).then(function (response) { return response.ok ? response.json() : null; });
    })).then(function (files) {
      files.filter(Boolean).forEach(place);
      if (files.some(function (file) { return !file; })) say(W.unknown, true);
      id("choose").value = paths[0] || "";
      show();
    }).catch(function () { say(W.offline, true); });
  }

  // The page beside the texts, and the way back to it.
  function lead(address) {
    page = address;
    id("page").hidden = false;
    id("shown").src = "/" + page;
    id("back").href = "/" + page;
  }

  function siblings(path) {
    var folder = path.replace(/[^/]*$/, "");
    var pair = [folder + "zh.md", folder + "en.md"];
    return pair.indexOf(path) < 0 ? [path] : pair.filter(function (p) { return all.indexOf(p) >= 0; });
  }

  function words() {
    document.documentElement.lang = zh ? "zh-CN" : "en";
    document.title = W.title;
    id("title").textContent = W.title;
    id("back").textContent = W.back;
    id("back").href = "/" + page;
    id("choose-label").textContent = W.choose;
    id("save").textContent = W.save;
    id("save").className = "main";
    id("save").setAttribute("aria-keyshortcuts", "Control+S");
    id("page-label").textContent = W.page;
    id("messages-label").textContent = W.messages;
    id("shown").title = W.page;
    var other = new URLSearchParams(location.search);
    other.set("lang", zh ? "en" : "zh");
    id("other").textContent = W.other;
    id("other").href = "?" + other;
    id("other").lang = zh ? "en" : "zh-CN";
    id("other").hidden = false;
  }

  // For the other scripts of the desk, which come after this one.
  window.gongbaoDesk = {
    ask: ask, open: open,
    // The text in which somebody wrote last, and all that are open.
    current: function () { return last || texts[0] || null; },
    texts: function () { return texts; },
    files: function () { return all; },
    // The places and years of the project, asked for when they are needed.
    lists: function () { return ask("lists").then(function (response) { return response.json(); }); },
    tool: function (words, act) { id("tools").appendChild(button(words, act)); },
    zh: zh, el: el, button: button, acts: acts, both: both, say: say, send: send, language: language,
    positions: positions, put: put, replace: replace, typed: typed,
    told: told, select: select,
    unsaved: function () { return texts.some(changed); },
    onPlaced: function (act) { placed.push(act); texts.forEach(act); }
  };

  words();
  id("save").addEventListener("click", saveAll);
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); saveAll(); }
  });
  window.addEventListener("beforeunload", function (event) {
    texts.forEach(keep);
    if (texts.some(changed)) event.preventDefault();
  });
  if (page || !asked.get("file")) {
    id("page").hidden = false;
    id("shown").src = "/" + page;
  }
  function list() {
    return ask("files").then(function (response) { return response.json(); }).then(function (answer) {
      project = answer.project;
      all = answer.files;
      id("files").textContent = "";
      all.forEach(function (file) { id("files").appendChild(el("option", { value: file })); });
    });
  }
  // Another file; the list may be older than it.
  function open(path) {
    texts.forEach(keep);
    return list().then(function () {
      if (all.indexOf(path) < 0) { say(W.unknown, true); return null; }
      return load(siblings(path)).then(function () {
        var shown = texts.filter(function (text) { return text.page; });
        var own = shown.filter(function (text) { return language(text.path) === (zh ? "zh" : "en"); })[0] || shown[0];
        if (own) lead(own.page);
        if (texts[0]) texts[0].area.focus();
      });
    }).catch(function () { say(W.offline, true); });
  }
  id("choose").addEventListener("change", function () { say(""); open(id("choose").value.trim()); });
  list().then(function () {
    var file = asked.get("file");
    if (file) return load(siblings(file));
    return ask("of", page).then(function (response) { return response.json(); }).then(function (of) {
      if (of.files.length) return load(of.files);
      say(W.pick);
      show();
    });
  }).catch(function () { say(W.offline, true); });
})();
