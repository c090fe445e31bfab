// Start: unpack, connect, draw.

/** Draw everything, in the language of the page. */
function renderAll() {
  document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
  document.documentElement.dataset.theme = state.theme;
  byId("search").placeholder = label("searchHint");
  byId("search").setAttribute("aria-label", label("searchName"));
  byId("side").setAttribute("aria-label", label("side"));
  byId("page").setAttribute("aria-label", label("pageName"));
  byId("card").setAttribute("aria-label", label("rule"));
  const orders = [["release", "orderRelease"], ["removed", "orderRemoved"], ["edits", "orderEdits"], ["length", "orderLength"]];
  byId("order").setAttribute("aria-label", label("orderName"));
  byId("order").replaceChildren(...orders.map(([value, name]) => make("option", { value, selected: value === state.order }, label(name))));
  renderTotals();
  renderSave();
  renderFlow();
  renderTools();
  renderChips();
  renderList();
  renderPanel();
  renderPage();
}

/** Call a function once no call has come for some milliseconds. */
function debounce(action, milliseconds) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds, ...values);
  };
}

/** Connect what the reader does with what follows. */
function connect() {
  const searchSoon = debounce((query) => search(query), 60);
  byId("search").addEventListener("input", (event) => searchSoon(event.target.value));
  byId("list").addEventListener("scroll", renderItems);
  byId("list").addEventListener("keydown", onListKey);
  byId("list").addEventListener("click", (event) => {
    const item = event.target.closest(".item");
    if (item) showDocument(Number(item.dataset.place));
  });
  byId("order").addEventListener("change", (event) => { state.order = event.target.value; applyFilters(); renderList(); markCurrentItem(); });
  for (const name of ["rules", "figures"]) byId(`tab-${name}`).addEventListener("click", () => { state.panel = name; renderPanel(); });
  byId("page").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) showEdit(Number(mark.dataset.edit), false);
    else if (!event.target.closest("summary, button, .place-bar")) hideCard();
  });
  byId("save").addEventListener("click", saveVerdicts);
  byId("theme").addEventListener("click", toggleTheme);
  byId("language").addEventListener("click", toggleLanguage);
  byId("open-help").addEventListener("click", openHelp);
  byId("open-side").addEventListener("click", () => (byId("side").classList.contains("open") ? closeSide() : openSide()));
  addEventListener("keydown", onKey);
  addEventListener("resize", debounce(renderItems, 100));
  addEventListener("hashchange", () => { const place = placeInAddress(); if (place >= 0 && place !== state.place) showDocument(place); });
}

/** Return the place of the document that the address names, or -1. */
function placeInAddress() {
  return release.documents.id.indexOf(decodeURIComponent(location.hash.slice(1)));
}

/** Unpack the data and draw the page. */
async function start() {
  document.documentElement.dataset.theme = state.theme;
  release = await unpackBlock("data");
  storePages(await unpackBlock("pages"));
  verdicts = readStorage("verdicts");
  inspections = readStorage("inspections");
  dimensions = makeDimensions();
  if (release.inspection && dimensions.some((one) => one.key === "shown")) state.bars.shown = new Set([0]);
  foundByQuery = searchDocuments("");
  state.rule = release.rule;
  applyFilters();
  const named = placeInAddress();
  state.place = named >= 0 ? named : matches.find((place) => pages.has(place)) ?? matches[0] ?? 0;
  connect();
  renderAll();
  markCurrentItem();
  if (state.rule >= 0) stepEdit(1);
  setTimeout(makeSearchIndex, 200);
  document.body.dataset.ready = String(Math.round(performance.now()));
}

start();
