/* Files that go in: issued documents as drafts, pictures and other files beside a text. */
(function () {
  "use strict";
  var desk = window.gongbaoDesk, el = desk.el, zh = desk.zh;
  var W = zh ? {
    put: "放入文件…", drop: "放在这里", unknown: "这种文件不能放进来。可以放：Word（.docx）、网页、文本，照片和图（.jpg .png .webp .svg），PDF等附件。",
    open: "先打开一篇文稿，再放图片或附件。", large: "文件太大，没有放进来。", one: "一次放一个文件。", offline: "预览已停止，没有放进来。",
    picture: "放一张图片", attachment: "放一个附件", beside: "放在这篇文稿旁边：", name: "文件名", nameHelp: "网页地址里用，只用小写字母、数字和短横线",
    alt: "图上有什么", altHelp: "给看不见图的人听的一句话", caption: "图注", credit: "摄影者或来源", consent: "画面中的人",
    consentHelp: "没有这一项不能发布", given: "能认出的人都已同意公开", "not-needed": "没有能认出的人", choose: "请选择",
    title: "名称", titleHelp: "读者看到的名称；不写时用文件名", go: "放进来", fill: "带*的还没有填。", there: "已经有同名的文件，不会覆盖；请换一个文件名。",
    badName: "文件名只能用小写字母、数字和短横线。", done: "文件已放在文稿旁边，说明已写进文稿，还没有保存", failed: "没有放进来。", shared: "说明写在中文文稿开头：",
    take: "放进一份公开文件", kind: "它是什么", auto: "由文件的样子判断", bulletin: "公报", report: "自评报告", "case": "案例", page: "一般页面",
    place: "哪个地方的", placeAuto: "由标题判断", year: "评价年份", yearAuto: "由标题判断", look: "先看看", into: "放进项目", drafts: "会写成这些草稿", ledger: "逐段去向", remarks: "请留意",
    nothing: "现在还没有写任何文件。", written: "已放进项目，都是草稿", thereAre: "这些文件已经有了，不会覆盖，所以什么也没有写：", more: "其余{n}行在放进项目后可以看到"
  } : {
    put: "Add a file…", drop: "Drop it here", unknown: "Such a file cannot go in. Word (.docx), web pages and texts can; photographs and drawings (.jpg .png .webp .svg); PDF and other attachments.",
    open: "Open a text first, then add the picture or attachment.", large: "The file is too large; it was not added.", one: "One file at a time.", offline: "The preview has stopped; nothing was added.",
    picture: "Add a picture", attachment: "Add an attachment", beside: "It goes beside this text: ", name: "Name of the file", nameHelp: "It stands in the address: small letters, digits and hyphens",
    alt: "What is to be seen in it", altHelp: "A sentence for those who do not see it", caption: "Caption", credit: "Who made it", consent: "The people in it",
    consentHelp: "Nothing is published without it", given: "All who can be recognised agreed to publication", "not-needed": "Nobody can be recognised", choose: "Choose",
    title: "Title", titleHelp: "As readers see it; the name of the file where it is empty", go: "Add it", fill: "What is marked * is still empty.", there: "A file of this name is there and is not written over; choose another name.",
    badName: "Only small letters, digits and hyphens.", done: "The file lies beside the text, and the text names it; the text is not saved yet", failed: "Nothing was added.", shared: "What is said of it stands at the beginning of the Chinese text: ",
    take: "Take in an issued document", kind: "What it is", auto: "As its form tells", bulletin: "Bulletin", report: "Own report", "case": "Case", page: "Page",
    place: "Whose it is", placeAuto: "As its title tells", year: "Year evaluated", yearAuto: "As its title tells", look: "Look first", into: "Take it in", drafts: "It becomes these drafts", ledger: "What becomes of each piece", remarks: "To be looked at",
    nothing: "Nothing has been written yet.", written: "Taken in, as drafts", thereAre: "These files are there already and are not written over, so nothing was written:", more: "{n} more rows can be seen after it was taken in"
  };
  var DOCUMENTS = ["docx", "html", "htm", "md", "txt"], PICTURES = ["jpg", "jpeg", "png", "webp", "svg"];
  var OTHERS = ["pdf", "ofd", "xlsx", "xls", "doc", "odt", "ods", "csv", "mp4", "webm"];
  var LARGEST = 64 * 1024 * 1024, ROWS = 200;

  function ending(name) { var at = name.lastIndexOf("."); return at < 0 ? "" : name.slice(at + 1).toLowerCase(); }
  function stem(name) { var at = name.lastIndexOf("."); return at < 0 ? name : name.slice(0, at); }

  function upload(path, given, file) {
    return desk.ask(path, "", {
      method: "POST", body: new Blob([file], { type: "application/x-gongbao-file" }),
      headers: { "X-Gongbao-Given": encodeURIComponent(JSON.stringify(given)) }
    }).then(function (response) {
      return response.json().catch(function () { return { state: response.status === 413 ? "large" : "failed" }; });
    });
  }
  function why(answer) {
    if (answer.why) return desk.both(answer.why) + (answer.help ? " " + desk.both(answer.help) : "");
    return { large: W.large, there: W.there, name: W.badName, "no-text": W.open }[answer.state] || W.failed;
  }

  // What is said of a file beside a text stands at the beginning of the text, in lines of its own.
  function withRecord(written, field, record) {
    var lines = written.split("\n"), end = -1, at = -1, last;
    for (var i = 1; i < lines.length; i += 1) if (lines[i].trim() === "---") { end = i; break; }
    if (lines[0].trim() !== "---" || end < 0) return null;
    for (i = 1; i < end; i += 1) if (lines[i].slice(0, field.length + 1) === field + ":") at = i;
    if (at < 0) return lines.slice(0, end).concat([field + ":"], record.map(function (line) { return "  " + line; }), lines.slice(end)).join("\n");
    // A list in brackets on one line is another way of writing it.
    if (lines[at].slice(field.length + 1).replace(/#.*/, "").trim()) return null;
    for (last = at, i = at + 1; i < end && /^(\s|-|$)/.test(lines[i]); i += 1) if (lines[i].trim()) last = i;
    var own = last > at ? /^\s*/.exec(lines[at + 1])[0] : "  ";
    return lines.slice(0, last + 1).concat(record.map(function (line) { return own + line; }), lines.slice(last + 1)).join("\n");
  }

  function beside(file, isPicture) {
    var text = desk.current();
    if (!text || !desk.language(text.path)) { desk.say(W.open, true); return; }
    var caret = text.area.selectionStart;
    var w = desk.dialog(isPicture ? W.picture : W.attachment), form = w.form, end = ending(file.name);
    form.appendChild(el("p", {}, W.beside + text.path));
    var name = desk.field(form, W.name, el("input", { type: "text", spellcheck: "false" }), W.nameHelp + " (." + end + ")", true);
    desk.send("address", JSON.stringify({ title: stem(file.name) })).then(function (r) { return r.json(); }).then(function (answer) {
      if (!name.value) name.value = answer.address || (isPicture ? "picture" : "file");
    }).catch(function () {});
    var alt = isPicture && desk.fieldInBoth(form, W.alt, W.altHelp, true);
    var caption = isPicture && desk.fieldInBoth(form, W.caption, "");
    var credit = isPicture && desk.fieldInBoth(form, W.credit, "");
    var names = !isPicture && desk.fieldInBoth(form, W.title, W.titleHelp);
    var consent = isPicture && desk.field(form, W.consent, desk.choice([["", W.choose], ["given", W.given], ["not-needed", W["not-needed"]]]), W.consentHelp, true);
    var go = el("button", { type: "submit", class: "main" }, W.go);
    desk.acts(form, [go]);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var empty = desk.firstEmpty(form);
      if (empty) { w.say(W.fill, true); empty.focus(); return; }
      var given = { beside: text.path, name: name.value.trim() + "." + end, alt: alt ? alt.value() : null, caption: caption ? caption.value() : null, credit: credit ? credit.value() : null, names: names ? names.value() : null, consent: consent ? consent.value : "" };
      go.disabled = true;
      upload("put", given, file).then(function (answer) {
        go.disabled = false;
        if (answer.state !== "written") { w.say(why(answer), true); return; }
        w.close();
        var chinese = desk.texts().filter(function (other) { return desk.language(other.path) === "zh"; })[0] || text;
        var now = withRecord(chinese.area.value, answer.field, answer.record);
        if (isPicture) {
          var lang = desk.language(text.path), mark = "![" + given.alt[lang] + "](" + given.name + ")";
          var before = text.area.value.slice(0, caret);
          if (/^---[\s\S]*?\n---\s*\n/.test(before)) {
            desk.put(text, caret, caret, (/\n\n$|^$/.test(before) ? "" : /\n$/.test(before) ? "\n" : "\n\n") + mark + (text.area.value.slice(caret).trim() ? "\n\n" : "\n"));
            desk.typed(text);
            now = withRecord(chinese.area.value, answer.field, answer.record);
          }
        }
        if (now) desk.replace(chinese, now);
        text.area.focus();
        desk.say(now ? W.done : W.shared + answer.field + ":\n" + answer.record.join("\n"), !now);
      }).catch(function () { go.disabled = false; w.say(W.offline, true); });
    });
    (alt ? alt.inputs.zh : name).focus();
  }

  function shown(box, answer) {
    box.textContent = "";
    box.appendChild(el("p", {}, answer.written ? W.written : W.nothing));
    if (answer.remarks.length) {
      box.appendChild(el("h3", {}, W.remarks));
      answer.remarks.forEach(function (remark) { box.appendChild(el("p", {}, desk.both(remark))); });
    }
    box.appendChild(el("h3", {}, W.drafts));
    answer.drafts.forEach(function (draft) {
      var one = el("details");
      one.appendChild(el("summary", {}, draft[1] + " · " + draft[0]));
      one.appendChild(el("pre", { tabindex: "0" }, draft[2]));
      box.appendChild(one);
    });
    var ledger = el("details"), frame = el("div", { class: "frame", tabindex: "0" }), table = el("table");
    ledger.appendChild(el("summary", {}, W.ledger + " (" + Math.max(0, answer.ledger.length - 1) + ")"));
    answer.ledger.slice(0, ROWS).forEach(function (row, number) {
      var line = el("tr");
      row.forEach(function (cell) { line.appendChild(el(number ? "td" : "th", number ? {} : { scope: "col" }, cell)); });
      table.appendChild(line);
    });
    frame.appendChild(table);
    ledger.appendChild(frame);
    if (answer.ledger.length > ROWS) ledger.appendChild(el("p", {}, W.more.replace("{n}", answer.ledger.length - ROWS)));
    box.appendChild(ledger);
  }

  function takeIn(file) {
    desk.lists().then(function (lists) {
      var w = desk.dialog(W.take + " · " + file.name), form = w.form;
      var kind = desk.field(form, W.kind, desk.choice([["", W.auto], ["case", W["case"]], ["bulletin", W.bulletin], ["report", W.report], ["page", W.page]]));
      var places = [["", W.placeAuto]].concat(lists.places.map(function (place) { return [place.slug, desk.both(place.name)]; }));
      var place = desk.field(form, W.place, desk.choice(places));
      var year = desk.field(form, W.year, el("input", { type: "text", inputmode: "numeric", size: "6" }), W.yearAuto);
      var look = el("button", { type: "submit", class: "main" }, W.look);
      var into = desk.button(W.into, function () { send(true); }, "main");
      var result = el("div", { class: "result" });
      into.hidden = true;
      desk.acts(form, [look, into]);
      form.appendChild(result);
      ["change", "input"].forEach(function (type) { form.addEventListener(type, function () { into.hidden = true; look.className = "main"; }); });
      function send(write) {
        var given = { name: file.name, kind: kind.value, place: place.value, year: Number(year.value) || null, write: write, lang: zh ? "zh" : "en" };
        w.say("…");
        upload("take-in", given, file).then(function (answer) {
          if (answer.state === "there") { w.say(W.thereAre + " " + answer.files.join(zh ? "、" : ", "), true); return; }
          if (answer.state !== "looked" && answer.state !== "written") { w.say(why(answer), true); result.textContent = ""; return; }
          answer.written = answer.state === "written";
          w.say("");
          shown(result, answer);
          into.hidden = answer.written;
          look.hidden = answer.written;
          look.className = "";
          if (answer.written) {
            desk.say(W.written);
            var texts = answer.drafts.map(function (draft) { return draft[0]; }).filter(function (path) { return path.slice(0, 8) === "content/"; });
            if (texts.length) desk.open(texts[0]);
          } else into.focus();
        }).catch(function () { w.say(W.offline, true); });
      }
      form.addEventListener("submit", function (event) { event.preventDefault(); send(false); });
      kind.focus();
    }).catch(function () { desk.say(W.offline, true); });
  }

  function take(files) {
    if (files.length !== 1) { desk.say(W.one, true); return; }
    var file = files[0], end = ending(file.name);
    if (file.size > LARGEST) { desk.say(W.large, true); return; }
    if (DOCUMENTS.indexOf(end) >= 0) takeIn(file);
    else if (PICTURES.indexOf(end) >= 0) beside(file, true);
    else if (OTHERS.indexOf(end) >= 0) beside(file, false);
    else desk.say(W.unknown, true);
  }

  var input = el("input", { type: "file", id: "put-file" });
  input.hidden = true;
  input.addEventListener("change", function () { take(input.files); input.value = ""; });
  document.body.appendChild(input);
  desk.tool(W.put, function () { input.click(); });
  document.addEventListener("dragover", function (event) {
    if (Array.prototype.indexOf.call(event.dataTransfer.types, "Files") < 0) return;
    event.preventDefault();
    desk.say(W.drop);
  });
  document.addEventListener("drop", function (event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    desk.say("");
    take(event.dataTransfer.files);
  });
})();
