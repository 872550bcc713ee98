/* A record of a data file as a form: what each field says, with its help, and a button that writes
   it into the text. */
(function () {
  "use strict";
  var desk = window.gongbaoDesk, el = desk.el, both = desk.both, zh = desk.zh;
  var W = zh ? {
    form: "填表…", title: "填表", which: "哪一条", add: "新增：", whole: "整个文件", write: "写进文字", fill: "带*的还没有填。", done: "已写进文字，还没有保存",
    hand: "这一项在文件里的写法特别，请直接在文字里改：", handAll: "这个文件的写法特别，请直接在文字里改。", none: "这个文件不能填表，请直接在文字里改。", others: "下面这些在文字里改：",
    yes: "是", no: "否", unset: "（不写）", usual: "不写时是", zh: "中文", en: "英文", offline: "预览已停止，没有写。", sep: "：", nothing: "还没有填。"
  } : {
    form: "Fill in…", title: "Fill in", which: "Which one", add: "Add: ", whole: "The whole file", write: "Write it into the text", fill: "What is marked * is still empty.", done: "Written into the text; not saved yet",
    hand: "The file writes this in a way of its own; change it in the text: ", handAll: "The file is written in a way of its own; change it in the text.", none: "There is no form for this file; change it in the text.", others: "These are changed in the text: ",
    yes: "Yes", no: "No", unset: "(not given)", usual: "Where it is not given: ", zh: "Chinese", en: "English", offline: "The preview has stopped; nothing was written.", sep: ": ", nothing: "Nothing was filled in."
  };

  function control(field) {
    var input;
    if (field.input === "truth") input = desk.choice([["", W.unset], ["true", W.yes], ["false", W.no]], field.value);
    else if (field.input === "choice") input = desk.choice([["", W.unset]].concat(field.words.map(function (word) { return [word.word, both(word)]; })), field.value);
    else if (field.input === "lines" || field.value.indexOf("\n") >= 0 || field.value.length > 60) input = el("textarea", { rows: "3", spellcheck: "false" });
    else input = el("input", { type: "text", spellcheck: "false" });
    if (field.input === "number") input.setAttribute("inputmode", "numeric");
    if (field.lang) input.lang = field.lang === "zh" ? "zh-CN" : "en";
    // A word that the schema does not know stays what it is.
    if (field.value && input.value !== field.value && input.tagName === "SELECT") input.appendChild(el("option", { value: field.value }, field.value));
    input.value = field.value;
    input.setAttribute("data-key", field.key);
    return input;
  }

  function form(text) {
    var caret = new TextEncoder().encode(text.area.value.slice(0, text.area.selectionStart)).length;
    var w = null, chosen = null;
    function ask(more) {
      var asked = Object.assign({ file: text.path, text: text.area.value }, more);
      return desk.send("form", JSON.stringify(asked)).then(function (r) { return r.json(); }).then(function (answer) {
        if (answer.state !== "form" || (!answer.entries.length && !answer.lists.length)) { desk.say(W.none, true); return; }
        show(answer);
      }).catch(function () { desk.say(W.offline, true); });
    }
    function show(answer) {
      if (!w) w = desk.dialog(W.title + " · " + text.path);
      w.form.textContent = "";
      w.say("");
      chosen = answer.list ? { list: answer.list } : { entry: answer.entry };
      var options = answer.entries.map(function (entry) { return ["e" + entry.path, (entry.path ? both(entry.kind) : W.whole) + (entry.title ? W.sep + entry.title : "")]; });
      options = options.concat(answer.lists.map(function (list) { return ["l" + list.key, W.add + both(list.kind)]; }));
      var which = desk.field(w.form, W.which, desk.choice(options, answer.list ? "l" + answer.list : "e" + answer.entry));
      which.addEventListener("change", function () {
        ask(which.value.charAt(0) === "l" ? { list: which.value.slice(1) } : { entry: which.value.slice(1) }).then(function () { w.form.querySelector("select").focus(); });
      });
      answer.fields.forEach(function (field) {
        var label = both(field.label) + (field.lang ? " · " + W[field.lang] : "");
        var help = [field.help ? both(field.help) : "", field.default ? W.usual + field.default : ""].filter(Boolean).join(zh ? "；" : "; ");
        desk.field(w.form, label, control(field), help, field.required);
      });
      if (answer.others && answer.others.length) w.form.appendChild(el("p", { class: "help" }, W.others + answer.others.map(both).join(zh ? "、" : ", ")));
      desk.acts(w.form, [el("button", { type: "submit", class: "main" }, W.write)]);
      w.form.onsubmit = function (event) { event.preventDefault(); write(answer); };
      (which.value ? which : w.form.elements[0]).focus();
    }
    function write(answer) {
      var empty = desk.firstEmpty(w.form);
      if (empty) { w.say(W.fill, true); empty.focus(); return; }
      var values = {}, any = false;
      Array.prototype.forEach.call(w.form.querySelectorAll("[data-key]"), function (input) {
        var field = answer.fields.filter(function (one) { return one.key === input.getAttribute("data-key"); })[0];
        if (input.value !== field.value) { values[field.key] = input.value; any = true; }
      });
      if (!any) { w.say(W.nothing, true); return; }
      var body = Object.assign({ file: text.path, text: text.area.value, values: values }, chosen);
      desk.send("form-filled", JSON.stringify(body)).then(function (r) { return r.json(); }).then(function (done) {
        if (done.state !== "written") { w.say(done.field ? W.hand + both(done.field) : W.handAll, true); return; }
        w.close();
        desk.replace(text, done.text);
        desk.say(W.done);
      }).catch(function () { w.say(W.offline, true); });
    }
    ask({ at: caret });
  }

  desk.onPlaced(function (text) {
    if (!/^data\/.*\.yaml$/.test(text.path)) return;
    text.tools.appendChild(desk.button(W.form, function () { form(text); }));
  });
})();
