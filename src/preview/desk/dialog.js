/* Windows over the desk: a heading, fields with their help, and what can be done. */
(function () {
  "use strict";
  var desk = window.gongbaoDesk, el = desk.el;
  var W = desk.zh ? { close: "关闭", needed: "必填", zh: "中文", en: "英文" } : { close: "Close", needed: "required", zh: "Chinese", en: "English" };
  var count = 0;

  // The browser's own: it keeps the keyboard inside, and Esc closes it.
  desk.dialog = function (title) {
    var box = el("dialog", { "aria-labelledby": "dialog-" + (count += 1) });
    var head = el("div", { class: "head" });
    head.appendChild(el("h2", { id: "dialog-" + count }, title));
    head.appendChild(desk.button(W.close, function () { box.close(); }));
    var form = el("form", { novalidate: "" });
    var told = el("p", { class: "told", role: "status" });
    box.appendChild(head);
    box.appendChild(form);
    box.appendChild(told);
    document.body.appendChild(box);
    box.addEventListener("close", function () { box.remove(); });
    box.showModal();
    return {
      box: box, form: form,
      say: function (words, bad) { told.textContent = words; told.className = bad ? "told bad" : "told"; },
      close: function () { box.close(); }
    };
  };

  desk.field = function (parent, label, input, help, needed) {
    var name = input.id || "field-" + (count += 1);
    input.id = name;
    var row = el("div", { class: "field" });
    row.appendChild(el("label", { for: name }, label + (needed ? " *" : "")));
    row.appendChild(input);
    if (needed) input.setAttribute("aria-required", "true");
    if (help) {
      row.appendChild(el("p", { class: "help", id: name + "-help" }, help));
      input.setAttribute("aria-describedby", name + "-help");
    }
    parent.appendChild(row);
    return input;
  };

  // The same in both languages: two inputs under one heading.
  desk.fieldInBoth = function (parent, label, help, needed) {
    var group = el("fieldset");
    group.appendChild(el("legend", {}, label));
    if (help) group.appendChild(el("p", { class: "help" }, help));
    var made = {};
    ["zh", "en"].forEach(function (lang) {
      made[lang] = desk.field(group, W[lang], el("input", { type: "text", lang: lang === "zh" ? "zh-CN" : "en" }), "", needed);
    });
    parent.appendChild(group);
    return { box: group, inputs: made, value: function () { return { zh: made.zh.value.trim(), en: made.en.value.trim() }; } };
  };

  desk.choice = function (options, chosen) {
    var select = el("select");
    options.forEach(function (option) {
      var made = el("option", { value: option[0] }, option[1]);
      if (option[0] === chosen) made.selected = true;
      select.appendChild(made);
    });
    return select;
  };

  // The first field that has to be filled and is not is where the reader goes on.
  desk.firstEmpty = function (form) {
    return Array.prototype.filter.call(form.querySelectorAll("[aria-required]"), function (input) {
      var empty = !input.value.trim() && input.offsetParent !== null;
      if (empty) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
      return empty;
    })[0];
  };
})();
