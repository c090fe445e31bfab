// The head of a document: title, sizes, barcode, facts and flags.

/** Return what stands for the text of a document that is only listed. */
function renderNotInFull() {
  const command = `jiaokan report ${release.name}@${release.version} --documents ${release.documents.id[state.place]}`;
  return make("div", { class: "not-in-full" }, make("p", {}, label("notInFull")), make("pre", {}, command));
}

/** Return title, sizes, barcode and facts of the document. */
function renderHead(page) {
  const columns = release.documents, place = state.place;
  const sizes = [
    label("charactersKept", { raw: columns.raw[place], clean: columns.clean[place] }),
    `${label("removed")} ${formatShare(removedShare(place))}`,
    label("edits", { n: columns.edits[place] }),
  ].join(" · ");
  const head = make("header", { class: "head" },
    make("h2", {}, titleOf(place)),
    make("p", { class: "meta" }, make("code", {}, columns.id[place]), make("span", {}, sizes)));
  if (columns.kind[place] !== "article") {
    head.append(make("p", { class: "kind" }, make("b", {}, label(columns.kind[place])), page?.kindWhy ? ` — ${page.kindWhy}` : ""));
  }
  head.append(renderPlaceBar(place), renderFacts(page));
  if (release.inspection && page) head.append(renderInspection());
  return head;
}

/** Return the barcode of the document; a click goes to the row at that share of the raw text. */
function renderPlaceBar(place) {
  const bar = make("div", { class: "place-bar" }, makeBarcode(release.documents.barcode[place]));
  bar.addEventListener("click", (event) => {
    const box = bar.getBoundingClientRect();
    scrollToOffset(offsetAtShare(place, (event.clientX - box.left) / box.width));
  });
  return bar;
}

/** Return the place in the raw text that stands at a share of the barcode, which leaves markup of HTML out. */
function offsetAtShare(place, share) {
  if (!release.documents.html[place]) return share * release.documents.raw[place];
  const rows = pages.get(place)?.rows ?? [];
  const seen = rows.map(([, , parts]) => parts.map(rawOf).join("").replace(/<[^<>]*>|\s+/g, "").length);
  const wanted = share * seen.reduce((sum, one) => sum + one, 0);
  let start = 0, passed = 0;
  for (let i = 0; i < rows.length && passed + seen[i] <= wanted; i++) {
    passed += seen[i];
    start += lengthOfParts(rows[i][2]);
  }
  return start;
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
