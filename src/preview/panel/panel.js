/* The editor's preview: keeps the page fresh without losing the reading place, and shows
   what is wrong. Loaded by the preview server only. */
(function () {
  "use strict";
  var zh = (document.documentElement.lang || "zh").slice(0, 2) === "zh";
  var W = zh
    ? { none: "没有问题", unread: "篇正文还没检查", error: "必须改", warning: "建议改", note: "提示", phone: "手机", print: "打印", large: "大字", grey: "去色", hide: "收起", show: "展开", lost: "预览已停止，正在重新连接…", draft: "草稿 · 未发布", untranslated: "待译", cure: "办法", edit: "在编辑器中打开", desk: "修改本页文字" }
    : { none: "No problems", unread: "texts not checked yet", error: "must fix", warning: "should fix", note: "note", phone: "Phone", print: "Print", large: "Large text", grey: "No colour", hide: "Hide", show: "Show", lost: "The preview has stopped; reconnecting…", draft: "Draft · not published", untranslated: "to be translated", cure: "Cure", edit: "Open in the editor", desk: "Edit this page’s text" };
  var framed = window.top !== window.self;
  var desk = document.currentScript && document.currentScript.hasAttribute("data-desk");
  var html = document.documentElement;
  var panel, heading, list, problems = null, open = true, root = "";

  function el(name, attributes, text) {
    var element = document.createElement(name);
    for (var key in attributes || {}) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function toggle(label, act) {
    var button = el("button", { type: "button", "aria-pressed": "false" }, label);
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      act(on);
    });
    return button;
  }

  function phone(on) {
    var old = document.getElementById("gongbao-phone");
    if (old) old.remove();
    if (!on) return;
    var box = el("div", { id: "gongbao-phone" });
    box.appendChild(el("iframe", { src: location.href, title: W.phone }));
    document.body.appendChild(box);
  }

  // Print rules are shown on the screen by turning their media round.
  function print(on) {
    Array.prototype.forEach.call(document.styleSheets, function (sheet) {
      var rules;
      try { rules = sheet.cssRules; } catch (error) { return; }
      Array.prototype.forEach.call(rules, function (rule) {
        if (!rule.media) return;
        if (on && /^print$/.test(rule.media.mediaText)) { rule.media.mediaText = "all"; rule.gongbao = "print"; }
        else if (on && /^screen/.test(rule.media.mediaText)) { rule.gongbao = rule.media.mediaText; rule.media.mediaText = "not all"; }
        else if (!on && rule.gongbao) { rule.media.mediaText = rule.gongbao; rule.gongbao = null; }
      });
    });
  }

  function build() {
    document.head.appendChild(el("link", { rel: "stylesheet", href: "/_gongbao/preview.css" }));
    if (framed) return;
    panel = el("section", { id: "gongbao-preview", "aria-live": "polite", lang: zh ? "zh-CN" : "en" });
    var bar = el("header");
    heading = el("strong");
    bar.appendChild(heading);
    if (desk) {
      var own = location.pathname.replace(/^\//, "");
      bar.appendChild(el("a", { href: "/_gongbao/desk/?page=" + encodeURIComponent(own) }, W.desk));
    }
    bar.appendChild(toggle(W.phone, phone));
    bar.appendChild(toggle(W.print, print));
    bar.appendChild(toggle(W.large, function (on) { html.classList.toggle("large-150", on); }));
    bar.appendChild(toggle(W.grey, function (on) { html.classList.toggle("gongbao-grey", on); }));
    var fold = el("button", { type: "button" }, W.hide);
    fold.addEventListener("click", function () { open = !open; fold.textContent = open ? W.hide : W.show; list.hidden = !open; });
    bar.appendChild(fold);
    list = el("ol");
    panel.appendChild(bar);
    panel.appendChild(list);
    document.body.appendChild(panel);
  }

  function counts(p) {
    var parts = [];
    if (p.errors) parts.push(W.error + " " + p.errors);
    if (p.warnings) parts.push(W.warning + " " + p.warnings);
    if (p.notes) parts.push(W.note + " " + p.notes);
    if (p.unread) parts.push(p.unread + (zh ? "" : " ") + W.unread);
    return parts.length ? parts.join(" · ") : W.none;
  }

  function say(text) { return text ? (zh ? text.zh : text.en) : ""; }

  function entry(problem) {
    var item = el("li", { class: problem.severity });
    item.appendChild(el("b", {}, W[problem.severity] + " " + problem.code));
    item.appendChild(document.createTextNode(" " + say(problem.message) + (problem.label ? (zh ? "：" : ": ") + say(problem.label) : "")));
    item.appendChild(el("br"));
    // What lies in no file concerns the project's folder.
    var place = problem.line ? ":" + problem.line + ":" + problem.column : "";
    var path = problem.line ? root + "/" + problem.file : root;
    var link = el("a", { href: "vscode://file" + encodeURI(path) + place, title: W.edit });
    link.appendChild(el("code", {}, (problem.line ? problem.file : root) + place));
    item.appendChild(link);
    if (problem.excerpt) {
      var pre = el("pre", { tabindex: "0" });
      var characters = Array.from(problem.excerpt);
      var start = problem.column - 1;
      var end = problem.end_line === problem.line ? Math.max(problem.end_column - 1, start + 1) : characters.length;
      pre.appendChild(document.createTextNode(characters.slice(0, start).join("")));
      pre.appendChild(el("mark", {}, characters.slice(start, end).join("") || " "));
      pre.appendChild(document.createTextNode(characters.slice(end).join("")));
      item.appendChild(pre);
    }
    if (problem.help) item.appendChild(el("div", {}, W.cure + (zh ? "：" : ": ") + say(problem.help)));
    return item;
  }

  function show(p) {
    problems = p;
    if (!panel) return;
    heading.textContent = counts(p);
    panel.classList.toggle("has-errors", p.errors > 0);
    list.textContent = "";
    root = p.root.replace(/\\/g, "/").replace(/^([^/])/, "/$1");
    var notes = el("ol"), folded = el("details");
    folded.appendChild(el("summary", {}, W.note + " " + p.notes));
    folded.appendChild(notes);
    p.list.forEach(function (problem) { (problem.severity === "note" ? notes : list).appendChild(entry(problem)); });
    if (p.notes) list.appendChild(el("li", { class: "notes" })).appendChild(folded);
    list.hidden = !open || !list.childNodes.length;
  }

  // What a reader has opened is found again by its place among its like.
  function opened() {
    return Array.prototype.map.call(document.querySelectorAll("main details"), function (d) { return d.open; });
  }

  function decorate() {
    var ribbon = document.getElementById("gongbao-ribbon");
    if (ribbon) ribbon.remove();
    if (document.querySelector("main [data-draft]")) {
      document.body.insertBefore(el("p", { id: "gongbao-ribbon" }, W.draft), document.body.firstChild);
    }
    var other = zh ? "en" : "zh-CN";
    Array.prototype.forEach.call(document.querySelectorAll('main [lang="' + other + '"][data-untranslated], main article[lang="' + other + '"], main div[lang="' + other + '"]'), function (e) {
      e.classList.add("gongbao-untranslated");
      e.title = W.untranslated;
    });
  }

  function refresh() {
    return fetch(location.pathname, { cache: "no-store" }).then(function (response) {
      return response.text().then(function (text) {
        var next = new DOMParser().parseFromString(text, "text/html");
        var from = next.querySelector("main"), to = document.querySelector("main");
        if (!response.ok || !from || !to) { location.reload(); return; }
        var before = opened(), x = window.scrollX, y = window.scrollY;
        document.title = next.title;
        to.replaceWith(document.adoptNode(from));
        ["header.site-header", "nav.crumbs", "footer.site-footer"].forEach(function (part) {
          var a = document.querySelector(part), b = next.querySelector(part);
          if (a && b && a.innerHTML !== b.innerHTML) a.replaceWith(document.adoptNode(b));
        });
        Array.prototype.forEach.call(document.querySelectorAll("main details"), function (d, i) { if (i < before.length) d.open = before[i]; });
        window.scrollTo(x, y);
        decorate();
        document.dispatchEvent(new CustomEvent("gongbao:refreshed"));
      });
    });
  }

  function restyle() {
    Array.prototype.forEach.call(document.querySelectorAll('link[rel="stylesheet"]'), function (link) {
      var href = link.getAttribute("href").split("?")[0];
      if (href.indexOf("/_gongbao/") === 0) return;
      var fresh = link.cloneNode();
      fresh.href = href + "?" + Date.now();
      fresh.addEventListener("load", function () { link.remove(); });
      link.after(fresh);
    });
  }

  // Browsers keep few connections to one place: a page that nobody looks at gives its own up.
  var seen = false, source = null;
  function connect() {
    if (source || document.hidden) return;
    var page = location.pathname.replace(/^\//, "");
    source = new EventSource("/_gongbao/events?page=" + encodeURI(page));
    source.addEventListener("open", function () {
      // After a sleep or a restart the page may be old.
      if (seen) refresh();
      seen = true;
    });
    source.addEventListener("error", function () { if (heading) heading.textContent = W.lost; });
    source.addEventListener("message", function (event) {
      var message = JSON.parse(event.data);
      if (message.type === "problems") show(message);
      else if (message.type === "style") restyle();
      else if (message.type === "reload") location.reload();
      else refresh();
    });
  }

  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) connect();
    else if (source) { source.close(); source = null; }
  });

  build();
  decorate();
  connect();
})();
