// MiniSearch on the cards and queries that come by stdin, for tools/search/search_rivals.py.
const { readFileSync } = require("node:fs");
const MiniSearch = require("minisearch");

const { cards, queries, limit } = JSON.parse(readFileSync(0, "utf8"));
const plain = (term) => term.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const search = new MiniSearch({
  fields: ["title", "text"],
  processTerm: plain,
  searchOptions: {
    boost: { title: 3 },
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 4 ? 0.25 : false),
    combineWith: "OR",
  },
});
search.addAll(cards);
const answers = queries.map((query) => {
  const started = performance.now();
  const ids = search.search(query).slice(0, limit).map((hit) => hit.id);
  return { ids, ms: performance.now() - started };
});
process.stdout.write(JSON.stringify(answers));
