// The card of one edit: what stood there, what stands there, which rule did it and why; and the walk from edit to edit.

let currentEdit = -1;

/** Show the card of an edit and mark its places; `isScrolled` brings it into sight. */
function showEdit(number, isScrolled) {
  const edit = shownEdits[number];
  if (!edit) return;
  unmarkEdit();
  currentEdit = number;
  for (const element of edit.elements) element.classList.add("current");
  const place = edit.elements.find((element) => element.isConnected);
  if (isScrolled && place) {
    openFold(place);
    place.scrollIntoView({ block: "center" });
  }
  renderCard(edit);
}

/** Take the mark of the current edit away. */
function unmarkEdit() {
  for (const element of shownEdits[currentEdit]?.elements ?? []) element.classList.remove("current");
}

/** Close the card. */
function hideCard() {
  unmarkEdit();
  currentEdit = -1;
  byId("card").hidden = true;
}

/** Draw the card of an edit. */
function renderCard(edit) {
  const card = byId("card");
  const causes = [];
  for (const cause of edit.causes) {
    if (!causes.some((one) => one.number === cause.number && one.why === cause.why)) causes.push(cause);
  }
  card.className = `stage-${edit.stage}`;
  card.replaceChildren(
    makeButton({ class: "close", "aria-label": label("close") }, "×", hideCard),
    renderChange(edit),
    ...causes.map(renderCause),
    release.inspection || release.comparison ? "" : renderVerdictTools(edit),
    renderCardTools(edit));
  card.hidden = false;
}

/** Return before and after of an edit. */
function renderChange(edit) {
  const before = make("span", { class: "card-before" }), after = make("span", { class: "card-after" });
  if (edit.part[0]) appendText(before, edit.part[0].slice(0, edit.part[3] ?? 400), false);
  else before.append(label("nothingBefore"));
  if ((edit.part[4] ?? edit.part[0].length - 400) > 0) before.append(" …");
  const text = cleanOf(edit.part);
  if (text) appendText(after, text.slice(0, 400), false);
  else after.append(label("nothingLeft"));
  if (edit.isFlag) return make("p", { class: "change" }, make("b", {}, `⚑ ${label("note")} `), before);
  return make("p", { class: edit.part[0].length > 60 ? "change long" : "change" }, before, make("span", { class: "arrow", "aria-hidden": "true" }, " → "), after);
}

/** Return what is known of one cause: rule and stage, counts, reason, evidence, confidence. */
function renderCause(cause) {
  const list = make("dl", { class: `cause stage-${cause.stage}` });
  const add = (key, ...value) => list.append(make("dt", {}, label(key)), make("dd", {}, ...value));
  add("rule", make("code", {}, cause.rule), make("span", { class: "stage-name" }, label(cause.stage)));
  if (cause.reason) add("reason", cause.reason);
  if (cause.why) add("why", cause.why);
  add("confidence", makeConfidence(cause.confidence));
  add("places", label("placesIn", { n: cause.places, d: cause.documents }));
  return list;
}

/** Return a confidence of 0 to 1 as a bar and a number. */
function makeConfidence(confidence) {
  const bar = make("span", { class: "confidence-bar", "aria-hidden": "true" }, make("i", {}));
  bar.firstChild.style.width = `${100 * confidence}%`;
  return make("span", { class: "confidence" }, bar, confidence >= 1 ? label("certain") : confidence.toFixed(2));
}

/** Return the buttons below the card. */
function renderCardTools(edit) {
  const walk = walkedEdits();
  const at = walk.findIndex((one) => one.number === edit.number);
  const rule = edit.causes.at(-1).number;
  return make("p", { class: "card-tools" },
    makeButton({ "aria-label": label("previous") }, "‹ k", () => stepEdit(-1)),
    make("span", {}, at < 0 ? "" : label("place", { n: at + 1, all: walk.length })),
    makeButton({ "aria-label": label("next") }, "j ›", () => stepEdit(1)),
    makeButton({ "aria-pressed": String(state.rule === rule) }, `${label("only")} r`, () => chooseRule(rule)));
}

/** Return the edits that the keys walk: those of the rule that filters, else all but blank ones. */
function walkedEdits() {
  const isOnPage = (edit) => edit.elements.some((element) => element.isConnected);
  return shownEdits.filter((edit) => isOnPage(edit) && (state.rule >= 0 ? edit.causes.some((cause) => cause.number === state.rule) : !edit.isQuiet));
}

/** Go to the next edit, or to the one before. */
function stepEdit(by) {
  const walk = walkedEdits();
  if (!walk.length) return;
  const at = walk.findIndex((edit) => edit.number === currentEdit);
  const start = at >= 0 ? at + by : findStart(walk, by);
  showEdit(walk[(start + walk.length) % walk.length].number, true);
}

/** Return where the walk begins if no edit is current: at the first one that is below the top of the window. */
function findStart(walk, by) {
  if (currentEdit >= 0) return walk.findIndex((edit) => edit.number > currentEdit);
  if (by < 0) return walk.length - 1;
  const top = byId("page").getBoundingClientRect().top;
  const isBelow = (edit) => edit.elements.some((element) => element.isConnected && element.getClientRects()[0]?.top >= top);
  return state.rule >= 0 ? 0 : Math.max(0, walk.findIndex(isBelow));
}

/** Open the fold that holds an element. */
function openFold(element) {
  const fold = element.closest("details");
  if (fold) fold.open = true;
}
