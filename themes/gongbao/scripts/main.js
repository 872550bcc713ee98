// Larger text and printing. The page is complete without this file.
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

  document.querySelectorAll("[data-print]").forEach(function (element) {
    element.addEventListener("click", function () { window.print(); });
  });
})();
