// What the reader chose, and what follows from it.

const state = {
  language: navigator.language.startsWith("zh") ? "zh" : "en",
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  mode: innerWidth < 760 ? "marked" : "sides",
  panel: "rules",
  order: "release",
  place: 0, // of the document shown
  rule: -1, // the rule that filters, or -1
  query: "",
  hiddenStages: new Set(),
  bars: {}, // chosen bars of each distribution: key to a set of numbers
};

let dimensions = [];
let foundByQuery = null; // of `searchDocuments`
let matches = []; // places of the documents that pass all filters, in the order of the list

/** Work out which documents pass, and how many of them each bar of a distribution would leave. */
function applyFilters() {
  const chosen = dimensions.map((one) => state.bars[one.key] ?? new Set());
  const counts = dimensions.map((one) => new Uint32Array(one.names.length));
  matches = [];
  for (let place = 0; place < foundByQuery.length; place++) {
    if (!foundByQuery[place]) continue;
    if (state.rule >= 0 && !release.documents.rules[place].includes(state.rule)) continue;
    countDocument(place, chosen, counts);
  }
  sortMatches();
  dimensions.forEach((one, i) => { one.counts = counts[i]; });
}

/** Count a document in every distribution whose own bars alone could keep it out; keep it if none does. */
function countDocument(place, chosen, counts) {
  let failed = -1;
  for (let i = 0; i < dimensions.length; i++) {
    if (!chosen[i].size || chosen[i].has(dimensions[i].bars[place])) continue;
    if (failed >= 0) return;
    failed = i;
  }
  if (failed >= 0) {
    counts[failed][dimensions[failed].bars[place]]++;
    return;
  }
  matches.push(place);
  dimensions.forEach((one, i) => { counts[i][one.bars[place]]++; });
}

/** Put the matches in the order that the reader chose. */
function sortMatches() {
  const columns = release.documents;
  const keys = {
    removed: (place) => -removedShare(place),
    edits: (place) => -columns.edits[place],
    length: (place) => -columns.clean[place],
  };
  const key = keys[state.order];
  if (key) matches.sort((one, other) => key(one) - key(other) || one - other);
}

/** Filter anew and draw what shows the filters. */
function refilter() {
  applyFilters();
  renderChips();
  byId("list").scrollTop = 0;
  renderList();
  if (state.panel === "rules") markChosenRule();
  else renderFigures();
}

/** Go to a document that passes the filters, if the one shown does not. */
function showMatch() {
  if (matches.length && !matches.includes(state.place)) {
    showDocument(matches.find((place) => pages.has(place)) ?? matches[0]);
  }
}

/** Filter by one rule, or by none where it is the one that filters already; go to its first place. */
function chooseRule(rule) {
  state.rule = state.rule === rule ? -1 : rule;
  const shown = state.place;
  refilter();
  showMatch();
  if (state.place === shown) renderPage();
  if (state.rule >= 0) stepEdit(1);
}

/** Add a bar of a distribution to the filter, or take it out. */
function toggleBar(key, bar) {
  const chosen = (state.bars[key] ??= new Set());
  if (!chosen.delete(bar)) chosen.add(bar);
  refilter();
  showMatch();
}

/** Search for the words of a query; the document shown stays until the reader chooses another. */
function search(query) {
  state.query = query.trim();
  foundByQuery = searchDocuments(state.query);
  refilter();
  highlightQuery();
}

/** Take every filter away. */
function clearFilters() {
  state.rule = -1;
  state.bars = {};
  byId("search").value = "";
  search("");
  renderPage();
}
