// Text with its invisible characters made visible. The characters themselves stay in the page: what a reader
// copies, and what a test reads, is the text as it is; CSS draws the sign before it.

const INVISIBLE = /\n(?:[ \t\r]*\n)*|\r|[\t\u00a0\u3000\u2000-\u200f\u2028-\u202f\u205f\u2060-\u2064\ufeff\u00ad]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff]/g;
const SIGNS = { "\n": "⏎", "\r": "↩", "\t": "⇥", "\u00a0": "␣", "\u3000": "␣", "\u00ad": "‧" };
const LONG_TEXT = 240; // a longer deletion shows its head and its tail
const LONG_HEAD = 140, LONG_TAIL = 60;

/** Return the sign of an invisible character, or of a run of line feeds with blanks between them. */
function signOf(found) {
  const feeds = found.split("\n").length - 1;
  if (feeds > 1) return `⏎×${feeds}`;
  const character = found[0];
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return SIGNS[character] ?? (character >= "\u2000" && character <= "\u200a" ? "␣" : `⟨${code}⟩`);
}

/** Append a text to an element. `isBroken` says whether a line feed breaks the line. */
function appendText(parent, text, isBroken) {
  let at = 0;
  for (const found of text.matchAll(INVISIBLE)) {
    if (found.index > at) parent.append(text.slice(at, found.index));
    const isBreak = isBroken && found[0].startsWith("\n");
    parent.append(make("span", { class: isBreak ? "sign break" : "sign", "data-sign": signOf(found[0]) }, found[0]));
    at = found.index + found[0].length;
  }
  if (at < text.length) parent.append(text.slice(at));
}

/** Append raw text that begins at `start`, the facts in it wrapped; `facts` are ordered and do not overlap. */
function appendRaw(parent, text, start, facts, isBroken) {
  let at = 0;
  for (const fact of facts) {
    if (fact.end <= start + at || fact.start >= start + text.length) continue;
    const from = Math.max(fact.start - start, at), until = Math.min(fact.end - start, text.length);
    appendText(parent, text.slice(at, from), isBroken);
    const wrap = make("span", { class: "fact", "data-fact": fact.fields.join(" "), title: fact.fields.map(labelField).join(" · ") });
    appendText(wrap, text.slice(from, until), isBroken);
    parent.append(wrap);
    at = until;
  }
  appendText(parent, text.slice(at), isBroken);
}

/** Return the spans of facts in order, those of one span made one and those that overlap others left out. */
function orderFacts(facts) {
  const spans = [];
  const known = facts.filter((fact) => fact.length > 2).sort((one, other) => one[2] - other[2] || other[3] - one[3]);
  for (const [field, , start, end] of known) {
    const last = spans.at(-1);
    if (last && last.start === start && last.end === end) last.fields.push(field);
    else if (!last || start >= last.end) spans.push({ start, end, fields: [field] });
  }
  return spans;
}

/** Append a long deletion with its middle folded behind a button, or a short one as it is. */
function appendDeletion(parent, part, start, facts) {
  const text = rawOf(part);
  const cut = typeof part === "string" ? undefined : part[3];
  if (cut !== undefined) {
    appendRaw(parent, text.slice(0, cut), start, facts, false);
    parent.append(make("span", { class: "left-out", "data-sign": label("leftOut", { n: part[4] }) }));
    appendRaw(parent, text.slice(cut), start + cut + part[4], facts, false);
  } else if (text.length <= LONG_TEXT) {
    appendRaw(parent, text, start, facts, false);
  } else {
    const tail = text.length - LONG_TAIL;
    const middle = make("span", { class: "middle", hidden: true });
    appendRaw(parent, text.slice(0, LONG_HEAD), start, facts, false);
    appendRaw(middle, text.slice(LONG_HEAD, tail), start + LONG_HEAD, facts, false);
    parent.append(middle, makeMoreButton(middle, tail - LONG_HEAD));
    appendRaw(parent, text.slice(tail), start + tail, facts, false);
  }
}

/** Return the button that shows the middle of a long deletion. Its words are drawn by CSS, not text of the page. */
function makeMoreButton(middle, count) {
  const name = `… ${label("more", { n: count })} …`;
  return makeButton({ class: "more", tabindex: -1, "data-sign": name, "aria-label": name }, "", (event) => {
    event.stopPropagation();
    middle.hidden = false;
    event.currentTarget.remove();
  });
}
