// Short ways to make elements; text goes in as text and never as HTML.

/** Return the element with an id. */
function byId(id) {
  return document.getElementById(id);
}

/** Return a new element: its attributes (`class`, `data-…`, `aria-…`), its children (nodes or text). */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return a button with a class, a text and what a click does. */
function makeButton(attributes, text, onClick) {
  const button = make("button", { type: "button", ...attributes }, text);
  button.addEventListener("click", onClick);
  return button;
}

const SVG = "http://www.w3.org/2000/svg";

/** Return a new SVG element with attributes. */
function makeSvg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const BARCODE_LEVELS = 6; // as in barcodes.py
const BARCODE_FIRST = "A".charCodeAt(0);

/** Return the barcode of a document: a bar for each run of like cells, its colour the stage, its height the share. */
function makeBarcode(code) {
  const svg = makeSvg("svg", { class: "barcode", viewBox: `0 0 ${code.length} 12`, preserveAspectRatio: "none", "aria-hidden": "true" });
  svg.append(makeSvg("rect", { class: "ground", x: 0, y: 11.2, width: code.length, height: 0.8 }));
  let start = 0;
  for (let i = 1; i <= code.length; i++) {
    if (code[i] === code[start]) continue;
    if (code[start] !== ".") svg.append(makeBar(code.charCodeAt(start) - BARCODE_FIRST, start, i));
    start = i;
  }
  return svg;
}

/** Return the bar of a run of cells that all hold `cell`. */
function makeBar(cell, start, end) {
  const height = (12 * ((cell % BARCODE_LEVELS) + 1)) / BARCODE_LEVELS;
  const stage = release.stages[Math.floor(cell / BARCODE_LEVELS)];
  return makeSvg("rect", { class: `fill-${stage}`, x: start, y: 12 - height, width: end - start + 0.05, height });
}
