// The distributions, and the bar that says where the characters went.

/** Draw every distribution; a bar is a button that filters. */
function renderFigures() {
  const top = byId("figures").scrollTop;
  byId("figures").replaceChildren(...(release.comparison ? [renderBehind()] : []), ...dimensions.map(renderDimension));
  byId("figures").scrollTop = top;
}

/** Return what changed behind the documents of a comparison: settings, rules, packages. */
function renderBehind() {
  const rows = release.comparison[2].map(([what, was, now]) => make("tr", {}, make("td", {}, what), make("td", {}, was), make("td", {}, now)));
  return make("div", { class: "dimension behind" }, make("h3", {}, label("behind")), rows.length ? make("table", {}, ...rows) : "–");
}

/** Return one distribution as bars from the left, each with its count. */
function renderDimension(one) {
  const most = Math.max(1, ...one.counts);
  const chosen = state.bars[one.key] ?? new Set();
  const group = make("div", { class: "dimension", role: "group", "aria-label": label(one.key) }, make("h3", {}, label(one.key)));
  one.names.forEach((name, bar) => {
    const count = one.counts[bar];
    const button = makeButton({ class: "bin", "aria-pressed": String(chosen.has(bar)), disabled: !count && !chosen.has(bar), "aria-label": `${label(name)}: ${label("documents", { n: count })}` }, "", () => toggleBar(one.key, bar));
    const fill = make("i", {});
    fill.style.width = `${count ? Math.max(1.5, (100 * count) / most) : 0}%`;
    button.append(make("span", { class: "bin-name" }, label(name)), make("span", { class: "bin-bar" }, fill), make("span", { class: "bin-count" }, formatCount(count)));
    group.append(button);
  });
  return group;
}

/** Return by how many characters each stage made the texts shorter. */
function countRemovedByStage() {
  const removed = release.stages.map(() => 0);
  for (const rule of release.rules) removed[rule[0]] += rule[5];
  return removed;
}

/** Draw the bar of all characters: what was kept, and what each stage took. */
function renderFlow() {
  const removed = countRemovedByStage();
  const shares = [["kept", release.clean], ...release.stages.map((stage, i) => [stage, Math.max(0, removed[i])])];
  const total = Math.max(1, shares.reduce((sum, share) => sum + share[1], 0));
  const flow = byId("flow");
  flow.replaceChildren();
  for (const [name, count] of shares.filter((share) => share[1])) {
    const part = make("i", { class: `fill-${name}`, title: `${label(name)}: ${formatCount(count)} (${formatShare(count / total)})` });
    part.style.flexGrow = count / total;
    flow.append(part);
  }
  flow.setAttribute("aria-label", `${label("flow")}: ${shares.filter((share) => share[1]).map(([name, count]) => `${label(name)} ${formatShare(count / total)}`).join(", ")}`);
}

/** Draw what is said of the release as a whole. */
function renderTotals() {
  const parts = [
    label("documents", { n: release.count }),
    label("charactersKept", { raw: release.raw, clean: release.clean }),
    `${label("kept")} ${formatShare(release.raw ? release.clean / release.raw : 1)}`,
  ];
  const listed = release.documents.id.length;
  if (listed < release.count) parts.push(label("listNote", { listed }));
  if (pages.size < release.count) parts.push(label("sampleNote", { all: release.count, full: pages.size }));
  byId("totals").textContent = parts.join(" · ");
}

/** Draw the buttons of the views and those of the stages, which are the legend too. */
function renderTools() {
  byId("modes").setAttribute("aria-label", label("keyMode"));
  byId("modes").replaceChildren(...["sides", "marked", "clean"].map((mode) => makeButton({ "aria-pressed": String(mode === state.mode), "data-mode": mode }, label(mode), () => setMode(mode))));
  byId("stages").setAttribute("aria-label", label("keyStage"));
  const removed = countRemovedByStage();
  byId("stages").replaceChildren(...usedStages().map((stage) => renderStageButton(stage, removed[release.stages.indexOf(stage)])));
  byId("theme").textContent = state.theme === "dark" ? "☀" : "☾";
  byId("theme").setAttribute("aria-label", label("theme"));
  byId("language").textContent = state.language === "zh" ? "EN" : "中";
  byId("language").setAttribute("aria-label", label("language"));
  byId("open-help").setAttribute("aria-label", label("help"));
  byId("open-side").setAttribute("aria-label", label("openSide"));
}

/** Return the stages that did something. */
function usedStages() {
  return release.stages.filter((stage) => release.rules.some((rule) => release.stages[rule[0]] === stage));
}

/** Return the button that shows or hides the changes of a stage. */
function renderStageButton(stage, removed) {
  const edits = release.rules.reduce((sum, rule) => sum + (release.stages[rule[0]] === stage ? rule[2] + rule[3] : 0), 0);
  const share = removed / Math.max(1, release.raw);
  const told = share >= 0.001 ? `−${formatShare(share)}` : `${formatCount(edits)} ×`;
  return makeButton({ class: `stage stage-${stage}`, "aria-pressed": String(!state.hiddenStages.has(stage)), "data-stage": stage }, label(stage), () => toggleStage(stage)).appendChild(make("small", {}, told)).parentNode;
}
