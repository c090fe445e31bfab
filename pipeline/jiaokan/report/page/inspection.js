// What the reader of `jiaokan inspect` says of whole documents.

const FAULTS = { 1: "artifacts", 2: "lost", 3: "unnatural", 4: "unsafe" }; // by their keys, as in core/verdicts/inspections.py
/** What was said of each document, by its place. */
let inspections = {};

/** Return what was said of the document shown, or that nothing is wrong with it. */
function inspectionOf(place) {
  const known = { document: release.documents.id[place], raw_sha256: pages.get(place)?.digest ?? "" };
  return inspections[place] ?? { ...known, ...Object.fromEntries(Object.values(FAULTS).map((fault) => [fault, false])) };
}

/** Note a fault of the document shown, or take it back. */
function toggleFault(fault) {
  const one = inspectionOf(state.place);
  keepInspection({ ...one, [fault]: !one[fault] });
}

/** Note that the document shown was read; go on to the next that was not. */
function finishInspection() {
  keepInspection(inspectionOf(state.place));
  const next = matches.find((place) => pages.has(place) && !(place in inspections));
  if (next !== undefined) showDocument(next);
}

/** Keep what was said of the document shown. */
function keepInspection(value) {
  inspections[state.place] = value;
  writeStorage("inspections", inspections);
  byId("page").querySelector(".inspection")?.replaceWith(renderInspection());
  renderItems();
  renderSave();
}

/** Return the buttons of the four faults, and of none. */
function renderInspection() {
  const one = inspectionOf(state.place), isDone = state.place in inspections;
  const faults = Object.entries(FAULTS).map(([key, fault]) =>
    makeButton({ class: "fault", "data-fault": fault, "aria-pressed": String(one[fault]) }, `${label(`fault_${fault}`)} ${key}`, () => toggleFault(fault)));
  const done = Object.keys(inspections).length;
  return make("p", { class: isDone ? "inspection done" : "inspection" }, make("span", {}, label("inspectQuestion")), ...faults,
    makeButton({ class: "finish" }, `${label("finish")} ↵`, finishInspection),
    make("span", { class: "progress" }, `${formatCount(done)} / ${formatCount(pages.size)}`));
}
