// Runs of removed rows, folded where they are long.

const FOLDED_ROWS = 4; // a longer run of removed rows is folded,
const FOLDED_UNITS = 900; // and one of more text
const PREVIEW_CHARS = 120;

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
    make("b", {}, label(name, { n: run.length, c: size })),
    make("span", { class: "families" }, told.join(" · ")),
    make("span", { class: "preview" }, preview.replace(/\s+/g, " ").trim().slice(0, PREVIEW_CHARS)));
}

/** Return what a reader of a page would have seen of a piece of raw text: no tags, scripts or styles. */
function visibleText(raw) {
  return raw.replace(/<(script|style)[^]*?(<\/\1>|$)/gi, " ").replace(/<!--[^]*?(-->|$)/g, " ").replace(/<[^<>]*>?/g, " ");
}
