// What keys and buttons do.

/** Show the document in another view; the place in the text stays. */
function setMode(mode) {
  const offset = offsetInSight();
  state.mode = mode;
  renderTools();
  renderPage();
  if (offset > 0) keepInSight(offset);
}

/** Return where in the raw text the first row in sight begins. */
function offsetInSight() {
  const article = byId("page");
  if (article.scrollTop < 40) return 0;
  const top = article.getBoundingClientRect().top;
  const row = [...article.querySelectorAll(".row")].find((one) => one.getBoundingClientRect().bottom > top + 20);
  return row ? Number(row.dataset.start) : 0;
}

/** Scroll so that the row at a place of the raw text is the first one in sight. */
function keepInSight(offset) {
  const row = [...byId("page").querySelectorAll(".row")].find((one) => Number(one.dataset.start) >= offset);
  row?.scrollIntoView({ block: "start" });
}

/** Show or hide the changes of a stage. */
function toggleStage(stage) {
  if (!state.hiddenStages.delete(stage)) state.hiddenStages.add(stage);
  setMode(state.mode);
}

/** Go to the next view. */
function nextMode() {
  const modes = ["sides", "marked", "clean"];
  setMode(modes[(modes.indexOf(state.mode) + 1) % modes.length]);
}

/** Change between light and dark. */
function toggleTheme() {
  state.theme = state.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = state.theme;
  renderTools();
}

/** Change between Chinese and English. */
function toggleLanguage() {
  state.language = state.language === "zh" ? "en" : "zh";
  renderAll();
}

/** Open the folds of the document, or close them if all are open. */
function toggleFolds() {
  const folds = [...byId("page").querySelectorAll("details")];
  const isOpened = folds.some((fold) => !fold.open);
  for (const fold of folds) fold.open = isOpened;
}

/** Filter by the rule of the current edit. */
function chooseCurrentRule() {
  if (state.rule >= 0) chooseRule(state.rule);
  else if (shownEdits[currentEdit]) chooseRule(shownEdits[currentEdit].causes.at(-1).number);
}

/** Close what lies on top, else take the filters away. */
function closeTopmost() {
  if (byId("side").classList.contains("open")) closeSide();
  else if (!byId("card").hidden) hideCard();
  else if (state.rule >= 0 || state.query || byId("chips").childElementCount) clearFilters();
}

/** On a phone: show the list over the page. */
function openSide() {
  byId("side").classList.add("open");
  byId("open-side").setAttribute("aria-expanded", "true");
  renderItems();
}

/** On a phone: put the list away. */
function closeSide() {
  byId("side").classList.remove("open");
  byId("open-side").setAttribute("aria-expanded", "false");
}

const KEYS = {
  j: () => stepEdit(1), k: () => stepEdit(-1),
  n: () => stepDocument(1), p: () => stepDocument(-1),
  a: () => judgeEdit("right"), x: () => judgeEdit("wrong"), u: () => judgeEdit("unsure"),
  v: nextMode, f: toggleFolds, r: chooseCurrentRule, d: toggleTheme, l: toggleLanguage,
  "/": () => { openSide(); byId("search").focus(); },
  "?": openHelp,
  Escape: closeTopmost,
};

/** Do what a key says, unless the reader is writing or holds another key down. */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.target.matches("input, select")) {
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter" && event.target.id === "search") {
      event.target.blur();
      showMatch();
    }
    return;
  }
  const stage = release.inspection ? null : usedStages()[Number(event.key) - 1];
  const action = release.inspection && (event.key in FAULTS || (event.key === "Enter" && !event.target.matches("button"))) ? inspectionAction(event.key) : stage ? () => toggleStage(stage) : KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

/** Return what a key does on the page of an inspection. */
function inspectionAction(key) {
  return key === "Enter" ? finishInspection : () => toggleFault(FAULTS[key]);
}

/** Move in the list with the arrow keys. */
function onListKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps) || !matches.length) return;
  event.preventDefault();
  const at = matches.indexOf(state.place);
  showDocument(matches[Math.min(matches.length - 1, Math.max(0, at + steps[event.key]))]);
}

/** Show the keys and what the marks mean. */
function openHelp() {
  const keys = [["j k", "keyNext"], ["n p", "keyDocument"], ["v", "keyMode"], ...(release.inspection ? [["1–4", "keyFault"], ["↵", "keyFinish"]] : [["a x u", "keyVerdict"], [`1–${usedStages().length}`, "keyStage"]]), ["/", "keySearch"], ["r", "keyRule"], ["f", "keyFold"], ["d", "keyTheme"], ["l", "keyLanguage"], ["?", "keyHelp"], ["Esc", "keyEscape"]];
  const rows = keys.map(([key, name]) => make("tr", {}, make("td", {}, ...key.split(" ").map((one) => make("kbd", {}, one))), make("td", {}, label(name))));
  byId("help").replaceChildren(
    make("h2", {}, label("pieces")),
    make("table", {}, ...rows),
    renderLegend(),
    makeButton({ class: "close", "aria-label": label("close") }, "×", () => byId("help").close()));
  byId("help").showModal();
}

/** Return an example of each mark. */
function renderLegend() {
  const ruby = make("mark", { class: "new stage-script" }, make("ruby", {}, "导", make("rt", {}, "導")));
  const examples = [
    [make("mark", { class: "gone stage-strip" }, "分享到"), "legendGone"],
    [make("mark", { class: "old stage-mojibake" }, "锟斤拷"), "legendOld"],
    [make("mark", { class: "new stage-script" }, "导"), "legendNew"],
    [ruby, "legendRuby"],
    [make("span", { class: "fact" }, "2020-02-01"), "legendFact"],
    [make("mark", { class: "flag stage-script" }, "佢哋"), "legendFlag"],
    [make("mark", { class: "quiet stage-paragraphs" }, make("span", { class: "sign", "data-sign": "⏎ ␣" })), "legendLayout"],
  ];
  return make("div", { class: "legend" }, ...examples.map(([mark, name]) => make("p", {}, mark, " ", label(name))));
}
