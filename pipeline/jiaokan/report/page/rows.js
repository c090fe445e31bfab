// The rows of one document, in one of three views.

/** The edits of the document shown, in order; each has its part, stage, rules and elements. */
let shownEdits = [];
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
  if (!release.documents.id.length) return;
  article.className = `mode-${state.mode}`;
  article.replaceChildren(renderHead(page));
  if (page) renderRows(article, page);
  else article.append(renderNotInFull());
  highlightQuery();
}

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

/** Return stage, rule and reason of what took most of a row away. */
function causeOfRow([, , parts], page) {
  const touched = parts.filter((part) => typeof part !== "string");
  const most = touched.reduce((one, other) => (lengthOfParts([other]) > lengthOfParts([one]) ? other : one));
  return describeCause(page, mainCause(page, most));
}

/** Return the number of the cause that a part is coloured by: a removal or a repair before others, else the last. */
function mainCause(page, part) {
  return part[2].findLast((cause) => STRONG_STAGES.includes(stageOfRule(page.causes[cause][0]))) ?? part[2].at(-1);
}

/** Return a cause as an object. */
function describeCause(page, number) {
  const [rule, why, confidence] = page.causes[number];
  const [, id, edits, notes, documents] = release.rules[rule];
  return { number: rule, stage: stageOfRule(rule), rule: id, places: edits + notes, documents, reason: reasonOf(rule), why, confidence };
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
  const edit = keepEdit(part, page, stage, start);
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
function keepEdit(part, page, stage, start) {
  const causes = part[2].map((cause) => describeCause(page, cause));
  const isQuiet = !part[0].trim() && !cleanOf(part).trim();
  const edit = { number: shownEdits.length, part, start, stage, causes, isQuiet, isFlag: isFlag(part), elements: [] };
  shownEdits.push(edit);
  return edit;
}

/** Return a mark of an edit. */
function makeMark(edit, classes) {
  const isHit = state.rule >= 0 && edit.causes.some((cause) => cause.number === state.rule);
  const mark = make("mark", { class: `${classes} stage-${edit.stage}${isHit ? " hit" : ""}`, "data-edit": edit.number, "data-verdict": verdictOf(edit) });
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
