// What the reader says of edits: kept in the browser, and written to a file that `jiaokan review import` reads.

const VERDICTS = { a: "right", x: "wrong", u: "unsure" }; // by their keys
/** Verdicts by the place of the edit: document, start in the raw text, rule. */
let verdicts = {};

/** Return the name under which the browser keeps what was said of this release. */
function storageName(what) {
  return `jiaokan-${what}-${release.digest}`;
}

/** Return what the browser has kept, or an empty object. */
function readStorage(what) {
  try {
    return JSON.parse(localStorage.getItem(storageName(what)) ?? "{}");
  } catch {
    return {}; // a browser may keep nothing for files
  }
}

/** Keep a value in the browser, if it can. */
function writeStorage(what, value) {
  try {
    localStorage.setItem(storageName(what), JSON.stringify(value));
  } catch { /* it stays in this window */ }
}

/** Return what names an edit of the document shown. */
function verdictKey(edit) {
  return `${state.place} ${edit.start} ${edit.causes.at(-1).number}`;
}

/** Return the verdict on an edit of the document shown, or undefined. */
function verdictOf(edit) {
  return verdicts[verdictKey(edit)]?.[0].verdict;
}

/** Note a verdict on the current edit, or take it back; go on to the next edit. */
function judgeEdit(verdict) {
  const edit = shownEdits[currentEdit];
  if (!edit || release.comparison || release.inspection) return;
  const key = verdictKey(edit);
  const isTakenBack = verdictOf(edit) === verdict;
  if (isTakenBack) delete verdicts[key];
  else verdicts[key] = edit.causes.map((cause) => describeVerdict(edit, cause, verdict));
  writeStorage("verdicts", verdicts);
  markVerdict(edit);
  renderSave();
  if (isTakenBack) renderCard(edit);
  else stepEdit(1);
}

/** Return a verdict as `jiaokan review import` reads it; places count code points. */
function describeVerdict(edit, cause, verdict) {
  const page = pages.get(state.place), before = edit.part[0];
  const start = countCodePoints(page, edit.start);
  const length = [...before].length + (edit.part[5] ?? 0);
  return {
    document: release.documents.id[state.place], raw_sha256: page.digest, raw_start: start, raw_end: start + length,
    stage: cause.stage, rule: cause.rule, before, after: cleanOf(edit.part), verdict,
    confidence: cause.confidence, draw: "chosen", is_cut: edit.part[5] !== undefined,
  };
}

/** Return how many code points of the raw text of a document stand before an offset in UTF-16 units. */
function countCodePoints(page, offset) {
  let units = 0, points = 0;
  for (const [, , parts] of page.rows) {
    for (const part of parts) {
      if (units >= offset) return points;
      units += lengthOfParts([part]);
      points += [...rawOf(part)].length + (typeof part === "string" ? 0 : part[5] ?? 0);
    }
  }
  return points;
}

/** Show the verdict on an edit at its places in the text. */
function markVerdict(edit) {
  const verdict = verdictOf(edit);
  for (const element of edit.elements) {
    if (verdict) element.dataset.verdict = verdict;
    else delete element.dataset.verdict;
  }
}

/** Return the buttons of the verdicts on an edit. */
function renderVerdictTools(edit) {
  const buttons = Object.entries(VERDICTS).map(([key, verdict]) =>
    makeButton({ class: `verdict ${verdict}`, "data-verdict": verdict, "aria-pressed": String(verdictOf(edit) === verdict) }, `${label(verdict)} ${key}`, () => judgeEdit(verdict)));
  return make("p", { class: "card-verdicts" }, ...buttons);
}

/** Draw the button that saves what was said, if something was. */
function renderSave() {
  const count = release.inspection ? Object.keys(inspections).length : Object.keys(verdicts).length;
  const button = byId("save");
  button.hidden = !count;
  button.textContent = `${label("save")} ${formatCount(count)} ↓`;
  button.title = label(release.inspection ? "saveInspectionHint" : "saveHint");
}

/** Return what was said as JSON lines. */
function formatVerdicts() {
  const found = release.inspection ? Object.values(inspections) : Object.values(verdicts).flat();
  return found.map((one) => `${JSON.stringify(one)}\n`).join("");
}

/** Write what was said to a file. */
function saveVerdicts() {
  const address = URL.createObjectURL(new Blob([formatVerdicts()], { type: "application/jsonl" }));
  const link = make("a", { href: address, download: release.inspection ? "inspection.jsonl" : "verdicts.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
