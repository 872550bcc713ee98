/* Former states of a text, over sessions: what each save replaced can be brought back. */
(function () {
  "use strict";
  var desk = window.gongbaoDesk, el = desk.el, zh = desk.zh;
  var W = zh ? {
    former: "以前的内容…", title: "以前的内容", none: "还没有：每次保存后，被换掉的内容会留在这台电脑上。", bring: "换回这一份", done: "已换回，还没有保存",
    now: "刚才", minutes: "{n}分钟前", hours: "{n}小时前", days: "{n}天前", gone: "少的行", come: "多的行", same: "和现在一样", more: "另有{n}行", note: "和现在的文字比较：", offline: "预览已停止。"
  } : {
    former: "Former states…", title: "Former states", none: "None yet: what a save replaces is kept on this computer.", bring: "Bring this back", done: "Brought back; not saved yet",
    now: "just now", minutes: "{n} min ago", hours: "{n} h ago", days: "{n} days ago", gone: "Lines it does not have", come: "Lines only it has", same: "The same as now", more: "{n} more lines", note: "Compared with the text as it is:", offline: "The preview has stopped."
  };
  var SHOWN = 40;

  function ago(seconds) {
    if (seconds < 60) return W.now;
    if (seconds < 3600) return W.minutes.replace("{n}", Math.floor(seconds / 60));
    if (seconds < 86400) return W.hours.replace("{n}", Math.floor(seconds / 3600));
    return W.days.replace("{n}", Math.floor(seconds / 86400));
  }
  function when(seconds) {
    return new Date(Date.now() - seconds * 1000).toLocaleString(zh ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" }) + " · " + ago(seconds);
  }

  // The lines that only one of two texts has.
  function onlyIn(one, other) {
    var count = {};
    other.split("\n").forEach(function (line) { count["=" + line] = (count["=" + line] || 0) + 1; });
    return one.split("\n").filter(function (line) {
      if (count["=" + line]) { count["=" + line] -= 1; return false; }
      return line.trim() !== "";
    });
  }
  function lines(box, words, list) {
    if (!list.length) return;
    box.appendChild(el("p", { class: "help" }, words));
    box.appendChild(el("pre", { tabindex: "0" }, list.slice(0, SHOWN).join("\n")));
    if (list.length > SHOWN) box.appendChild(el("p", { class: "help" }, W.more.replace("{n}", list.length - SHOWN)));
  }

  function show(text) {
    desk.ask("states", text.path).then(function (r) { return r.json(); }).then(function (answer) {
      var w = desk.dialog(W.title + " · " + text.path), states = answer.states || [];
      if (!states.length) w.form.appendChild(el("p", {}, W.none));
      states.forEach(function (state) {
        var one = el("details"), filled = false;
        one.appendChild(el("summary", {}, when(state.age)));
        one.addEventListener("toggle", function () {
          if (!one.open || filled) return;
          filled = true;
          desk.send("state", JSON.stringify({ file: text.path, number: state.number })).then(function (r) { return r.json(); }).then(function (former) {
            if (former.state !== "kept") return;
            var now = text.area.value, same = former.text === now;
            one.appendChild(el("p", { class: "help" }, same ? W.same : W.note));
            lines(one, W.come, onlyIn(former.text, now));
            lines(one, W.gone, onlyIn(now, former.text));
            if (!same) desk.acts(one, [desk.button(W.bring, function () { w.close(); desk.replace(text, former.text); desk.say(W.done); text.area.focus(); }, "main")]);
          }).catch(function () { w.say(W.offline, true); });
        });
        w.form.appendChild(one);
      });
      var first = w.form.querySelector("summary");
      if (first) first.focus();
    }).catch(function () { desk.say(W.offline, true); });
  }

  desk.onPlaced(function (text) { text.tools.appendChild(desk.button(W.former, function () { show(text); })); });
})();
