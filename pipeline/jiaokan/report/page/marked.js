// The marked view: one column, removals struck out, old forms above new ones.

const READING = /[(（][^()（）]{1,12}[)）]|[^]/gu;
const IS_CHARACTER = /[\p{Script=Han}\p{L}\p{N}]/u;

/** Append an edit in the marked view: removals struck out, old forms above the new ones. */
function appendMarked(clean, part, edit, start, facts, isEnd) {
  const classes = markClass(part, edit.stage, false);
  const mark = makeMark(edit, classes);
  const text = isEnd ? cleanOf(part).slice(0, -1) : cleanOf(part);
  if (classes === "markup") {
    mark.append(make("span", { class: "sign", "data-sign": "‹›" }));
    appendText(mark, text, true);
  } else if (classes === "gone") {
    if (/^[(（][^()（）]{1,12}[)）]$/.test(part[0])) mark.classList.add("reading");
    appendDeletion(mark, part, start, facts);
  } else if (classes === "flag") {
    appendRaw(mark, part[0], start, facts, false);
  } else if (classes === "quiet") {
    appendText(mark, part[0].slice(0, 1), false); // one sign stands for a run
  } else {
    appendRuby(mark, part[0], text);
  }
  clean.append(mark);
  if (isEnd) clean.append(make("span", { class: "paragraph-end" }, "\n"));
}

/** Append new text with what stood there: character above character where they pair, else struck out before it. */
function appendRuby(mark, old, text) {
  const tokens = old.match(READING) ?? [];
  const characters = [...text];
  const isDropped = [isReading, isReadingOrBlank].find((test) => tokens.filter((token) => !test(token)).length === characters.length);
  if (!isDropped) {
    if (IS_CHARACTER.test(old)) appendText(mark.appendChild(make("del", {})), old, false);
    appendText(mark, text, true);
    return;
  }
  let at = 0;
  for (const token of tokens) {
    if (!isDropped(token)) appendPair(mark, token, characters[at++]);
    else if (isReading(token)) mark.append(make("del", { class: "reading" }, token));
    else appendText(mark, token, false);
  }
}

/** Tell whether a token is a bracketed reading and not one character. */
function isReading(token) {
  return [...token].length > 1;
}

/** Tell whether a token is a bracketed reading, a space or a line feed. */
function isReadingOrBlank(token) {
  return isReading(token) || !token.trim();
}

/** Append a new character, the old one above it where it is another and not a mere mark. */
function appendPair(mark, old, character) {
  if (old === character || !IS_CHARACTER.test(old)) appendText(mark, character, true);
  else mark.append(make("ruby", {}, character, make("rt", {}, old)));
}
