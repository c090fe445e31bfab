// One document: its head, and its rows in one of three views.

/** The edits of the document shown, in order; each has its part, stage, rules and elements. */
let shownEdits = [];
const FOLDED_ROWS = 4; // a longer run of removed rows is folded,
const FOLDED_UNITS = 900; // and one of more text
const PREVIEW_CHARS = 120;
const STRONG_STAGES = ["strip", "mojibake"]; // the stage that a merged part is coloured by, if it has one of them

/** Show another document. */
function showDocument(place) {
  state.place = place;
  renderPage();
  byId("page").scrollTop = 0;
  markCurrentItem();
  closeSide();
  location.replace(`#${encodeURIComponent(release.documents.id[place])}`);
}

/** Draw the document that the state names. */
function renderPage() {
  const article = byId("page"), page = pages.get(state.place);
  shownEdits = [];
  hideCard();
  article.className = `mode-${state.mode}`;
  article.replaceChildren(renderHead(page));
  if (page) renderRows(article, page);
  else article.append(renderNotInFull());
  highlightQuery();
}

/** Return what stands for the text of a document that is only listed. */
function renderNotInFull() {
  const command = `jiaokan report ${release.name}@${release.version} --documents ${release.documents.id[state.place]}`;
  return make("div", { class: "not-in-full" }, make("p", {}, label("notInFull")), make("pre", {}, command));
}

/** Return title, sizes, barcode and facts of the document. */
function renderHead(page) {
  const columns = release.documents, place = state.place;
  const sizes = `${formatCount(columns.raw[place])} → ${formatCount(columns.clean[place])} ${label("characters")} · ${label("removed")} ${formatShare(removedShare(place))} · ${formatCount(columns.edits[place])} ${label("edits")}`;
  const head = make("header", { class: "head" },
    make("h2", {}, titleOf(place)),
    make("p", { class: "meta" }, make("code", {}, columns.id[place]), make("span", {}, sizes)));
  if (columns.kind[place] !== "article") {
    head.append(make("p", { class: "kind" }, make("b", {}, label(columns.kind[place])), page?.kindWhy ? ` — ${page.kindWhy}` : ""));
  }
  head.append(renderPlaceBar(place), renderFacts(page));
  return head;
}

/** Return the barcode of the document; a click goes to the row at that share of the raw text. */
function renderPlaceBar(place) {
  const bar = make("div", { class: "place-bar" }, makeBarcode(release.documents.barcode[place]));
  bar.addEventListener("click", (event) => {
    const box = bar.getBoundingClientRect();
    scrollToOffset(((event.clientX - box.left) / box.width) * release.documents.raw[place]);
  });
  return bar;
}

/** Scroll to the last row that begins at or before a place of the raw text. */
function scrollToOffset(offset) {
  const rows = [...byId("page").querySelectorAll(".row")];
  const row = rows.findLast((one) => Number(one.dataset.start) <= offset) ?? rows[0];
  if (!row) return;
  openFold(row);
  row.scrollIntoView({ block: "center" });
  row.classList.add("pointed");
  setTimeout(() => row.classList.remove("pointed"), 1200);
}

/** Return the facts of the document; a click on one that has a place goes there. */
function renderFacts(page) {
  const list = make("div", { class: "facts" });
  for (const [field, value, start] of page?.facts ?? []) {
    const text = [make("span", { class: "field" }, labelField(field)), make("span", { class: "value" }, field === "script" ? label(value) : value.split("\n").join(" · "))];
    const hasPlace = start !== undefined && state.mode !== "clean";
    const chip = hasPlace ? makeButton({ class: "fact-chip" }, "", () => goToFact(field)) : make("span", { class: "fact-chip" });
    chip.append(...text);
    list.append(chip);
  }
  const flags = page ? countFlags(page) : 0;
  if (flags) {
    list.append(makeButton({ class: "fact-chip flag-chip" }, `${label("flags")} ${flags}`, () => {
      showEdit(shownEdits.findIndex((edit) => edit.isFlag), true);
    }));
  }
  return list;
}

/** Return how many places of a document are flagged and not changed. */
function countFlags(page) {
  return page.rows.reduce((count, row) => count + row[2].filter((part) => typeof part !== "string" && isFlag(part)).length, 0);
}

/** Scroll to where a fact stands in the page, and mark it. */
function goToFact(field) {
  const found = byId("page").querySelector(`.fact[data-fact~="${CSS.escape(field)}"]`);
  if (!found) return;
  openFold(found);
  revealMiddle(found);
  found.scrollIntoView({ block: "center" });
  found.classList.add("pointed");
  setTimeout(() => found.classList.remove("pointed"), 1600);
}

/** Show the folded middle of a long deletion that holds an element. */
function revealMiddle(element) {
  const middle = element.closest(".middle");
  if (middle) middle.hidden = false;
}

// ---------------------------------------------------------------- rows

