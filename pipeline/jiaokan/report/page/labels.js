// Words of the page in both languages. A word that has no entry is shown as it is.

const LABELS = {
  zh: {
    extract: "提取", strip: "去噪", mojibake: "修复", script: "统一", paragraphs: "分段", annotate: "标注",
    sides: "对照", marked: "校读", clean: "净本",
    documents: "{n} 篇", characters: "{n} 字", kept: "保留", removed: "删去", edits: "{n} 处改动", charactersKept: "{raw} → {clean} 字",
    searchHint: "搜索标题、编号、规则、正文　/", searchName: "搜索文档",
    rules: "规则", figures: "分布", side: "文档与规则", openSide: "文档与规则", list: "文档",
    orderName: "排序", orderRelease: "原顺序", orderRemoved: "删去最多", orderEdits: "改动最多", orderLength: "净本最长",
    length: "净本字数", scriptOf: "文字", keptShare: "删去比例", kind: "类别", genre: "体裁", shown: "本页内容",
    inFull: "全文", listedOnly: "仅列出", article: "正文", no_article: "无正文", unknown: "不明",
    Hans: "简体", Hant: "繁体", Zyyy: "其他",
    ofDocuments: "共 {all} 篇，{shown} 篇符合", sampleNote: "{all} 篇中 {full} 篇收全文",
    listNote: "列出 {listed} 篇",
    notInFull: "本页只列出这一篇，没有收全文。要看全文，请运行：",
    nothing: "没有符合条件的文档", linesRemoved: "删去 {n} 行 {c} 字", charactersRemoved: "删去 {c} 字", leftOut: "此处省去 {n} 字", more: "展开 {n} 字",
    before: "原文", after: "净文", nothingLeft: "（删）", nothingBefore: "（无）",
    stage: "阶段", rule: "规则", reason: "理由", why: "依据", confidence: "把握", places: "次数",
    placesIn: "{n} 处 · {d} 篇", certain: "确定", note: "存疑标记", only: "只看这条规则", previous: "上一处", next: "下一处", close: "关闭",
    clear: "清除", clearAll: "全部清除", raw: "原文", cleanText: "净文", flags: "存疑标记", noFacts: "没有著录",
    theme: "明暗", language: "Language: English", help: "按键", dark: "深色", light: "浅色",
    pieces: "按键与图例", ruleGone: "删去", flow: "字数去向",
    title: "题", heading: "标题", list_item: "列表", caption: "图注", quote: "引文", verse: "诗", table: "表", code: "代码", signature: "署名",
    field_title: "标题", field_script: "文字", pageName: "正文", site: "网站", source: "来源", author: "作者", editor: "编辑", published: "日期", url: "网址", keywords: "关键词", region: "地区",
    updated: "更新", region_code: "地区代码", document_number: "文号", reprint_terms: "转载声明",
    file_name: "文件名", pages: "页数", mixed_script: "繁简混用",
    place: "第 {n} / {all} 处",
    added: "新增", gone: "已撤", text: "正文有改", metadata: "著录有改", behind: "背后的变化", compared: "旧版与新版",
    right: "对", wrong: "错", unsure: "不定", save: "保存判断", saveHint: "存成 verdicts.jsonl，交给 jiaokan review import", saveInspectionHint: "存成 inspection.jsonl，交给 jiaokan inspect",
    inspectQuestion: "净本里有：", fault_artifacts: "残留杂质", fault_lost: "正文丢失", fault_unnatural: "不自然或机器生成", fault_unsafe: "非中文或不良内容", finish: "看完，下一篇",
    keyVerdict: "这处改动：对、错、不定", keyFault: "这一篇的毛病", keyFinish: "看完，下一篇",
    keyNext: "下一处 / 上一处改动", keyDocument: "下一篇 / 上一篇", keyMode: "换视图：对照、校读、净本", keyStage: "显示或隐藏某一阶段的改动",
    keySearch: "搜索", keyRule: "只看当前规则", keyFold: "展开或收起删去的行", keyTheme: "明暗", keyLanguage: "中 / EN", keyHelp: "这张表", keyEscape: "关闭、清除",
    legendGone: "删去的文字", legendOld: "改前", legendNew: "改后", legendFact: "著录出处", legendFlag: "存疑，未改", legendRuby: "校读：旧字在上", legendLayout: "换行、空格",
  },
  en: {
    extract: "extract", strip: "strip", mojibake: "repair", script: "script", paragraphs: "layout", annotate: "annotate",
    sides: "side by side", marked: "marked", clean: "clean",
    documents: "{n} {n|document|documents}", characters: "{n} {n|character|characters}", kept: "kept", removed: "removed", edits: "{n} {n|edit|edits}",
    charactersKept: "{raw} → {clean} {clean|character|characters}",
    searchHint: "title, id, rule, text   /", searchName: "search documents",
    rules: "rules", figures: "distributions", side: "documents and rules", openSide: "documents and rules", list: "documents",
    orderName: "order", orderRelease: "as released", orderRemoved: "most removed", orderEdits: "most edits", orderLength: "longest",
    length: "length of clean text", scriptOf: "script", keptShare: "share removed", kind: "kind", genre: "genre", shown: "in this page",
    inFull: "in full", listedOnly: "listed only", article: "article", no_article: "no article", unknown: "unknown",
    Hans: "Simplified", Hant: "Traditional", Zyyy: "other",
    ofDocuments: "{shown} of {all} {all|document|documents}", sampleNote: "{full} of {all} {full|is|are} here in full",
    listNote: "{listed} listed",
    notInFull: "This page lists the document and does not hold its text. To see it in full, run:",
    nothing: "no document fits", linesRemoved: "{n} {n|line|lines}, {c} {c|character|characters} removed", charactersRemoved: "{c} {c|character|characters} removed",
    leftOut: "{n} {n|character is|characters are} left out here", more: "show {n} {n|character|characters}",
    before: "raw", after: "clean", nothingLeft: "(removed)", nothingBefore: "(nothing)",
    stage: "stage", rule: "rule", reason: "reason", why: "evidence", confidence: "confidence", places: "in all",
    placesIn: "{n} {n|place|places} · {d} {d|document|documents}", certain: "certain", note: "flag", only: "only this rule", previous: "previous", next: "next", close: "close",
    clear: "clear", clearAll: "clear all", raw: "raw", cleanText: "clean", flags: "flags", noFacts: "no facts",
    theme: "light or dark", language: "语言：中文", help: "keys", dark: "dark", light: "light",
    pieces: "Keys and marks", ruleGone: "removed", flow: "where the characters went",
    title: "title", heading: "heading", list_item: "list", caption: "caption", quote: "quote", verse: "verse", table: "table", code: "code", signature: "signed",
    field_title: "title", field_script: "script", pageName: "text of the document", site: "site", source: "source", author: "author", editor: "editor", published: "published", url: "url", keywords: "keywords", region: "region",
    updated: "updated", region_code: "region code", document_number: "document number", reprint_terms: "reprint terms",
    file_name: "file name", pages: "pages", mixed_script: "mixed script",
    place: "{n} of {all}",
    added: "added", gone: "gone", text: "text changed", metadata: "metadata changed", behind: "what stands behind", compared: "older and newer release",
    right: "right", wrong: "wrong", unsure: "unsure", save: "save verdicts", saveHint: "as verdicts.jsonl, for jiaokan review import", saveInspectionHint: "as inspection.jsonl, for jiaokan inspect",
    inspectQuestion: "The clean text has:", fault_artifacts: "artifacts left", fault_lost: "article text lost", fault_unnatural: "unnatural or machine-made text", fault_unsafe: "wrong language or unsafe", finish: "read, next",
    keyVerdict: "this change: right, wrong, unsure", keyFault: "faults of this document", keyFinish: "read, next document",
    keyNext: "next / previous change", keyDocument: "next / previous document", keyMode: "view: side by side, marked, clean", keyStage: "show or hide the changes of a stage",
    keySearch: "search", keyRule: "only the rule of this change", keyFold: "open or close removed lines", keyTheme: "light or dark", keyLanguage: "中 / EN", keyHelp: "this table", keyEscape: "close, clear",
    legendGone: "removed text", legendOld: "before", legendNew: "after", legendFact: "where a fact stands", legendFlag: "flagged, not changed", legendRuby: "marked view: the old form above", legendLayout: "line feed, space",
  },
};

/** Sides of a comparison that stand for what a report calls raw and clean. */
const COMPARED_LABELS = { raw: 0, before: 0, cleanText: 1, after: 1 };

/**
 * Return the words for `key` in the language of the page, its {names} filled from `values`.
 * {name|one|several} is the word that goes with the count `name`.
 */
function label(key, values = {}) {
  const side = release?.comparison ? COMPARED_LABELS[key] : undefined;
  if (side !== undefined) return release.comparison[side];
  const text = LABELS[state.language][key] ?? key;
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name, one, several) => {
    if (!(name in values)) return whole;
    if (one !== undefined) return values[name] === 1 ? one : several;
    return typeof values[name] === "number" ? formatCount(values[name]) : String(values[name]);
  });
}

/** Return the name of a fact's field; some are words that mean another thing elsewhere on the page. */
function labelField(field) {
  return LABELS[state.language][`field_${field}`] ?? label(field);
}

/** Return a count with separators of thousands. */
function formatCount(count) {
  return count.toLocaleString("en");
}

/** Return a share of 0 to 1 in per cent with one decimal. */
function formatShare(share) {
  return `${(100 * share).toFixed(1)}%`;
}
