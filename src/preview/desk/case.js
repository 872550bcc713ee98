/* A new case: what it is called, whose it is, when, and its name in addresses. */
(function () {
  "use strict";
  var desk = window.gongbaoDesk, el = desk.el, zh = desk.zh;
  var W = zh ? {
    "new": "新建案例…", title: "标题", titleHelp: "英文标题可以以后再写", place: "哪个地方的", choose: "请选择", year: "哪次评价", slug: "网址里的名字",
    slugHelp: "由标题拟定，可以改；发布以后不再改。只用小写字母、数字和短横线", go: "新建", fill: "带*的还没有填。", there: "这个名字已经有文稿了，请换一个。", badName: "只能用小写字母、数字和短横线。",
    done: "已新建，写好后保存", begin: { zh: "写中文稿", en: "写英文稿" }, first: "先保存，再写另一种语言。", offline: "预览已停止，没有新建。", failed: "没有新建。"
  } : {
    "new": "New case…", title: "Title", titleHelp: "The English title can be written later", place: "Whose it is", choose: "Choose", year: "Evaluation", slug: "Name in its address",
    slugHelp: "Made of the title; it can be changed now and not after publication. Small letters, digits and hyphens", go: "Begin it", fill: "What is marked * is still empty.", there: "There is a text of this name; choose another.", badName: "Only small letters, digits and hyphens.",
    done: "Begun; write it and save", begin: { zh: "Write the Chinese text", en: "Write the English text" }, first: "Save first, then write the other language.", offline: "The preview has stopped; nothing was begun.", failed: "Nothing was begun."
  };

  desk.tool(W["new"], function () {
    desk.lists().then(function (lists) {
      var w = desk.dialog(W["new"].replace("…", "")), form = w.form, own = false, asked = "";
      var title = desk.fieldInBoth(form, W.title, W.titleHelp);
      title.inputs.zh.setAttribute("aria-required", "true");
      var places = [["", W.choose]].concat(lists.places.map(function (place) { return [place.slug, desk.both(place.name)]; }));
      var place = desk.field(form, W.place, desk.choice(places), "", true);
      var years = lists.years.map(function (one) { return [one.programme + "/" + one.year, one.year + (one.name ? " · " + desk.both(one.name) : "")]; });
      var year = desk.field(form, W.year, desk.choice(years), "", true);
      var slug = desk.field(form, W.slug, el("input", { type: "text", spellcheck: "false" }), W.slugHelp, true);
      var go = el("button", { type: "submit", class: "main" }, W.go);
      desk.acts(form, [go]);
      slug.addEventListener("input", function () { own = slug.value !== ""; });
      function propose() {
        var words = title.inputs.en.value.trim() || title.inputs.zh.value.trim();
        if (own || !words || words === asked) return Promise.resolve();
        asked = words;
        return desk.send("address", JSON.stringify({ title: words })).then(function (r) { return r.json(); }).then(function (answer) {
          if (!own) slug.value = answer.address || "";
        }).catch(function () {});
      }
      ["zh", "en"].forEach(function (lang) { title.inputs[lang].addEventListener("change", propose); });
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        propose().then(function () {
          var empty = desk.firstEmpty(form);
          if (empty) { w.say(W.fill, true); empty.focus(); return null; }
          var when = year.value.split("/");
          var asked = { title: title.value().zh, title_en: title.value().en, place: place.value, programme: when[0], year: Number(when[1]), slug: slug.value.trim(), lang: zh ? "zh" : "en" };
          go.disabled = true;
          return desk.send("new-case", JSON.stringify(asked)).then(function (r) { return r.json(); }).then(function (answer) {
            go.disabled = false;
            if (answer.state === "written") { w.close(); desk.say(W.done); desk.open(answer.files[0]); }
            else w.say(answer.state === "there" ? W.there : answer.state === "name" ? W.badName : answer.why ? desk.both(answer.why) : W.failed, true);
          });
        }).catch(function () { go.disabled = false; w.say(W.offline, true); });
      });
      title.inputs.zh.focus();
    }).catch(function () { desk.say(W.offline, true); });
  });

  // A text that has one language alone.
  desk.onPlaced(function (text) {
    var lang = desk.language(text.path), other = lang === "zh" ? "en" : "zh";
    if (!lang || text.path.slice(0, 8) !== "content/" || desk.files().indexOf(text.path.replace(/[^/]*$/, other + ".md")) >= 0) return;
    text.tools.appendChild(desk.button(W.begin[other], function () {
      if (desk.unsaved()) { desk.say(W.first, true); return; }
      desk.send("other-language", JSON.stringify({ file: text.path })).then(function (r) { return r.json(); }).then(function (answer) {
        if (answer.state !== "written") { desk.say(answer.state === "there" ? W.there : W.failed, true); return; }
        desk.open(text.path).then(function () { desk.say(W.done); });
      }).catch(function () { desk.say(W.offline, true); });
    }));
  });
})();
