// Words that are not plain English, with replacements. docs/style.md shows this list.

/** Each entry: a word and its replacement. Matched as whole words, case-insensitive. */
const WORDS = [
  ["the books", "the database, the system, stock on record"],
  ["mend", "fix"],
  ["mended", "fixed"],
  ["whoever", "anyone who, the person who"],
  ["anew", "again"],
  ["meanwhile", "since then, in the meantime"],
  ["lies in", "is in, is inside"],
  ["lies inside", "is inside"],
  ["lie in", "are in"],
  ["is not whole", "is incomplete"],
  ["needs someone", "needs attention"],
  ["needs you", "needs attention"],
  ["another look", "check the highlighted field"],
  ["take off", "remove"],
  ["take back", "refund, undo, reverse"],
  ["put right", "correct"],
  ["not booked", "not saved"],
  ["is booked", "is saved, is recorded"],
  ["was booked", "was saved, was recorded"],
  ["fill this in", "this field is required"],
  ["on their way", "loading"],
  ["afresh", "again"],
  ["in vain", "without success"],
  ["one's own", "your own, its own"],
  ["out of use", "deactivated"],
  ["goes on", "continues"],
  ["hears of", "receives, is notified of"],
  ["is told", "receives, is notified"],
  ["hands out", "returns"],
  ["gives back", "returns, refunds"],
  ["carried in", "applied, checkpointed"],
  ["in the place of", "instead of"],
  ["where there is none", "if there is none"],
  ["behind the door", "after sign-in"],
  ["the house", "the project, the shop"],
  ["the clock on the wall", "local time"],
  ["stands at", "is at"],
  ["stands above", "is above"],
  ["stands below", "is below"],
  ["stands beside", "is next to"],
  ["stands there", "is there"],
  ["somebody", "someone"],
  ["rubbish", "invalid data"],
  ["at the door", "at sign-in"],
  ["the door", "sign-in"],
  ["hears", "receives, is notified"],
  ["hear of", "receive, be notified of"],
  ["heard of", "received, was notified of"],
  ["lies there", "is there"],
  ["lies at", "is at"],
  ["lies beside", "is next to"],
  ["stands in", "is in"],
  ["stands fresh", "is up to date"],
  ["takes back", "refunds, undoes, reverses"],
  ["taken back", "refunded, undone, reversed"],
  ["give back", "return, refund"],
  ["given back", "returned, refunded"],
  ["gone on with", "continued"],
  ["is let go", "is disconnected"],
  ["told apart", "distinguished"],
  ["is asked about", "is questioned, must be confirmed"],
  ["bears the", "has the"],
  ["hence", "so"],
  ["thereby", "so"],
  ["whilst", "while"],
  ["upon", "on"],
  ["lest", "so that … not"],
];

const CODE = /```[\s\S]*?```|`[^`\n]*`/g;
const TABLE_ROW = /^\|.*\|$/;
const blank = (text) => text.replace(/[^\n]/g, " ");
const PATTERNS = WORDS.map(([word, instead]) => ({
  pattern: new RegExp(`\\b${word.replaceAll(" ", "\\s+")}\\b`, "gi"),
  word,
  instead,
}));

/**
 * Finds the words of the list in a text.
 * @param {string} text
 * @returns {{ word: string, instead: string, line: number }[]} In the order of the list; lines begin with 1.
 */
export function findWords(text) {
  return PATTERNS.flatMap(({ pattern, word, instead }) =>
    [...text.matchAll(pattern)].map(({ index }) => ({
      word,
      instead,
      line: text.slice(0, index).split("\n").length,
    })),
  );
}

/** The same in Markdown, ignoring code. */
export function findWordsInProse(text) {
  return findWords(text.replace(CODE, blank));
}

/**
 * The words of the list in an identifier, split at capitals and underscores.
 * @param {string} name
 */
export function findWordsInName(name) {
  return findWords(name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replaceAll("_", " "));
}

/** The rows of the list as docs/style.md shows them. */
export function wordRows() {
  return WORDS.map(([word, instead]) => `${word} | ${instead}`);
}

/** The rows of a Markdown table below the heading "Words": cells trimmed, without the header. */
export function rowsBelowWords(text) {
  const [, after = ""] = text.split(/^## Words$/m);
  const [section = ""] = after.split(/^## /m);
  const rows = section.split("\n").filter((line) => TABLE_ROW.test(line));
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((c) => c.trim())
      .join(" | "),
  );
}