/** Append the rows of a document, runs of removed ones folded. */
function renderRows(article, page) {
  const facts = orderFacts(page.facts);
  let start = 0, run = [];
  if (state.mode === "sides") {
    const names = [make("span", {}, label("raw")), make("span", {}), make("span", {}, label("cleanText"))];
    article.append(make("div", { class: "columns", "aria-hidden": "true" }, ...names));
  }
  for (const row of page.rows) {
    const made = renderRow(row, page, start, facts);
    start += lengthOfParts(row[2]);
    if (row[0]) {
      run.push({ row, element: made });
      continue;
    }
    appendRun(article, run, page);
    run = [];
    article.append(made);
  }
  appendRun(article, run, page);
}

/** Append a run of removed rows: folded if it is long, left out of the clean view. */
function appendRun(article, run, page) {
  const elements = run.map((one) => one.element);
  if (state.mode === "clean") {
    article.append(...elements.filter((element) => element.querySelector(".clean").textContent));
    return;
  }
  const size = run.reduce((sum, { row }) => sum + lengthOfParts(row[2]), 0);
  hideRepeatedReasons(elements);
  if (run.length <= FOLDED_ROWS && size <= FOLDED_UNITS) article.append(...elements);
  else article.append(make("details", { class: "fold" }, renderFoldHead(run, size, page), ...elements));
}

/** Leave the reason of a removed row out where it is that of the row before. */
function hideRepeatedReasons(elements) {
  let before = "";
  for (const element of elements) {
    const why = element.querySelector(".why");
    if (why.textContent === before) why.classList.add("repeated");
    before = why.textContent;
  }
}

/** Return the line that stands for a folded run: how much went, by which families of rules, and how it begins. */
function renderFoldHead(run, size, page) {
  const families = new Map();
  let preview = "";
  for (const part of run.flatMap(({ row }) => row[2])) {
    if (preview.length < PREVIEW_CHARS) preview += ` ${visibleText(rawOf(part).slice(0, typeof part === "string" ? undefined : part[3]))}`;
    if (typeof part === "string" || !part[0].trim()) continue;
    const family = describeCause(page, mainCause(page, part)).rule.split("/")[0];
    families.set(family, (families.get(family) ?? 0) + 1);
  }
  const told = [...families].sort((one, other) => other[1] - one[1]).slice(0, 5).map(([family, count]) => `${family} ${formatCount(count)}`);
  const name = run.length > 1 ? "linesRemoved" : "charactersRemoved";
  return make("summary", {},
    make("b", {}, label(name, { n: formatCount(run.length), c: formatCount(size) })),
    make("span", { class: "families" }, told.join(" · ")),
    make("span", { class: "preview" }, preview.replace(/\s+/g, " ").trim().slice(0, PREVIEW_CHARS)));
}

/** Return what a reader of a page would have seen of a piece of raw text: no tags, scripts or styles. */
function visibleText(raw) {
  return raw.replace(/<(script|style)[^]*?(<\/\1>|$)/gi, " ").replace(/<!--[^]*?(-->|$)/g, " ").replace(/<[^<>]*>?/g, " ");
}

/** Return stage, rule and reason of what took a row away. */
function causeOfRow([, , parts], page) {
  const part = parts.find((one) => typeof one !== "string" && one[0].trim() && !cleanOf(one)) ?? parts.find((one) => typeof one !== "string");
  return describeCause(page, mainCause(page, part));
}

/** Return the number of the cause that a part is coloured by: a removal or a repair before others, else the last. */
function mainCause(page, part) {
  return part[2].findLast((cause) => STRONG_STAGES.includes(stageOfRule(page.causes[cause][0]))) ?? part[2].at(-1);
}

/** Return a cause as an object. */
function describeCause(page, number) {
  const [rule, why, confidence] = page.causes[number];
  const [, id, edits, notes, documents, , reason] = release.rules[rule];
  return { number: rule, stage: stageOfRule(rule), rule: id, places: edits + notes, documents, reason, why, confidence };
}

/** Tell whether a part flags a place and changes nothing. */
function isFlag(part) {
  return part[1] === SAME_AS_RAW;
}

/** Return the element of a row; `start` is its place in the raw text. */
function renderRow(row, page, start, facts) {
  const [isRemoved, role, parts] = row;
  const raw = state.mode !== "sides" ? null : make("div", { class: "raw", lang: release.documents.script[state.place] === "Hant" ? "zh-Hant" : "zh-Hans" });
  const clean = make("div", { class: "clean", lang: "zh-Hans" });
  const last = parts.findLastIndex((part) => cleanOf(part));
  let at = start;
  parts.forEach((part, i) => {
    const isEnd = i === last && cleanOf(part).endsWith("\n");
    renderPart(raw, clean, part, page, at, facts, { isEnd, isRemoved });
    at += lengthOfParts([part]);
  });
  const cause = isRemoved ? causeOfRow(row, page) : null;
  const classes = ["row", isRemoved ? `removed stage-${cause.stage}` : "", role ? `role-${role}` : ""];
  const mid = make("div", { class: "mid" }, isRemoved ? cause.rule.split("/")[0] : role ? label(role) : "");
  const right = make("div", { class: "right" }, clean, isRemoved ? make("p", { class: "why" }, cause.reason || cause.why || cause.rule) : null);
  const element = make("div", { class: classes.join(" ").trim(), "data-start": start }, mid);
  if (raw) element.prepend(raw);
  element.append(right);
  return element;
}

