// Words that were searched for, marked in the document.

/** Mark the words of the query in the document shown, where the browser can. */
function highlightQuery() {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("query");
  const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return;
  const ranges = [], walker = document.createTreeWalker(byId("page"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < 500; node = walker.nextNode()) {
    for (const word of words) findInNode(node, word, ranges);
  }
  CSS.highlights.set("query", new Highlight(...ranges));
}

/** Add the ranges of a text node that hold a word. */
function findInNode(node, word, ranges) {
  const text = node.data.toLowerCase();
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, Math.min(at + word.length, node.length));
    ranges.push(range);
  }
}
