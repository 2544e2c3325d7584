/** The symbols of Code 128 in order: widths of bars and spaces, in modules. */
const SYMBOLS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 " +
  "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 " +
  "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 " +
  "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 " +
  "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 " +
  "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 " +
  "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 " +
  "411311 113141 114131 311141 411131 211412 211214 211232"
).split(" ");
const [TO_C, TO_B, START_B, START_C] = [99, 100, 104, 105];
const STOP_RUNS = 7;

/** Reads one row of pixels, true for dark, as a scanner does. Throws if it is no valid Code 128 of set B or C. */
export function readCode128(row: readonly boolean[]): string {
  const values = symbolsOf(runsOf(row));
  const [start = -1, ...rest] = values;
  const check = rest.pop();
  const sum = rest.reduce((total, value, at) => total + value * (at + 1), start);
  if (check !== sum % 103) throw new Error(`The check digit is ${check}, not ${sum % 103}`);
  let set = start;
  return rest
    .map((value) => {
      if (value === TO_C && set === START_B) set = START_C;
      else if (value === TO_B && set === START_C) set = START_B;
      else if (set === START_C) return String(value).padStart(2, "0");
      else if (set === START_B) return String.fromCodePoint(value + 32);
      else throw new Error(`An unknown set of characters: ${set}`);
      return "";
    })
    .join("");
}

/** The lengths of dark and light runs, from the first dark pixel to the last. */
function runsOf(row: readonly boolean[]): number[] {
  const dark = row.slice(row.indexOf(true), row.lastIndexOf(true) + 1);
  const runs: number[] = [];
  for (const [at, pixel] of dark.entries()) {
    if (at > 0 && pixel === dark[at - 1]) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(1);
  }
  return runs;
}

function symbolsOf(runs: readonly number[]): number[] {
  const values: number[] = [];
  for (let at = 0; at + STOP_RUNS < runs.length; at += 6) {
    const symbol = runs.slice(at, at + 6);
    const module = symbol.reduce((sum, run) => sum + run, 0) / 11;
    const widths = symbol.map((run) => Math.round(run / module)).join("");
    const value = SYMBOLS.indexOf(widths);
    if (value === -1) throw new Error(`No symbol has the widths ${widths}`);
    values.push(value);
  }
  return values;
}
