// The list of documents, which holds elements only for what is in sight, the chips of the filters, and the rules.

const ITEM_HEIGHT = 68;

/** Draw the items that are in sight. */
function renderList() {
  const list = byId("list"), space = byId("list-space");
  space.style.height = `${matches.length * ITEM_HEIGHT}px`;
  byId("list-count").textContent = label("ofDocuments", { shown: matches.length, all: release.documents.id.length });
  renderItems();
  if (!matches.length) space.replaceChildren(make("p", { class: "nothing" }, label("nothing")));
  list.setAttribute("aria-label", label("list"));
}

/** Replace the items by those that are in sight now. */
function renderItems() {
  const list = byId("list");
  const first = Math.max(0, Math.floor(list.scrollTop / ITEM_HEIGHT) - 3);
  const last = Math.min(matches.length, Math.ceil((list.scrollTop + list.clientHeight) / ITEM_HEIGHT) + 3);
  const items = [];
  for (let at = first; at < last; at++) items.push(renderItem(matches[at], at));
  byId("list-space").replaceChildren(...items);
  if (matches.includes(state.place)) list.setAttribute("aria-activedescendant", `item-${state.place}`);
}

/** Return the item of a document, at its position in the list. */
function renderItem(place, at) {
  const columns = release.documents, isInFull = pages.has(place);
  const share = removedShare(place);
  const sizes = make("small", {}, `${formatCount(columns.raw[place])} → ${formatCount(columns.clean[place])}`,
    make("span", { class: share > 0.8 ? "share much" : "share" }, `−${(100 * share).toFixed(share < 0.1 || (share > 0.99 && share < 1) ? 1 : 0)}%`),
    columns.kind[place] === "article" ? null : make("span", { class: "badge" }, label(columns.kind[place])),
    isInFull ? null : make("span", { class: "badge" }, label("listedOnly")),
    release.inspection && place in inspections ? make("span", { class: "badge" }, "✓") : null);
  const item = make("div", {
    class: isInFull ? "item" : "item listed", role: "option", id: `item-${place}`, "data-place": place,
    "aria-selected": String(place === state.place), "aria-setsize": matches.length, "aria-posinset": at + 1,
  }, make("b", {}, titleOf(place)), sizes, makeBarcode(columns.barcode[place]));
  item.style.top = `${at * ITEM_HEIGHT}px`;
  return item;
}

/** Mark the item of the document shown, and bring it into sight. */
function markCurrentItem() {
  const list = byId("list"), at = matches.indexOf(state.place);
  if (at >= 0 && (at * ITEM_HEIGHT < list.scrollTop || (at + 1) * ITEM_HEIGHT > list.scrollTop + list.clientHeight)) {
    list.scrollTop = Math.max(0, at * ITEM_HEIGHT - list.clientHeight / 2);
  }
  renderItems();
}

/** Show the next document of the list, or the one before; those that are only listed are passed over. */
function stepDocument(by) {
  const walk = matches.filter((place) => pages.has(place));
  if (!walk.length) return;
  const at = walk.indexOf(state.place);
  showDocument(walk[(at + by + walk.length) % walk.length]);
}

/** Draw the filters that are on; a click takes one away. */
function renderChips() {
  const chips = [];
  if (state.rule >= 0) chips.push([release.rules[state.rule][1], () => chooseRule(state.rule)]);
  for (const one of dimensions) {
    for (const bar of state.bars[one.key] ?? []) {
      chips.push([`${label(one.key)}: ${label(one.names[bar])}`, () => toggleBar(one.key, bar)]);
    }
  }
  const buttons = chips.map(([text, remove]) => makeButton({ class: "chip", "aria-label": `${label("clear")}: ${text}` }, `${text} ×`, remove));
  if (chips.length > 1) buttons.push(makeButton({ class: "chip all" }, label("clearAll"), clearFilters));
  byId("chips").replaceChildren(...buttons);
}

/** Draw the panel that is open: the rules or the distributions. */
function renderPanel() {
  for (const name of ["rules", "figures"]) {
    const tab = byId(`tab-${name}`), isOpen = state.panel === name;
    tab.textContent = name === "rules" ? `${label("rules")} ${release.rules.length}` : label("figures");
    tab.setAttribute("aria-selected", String(isOpen));
    byId(name).hidden = !isOpen;
  }
  if (state.panel === "rules") renderRules();
  else renderFigures();
}

/** Draw the rules by stage, each with a bar as long as the square root of its count. */
function renderRules() {
  const most = Math.max(1, ...release.rules.map((rule) => rule[2] + rule[3]));
  const elements = [];
  let stage = "";
  release.rules.forEach((rule, number) => {
    if (release.stages[rule[0]] !== stage) {
      stage = release.stages[rule[0]];
      elements.push(make("h3", { class: `stage-${stage}` }, label(stage)));
    }
    elements.push(renderRule(rule, number, stage, most));
  });
  const top = byId("rules").scrollTop;
  byId("rules").replaceChildren(...elements);
  byId("rules").scrollTop = top;
}

/** Mark the rule that filters in the panel that is drawn already. */
function markChosenRule() {
  byId("rules").querySelectorAll(".rule").forEach((button, number) => {
    button.setAttribute("aria-pressed", String(number === state.rule));
  });
}

/** Return the button of a rule, which filters by it. */
function renderRule([, id, edits, notes, documents, removed], number, stage, most) {
  const counts = `${formatCount(edits + notes)} × · ${label("documents", { n: documents })}${removed > 0 ? ` · −${label("characters", { n: removed })}` : ""}`;
  const button = makeButton({ class: `rule stage-${stage}`, "aria-pressed": String(state.rule === number), title: `${counts}\n${reasonOf(number)}` }, "", () => chooseRule(number));
  const bar = make("i", { "aria-hidden": "true" });
  bar.style.width = `${Math.max(1, 100 * Math.sqrt((edits + notes) / most))}%`;
  button.append(bar, make("code", {}, id), make("span", {}, formatCount(edits + notes)));
  return button;
}
