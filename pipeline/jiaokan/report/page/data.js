// Unpacking of the data, and the indexes that search and filters read.

/** Release, rules and list of documents (`release.documents` holds columns). */
let release = null;
/** Documents in full, by their place in the list. */
const pages = new Map();

const SAME_AS_RAW = 1; // stands for the clean text of a flag
const LENGTH_BOUNDS = [100, 300, 1000, 3000, 10000, 30000];

/** Return what a data block holds: JSON, deflated and in base64. */
async function unpackBlock(id) {
  const block = document.getElementById(id);
  const bytes = Uint8Array.from(atob(block.textContent), (character) => character.charCodeAt(0));
  block.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

/** Keep the documents in full as objects, by their place in the list. */
function storePages(described) {
  for (const [place, kindWhy, facts, causes, rows, digest] of described) {
    pages.set(place, { kindWhy, facts, causes, rows, digest });
  }
}

/** Return the clean text of a part. */
function cleanOf(part) {
  if (typeof part === "string") return part;
  return part[1] === SAME_AS_RAW ? part[0] : part[1];
}

/** Return the raw text of a part, without the middle that was left out. */
function rawOf(part) {
  return typeof part === "string" ? part : part[0];
}

/** Return the stage of a rule by its number. */
function stageOfRule(rule) {
  return release.stages[release.rules[rule][0]];
}

/** Return the reason of a rule by its number, in the language of the page where it is known. */
function reasonOf(rule) {
  const [english, chinese] = release.rules[rule].slice(6);
  return (state.language === "zh" && chinese) || english;
}

/** Name of a document as the list shows it. */
function titleOf(place) {
  return release.documents.title[place] || release.documents.id[place];
}

/** Share of the raw text that is not in the clean one, from 0 to 1. */
function removedShare(place) {
  const raw = release.documents.raw[place];
  return raw ? Math.max(0, 1 - release.documents.clean[place] / raw) : 0;
}

// ---------------------------------------------------------------- distributions

/** A distribution: its key, the names of its bars, the number of the bar of each document. */
function makeDimension(key, names, barOf) {
  const bars = new Uint8Array(release.documents.id.length);
  for (let place = 0; place < bars.length; place++) bars[place] = barOf(place);
  return { key, names, bars };
}

/** Return the distribution of a column that holds few values, the most frequent first. */
function makeValueDimension(key, column) {
  const counts = new Map();
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one)).slice(0, 200);
  return makeDimension(key, values.map((value) => value || "unknown"), (place) => Math.max(0, values.indexOf(column[place])));
}

/** Return the distributions that this release has something to show in. */
function makeDimensions() {
  const columns = release.documents;
  const lows = [0, ...LENGTH_BOUNDS];
  const lengths = lows.map((low, i) => (i < LENGTH_BOUNDS.length ? `${formatCount(low)}–${formatCount(LENGTH_BOUNDS[i] - 1)}` : `≥ ${formatCount(low)}`));
  const tenths = Array.from({ length: 10 }, (_, i) => `${i * 10}–${i * 10 + 10}%`);
  const dimensions = [
    makeDimension("length", lengths, (place) => LENGTH_BOUNDS.filter((bound) => columns.clean[place] >= bound).length),
    makeDimension("keptShare", tenths, (place) => Math.min(9, Math.floor(removedShare(place) * 10))),
    makeValueDimension("scriptOf", columns.script),
    makeValueDimension("kind", columns.kind),
    makeValueDimension("genre", columns.genre),
    makeDimension("shown", ["inFull", "listedOnly"], (place) => (pages.has(place) ? 0 : 1)),
  ];
  return dimensions.filter((one) => one.key !== "genre" || one.names.length > 1)
    .filter((one) => one.key !== "shown" || pages.size < columns.id.length);
}

// ---------------------------------------------------------------- search

/** Lower-case text of each document in which search looks; filled once. */
const searchTexts = { heads: null, bodies: new Map() };

/** Make the index of ids and titles, and of the texts of documents in full. */
function makeSearchIndex() {
  if (searchTexts.heads) return;
  const { id, title } = release.documents;
  searchTexts.heads = id.map((one, place) => `${one}\n${title[place]}`.toLowerCase());
  for (const [place, page] of pages) {
    const raw = [], clean = [];
    for (const [, , parts] of page.rows) {
      for (const part of parts) {
        raw.push(rawOf(part));
        clean.push(cleanOf(part));
      }
    }
    searchTexts.bodies.set(place, `${raw.join("")}\u0000${clean.join("")}`.toLowerCase());
  }
}

/** Return for each document 1 where every word of the query stands in its id, title, text or rules. */
function searchDocuments(query) {
  const found = new Uint8Array(release.documents.id.length).fill(1);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) makeSearchIndex();
  for (const word of words) {
    const isNamed = release.rules.map((rule) => rule[1].includes(word));
    const isAnyNamed = isNamed.includes(true);
    for (let place = 0; place < found.length; place++) {
      if (found[place] && !isWordInDocument(word, isNamed, isAnyNamed, place)) found[place] = 0;
    }
  }
  return found;
}

/** Tell whether a word stands in a document, or in the id of a rule that worked there (`isNamed` by its number). */
function isWordInDocument(word, isNamed, isAnyNamed, place) {
  return (
    searchTexts.heads[place].includes(word) ||
    (searchTexts.bodies.get(place)?.includes(word) ?? false) ||
    (isAnyNamed && release.documents.rules[place].some((rule) => isNamed[rule]))
  );
}
