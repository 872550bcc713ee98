// Larger text, printing, the way to the other language, and to the script that saves charts. The page is complete
// without this file.
(function () {
  "use strict";
  var root = document.documentElement;
  var sizes = ["", "large-125", "large-150"];
  var key = "gongbao-text-size";
  root.classList.add("js");

  function kept() {
    try { return Number(localStorage.getItem(key)) || 0; } catch (error) { return 0; }
  }
  function keep(step) {
    try { localStorage.setItem(key, String(step)); } catch (error) { /* not remembered */ }
  }

  var button = document.getElementById("text-size");
  var step = 0;
  function show(next) {
    step = sizes[next] === undefined ? 0 : next;
    sizes.forEach(function (name, number) {
      if (name) root.classList.toggle(name, number === step);
    });
    if (button) {
      button.setAttribute("aria-pressed", String(step > 0));
      button.setAttribute("data-size", ["100%", "125%", "150%"][step]);
    }
  }
  show(kept());
  if (button) {
    button.addEventListener("click", function () {
      show((step + 1) % sizes.length);
      keep(step);
    });
  }

  // Who reads a part in one language comes to the same part in the other.
  document.querySelectorAll(".site-tools a[hreflang]").forEach(function (link) {
    ["click", "auxclick"].forEach(function (kind) {
      link.addEventListener(kind, function () { link.hash = location.hash; });
    });
  });

  // Narrows the entries of a page to those that hold the typed words. The words stand in
  // the address; the count is announced; folds that hold a match are opened.
  document.querySelectorAll("[data-list-filter]").forEach(function (form) {
    var input = form.querySelector("input");
    var status = form.querySelector("[role=status]");
    var items = document.querySelectorAll("main .entry, main .part tbody tr, main .part .links.tight > li");
    var sections = document.querySelectorAll("main .part");
    function fold(text) { return text.normalize("NFKC").toLowerCase(); }
    var texts = Array.prototype.map.call(items, function (item) { return fold(item.textContent); });
    function narrow() {
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      var shown = 0;
      items.forEach(function (item, number) {
        item.hidden = !words.every(function (word) { return texts[number].indexOf(word) >= 0; });
        if (!item.hidden) shown += 1;
      });
      sections.forEach(function (section) {
        var own = Array.prototype.filter.call(items, function (item) { return section.contains(item); });
        var left = own.filter(function (item) { return !item.hidden; });
        section.hidden = words.length > 0 && left.length === 0;
        section.querySelectorAll("details.fold").forEach(function (details) {
          var holds = left.some(function (item) { return details.contains(item); });
          if (words.length && holds && !details.open) details.dataset.opened = "";
          if (words.length ? holds : "opened" in details.dataset) details.open = words.length > 0;
          if (!words.length) delete details.dataset.opened;
        });
      });
      status.textContent = words.length
        ? status.dataset.shown.replace("{n}", shown).replace("{all}", items.length) : "";
      var address = new URL(location.href);
      if (words.length) address.searchParams.set("q", input.value); else address.searchParams.delete("q");
      try { history.replaceState(null, "", address); } catch (error) { /* from a disk */ }
    }
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) narrow();
    input.addEventListener("input", narrow);
    form.addEventListener("submit", function (event) { event.preventDefault(); narrow(); });
  });

  // A chart is saved by scripts that are fetched when the first one is asked for.
  var folder = document.currentScript.src.replace(/[^/]*$/, "");
  var saving;
  function fetched(name) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.onload = done;
      script.onerror = failed;
      script.src = folder + name;
      document.head.appendChild(script);
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-save]");
    if (!button) return;
    saving = saving || Promise.all(["drawing-styles.js", "save.js"].map(fetched));
    saving.then(function () { window.gongbaoSave(button); }, function () { saving = null; });
  });

  document.querySelectorAll("[data-print]").forEach(function (element) {
    element.addEventListener("click", function () { window.print(); });
  });
})();
