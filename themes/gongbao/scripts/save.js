// Saves a chart as it is drawn on the page, in light colours, with its title, notes, source
// and address: the same drawing as in the archive of all charts.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var MARGIN = 16;
  // Sizes of the style sheet of drawings: how far down the next line is, and how it is measured.
  var FACES = {
    "chart-title": {down: 25, font: "bold 18px sans-serif"},
    "chart-subtitle": {down: 20, font: "14px sans-serif"},
    "chart-source": {down: 17, font: "12px sans-serif"}
  };
  var pen = document.createElement("canvas").getContext("2d");

  // Lines that fit a width. A line may end between Chinese characters and at spaces, and does
  // not begin with a closing mark.
  function wrapped(text, width, font) {
    pen.font = font;
    var lines = [""];
    text.split(/(\s+|[\u2e80-\uffef][，。、；：）》」』！？％]*)/).filter(Boolean).forEach(function (piece) {
      var line = lines[lines.length - 1];
      if (line && pen.measureText(line + piece.trim()).width > width) lines.push(piece.replace(/^\s+/, ""));
      else lines[lines.length - 1] = line + piece;
    });
    return lines.map(function (line) { return line.trim(); }).filter(Boolean);
  }

  function texts(figure, selector) {
    var found = Array.prototype.filter.call(figure.querySelectorAll(selector), function (element) {
      return !element.closest("details") && !element.closest(".phone");
    });
    return found.map(function (element) { return element.textContent.replace(/\s+/g, " ").trim(); }).filter(Boolean);
  }

  function standalone(figure, published) {
    var shown = figure.querySelector("svg.desk");
    var box = shown.viewBox.baseVal;
    var file = document.implementation.createDocument(SVG, "svg", null);
    var root = file.documentElement;
    function add(parent, name, attributes, text) {
      var element = file.createElementNS(SVG, name);
      Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
      if (text) element.textContent = text;
      parent.appendChild(element);
      return element;
    }
    var paper = add(root, "rect", {"class": "paper"});
    var y = MARGIN;
    function lines(face, list) {
      list.forEach(function (text) {
        wrapped(text, box.width, FACES[face].font).forEach(function (line) {
          y += FACES[face].down;
          add(root, "text", {"class": face, x: MARGIN, y: y}, line);
        });
      });
    }
    lines("chart-title", texts(figure, ".figure-title"));
    lines("chart-subtitle", texts(figure, ".figure-sub"));
    y += 12;
    var drawing = add(root, "g", {transform: "translate(" + MARGIN + " " + y + ")"});
    Array.prototype.forEach.call(shown.childNodes, function (node) {
      drawing.appendChild(file.importNode(node, true));
    });
    y += box.height + 12;
    lines("chart-source", texts(figure, ".chart-notes li"));
    lines("chart-source", texts(figure, "p.figure-note, .figure-source"));
    lines("chart-source", [published]);
    var size = {width: box.width + 2 * MARGIN, height: y + MARGIN};
    root.setAttribute("class", shown.getAttribute("class").replace("chart", "chart standalone"));
    root.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
    [root, paper].forEach(function (element) {
      element.setAttribute("width", size.width);
      element.setAttribute("height", size.height);
    });
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", shown.getAttribute("aria-labelledby"));
    root.setAttribute("xml:lang", document.documentElement.lang);
    // As text: the policy of the page is against an element of styles, even outside of it.
    var styles = "<style>" + window.gongbaoDrawingStyles.replace(/&/g, "&amp;").replace(/</g, "&lt;") + "</style>";
    var text = new XMLSerializer().serializeToString(file).replace(/^<svg[^>]*>/, "$&" + styles.replace(/\$/g, "$$$$"));
    return {text: text, width: size.width, height: size.height};
  }

  function offer(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  window.gongbaoSave = function (button) {
    var drawing = standalone(button.closest("figure"), button.dataset.published);
    if (button.dataset.save === "svg") {
      offer(new Blob([drawing.text], {type: "image/svg+xml"}), button.dataset.name + ".svg");
      return;
    }
    var picture = new Image();
    picture.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = 2 * drawing.width;
      canvas.height = 2 * drawing.height;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { offer(blob, button.dataset.name + ".png"); });
    };
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawing.text);
  };
})();