/** Return how many code units of the raw text the parts hold. */
function lengthOfParts(parts) {
  return parts.reduce((sum, part) => sum + rawOf(part).length + (typeof part === "string" ? 0 : part[4] ?? 0), 0);
}

/** Append a part to both sides of its row; `raw` is null where the view has no raw side. */
function renderPart(raw, clean, part, page, start, facts, { isEnd, isRemoved }) {
  const stage = typeof part === "string" ? "" : describeCause(page, mainCause(page, part)).stage;
  if (!stage || state.hiddenStages.has(stage) || state.mode === "clean") {
    if (raw) appendPart(raw, part, start, facts);
    if (state.mode === "marked" && typeof part === "string" && !isEnd) appendRaw(clean, part, start, facts, true);
    else appendClean(clean, cleanOf(part), isEnd);
    return;
  }
  const edit = keepEdit(part, page, stage);
  if (raw) {
    const left = makeMark(edit, markClass(part, stage, true));
    appendPart(left, part, start, facts);
    raw.append(left);
  }
  if (state.mode === "marked") appendMarked(clean, part, edit, start, facts, isEnd);
  else appendCleanMark(clean, part, edit, isEnd, isRemoved);
}

/** Append the raw side of a part. */
function appendPart(parent, part, start, facts) {
  if (cleanOf(part).trim()) appendRaw(parent, rawOf(part), start, facts, false);
  else appendDeletion(parent, part, start, facts);
}

/** Append clean text; the line feed that ends the row is there and not seen. */
function appendClean(parent, text, isEnd) {
  appendText(parent, isEnd ? text.slice(0, -1) : text, true);
  if (isEnd) parent.append(make("span", { class: "paragraph-end" }, "\n"));
}

/** Remember an edit of the page, so that keys and the card find it. */
function keepEdit(part, page, stage) {
  const causes = part[2].map((cause) => describeCause(page, cause));
  const isQuiet = !part[0].trim() && !cleanOf(part).trim();
  const edit = { number: shownEdits.length, part, stage, causes, isQuiet, isFlag: isFlag(part), elements: [] };
  shownEdits.push(edit);
  return edit;
}

/** Return a mark of an edit. */
function makeMark(edit, classes) {
  const isHit = state.rule >= 0 && edit.causes.some((cause) => cause.number === state.rule);
  const mark = make("mark", { class: `${classes} stage-${edit.stage}${isHit ? " hit" : ""}`, "data-edit": edit.number });
  edit.elements.push(mark);
  return mark;
}

/** Return the classes of a mark: what the edit did, on the raw or on the clean side. */
function markClass(part, stage, isRaw) {
  if (isFlag(part)) return "flag";
  if (!part[0].trim() && !cleanOf(part).trim()) return "quiet";
  if (stage === "extract" && /^\s*<|>\s*$/.test(part[0])) return "markup";
  if (!cleanOf(part)) return "gone";
  return isRaw ? "old" : "new";
}

/** Append the clean side of an edit in the view side by side; a removal inside a row that stays leaves a thin line. */
function appendCleanMark(clean, part, edit, isEnd, isRemoved) {
  const text = cleanOf(part);
  const classes = markClass(part, edit.stage, false);
  if (!text) {
    if (classes === "gone" && !isRemoved) clean.append(makeMark(edit, "caret"));
    return;
  }
  const mark = makeMark(edit, classes === "markup" ? "quiet" : classes);
  appendClean(mark, text, isEnd);
  clean.append(mark);
}

// ---------------------------------------------------------------- marked view

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
  if (tokens.filter((token) => !isReading(token)).length !== characters.length) {
    if (IS_CHARACTER.test(old)) appendText(mark.appendChild(make("del", {})), old, false);
    appendText(mark, text, true);
    return;
  }
  let at = 0;
  for (const token of tokens) {
    if (isReading(token)) mark.append(make("del", { class: "reading" }, token));
    else appendPair(mark, token, characters[at++]);
  }
}

/** Tell whether a token is a bracketed reading and not one character. */
function isReading(token) {
  return [...token].length > 1;
}

/** Append a new character, the old one above it where it is another and not a mere mark. */
function appendPair(mark, old, character) {
  if (old === character || !IS_CHARACTER.test(old)) appendText(mark, character, true);
  else mark.append(make("ruby", {}, character, make("rt", {}, old)));
}

// ---------------------------------------------------------------- words searched for

/** Mark the words of the query in the document shown, where the browser can. */
function highlightQuery() {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("query");
  const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return;
  const ranges = [], walker = document.createTreeWalker(byId("page"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < 500; node = walker.nextNode()) {
    for (const word of words) findInNode(node, word, ranges);
  }
  CSS.highlights.set("query", new Highlight(...ranges));
}

/** Add the ranges of a text node that hold a word. */
function findInNode(node, word, ranges) {
  const text = node.data.toLowerCase();
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, Math.min(at + word.length, node.length));
    ranges.push(range);
  }
}
