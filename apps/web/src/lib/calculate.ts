/** The context of a calculation. */
export interface Sum {
  /** Parses a number in the shop's format into plain decimal text with a point; null if it is invalid. */
  readonly plain: (literal: string) => string | null;
  /** The previous value of the field, for `+10%` and `*2`. In units of 10^-`places`; NaN if it was empty. */
  readonly from: number;
  /** Decimals of the field: 2 for cents, 3 for thousandths. */
  readonly places: number;
}

/** An exact fraction; the denominator is above zero. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

interface Term extends Fraction {
  /** A single percentage: added to a value, it is that share of it. */
  readonly percent: boolean;
}

const OPERATOR = /[+\-*/()%×÷−]/;

/** Whether the text is more than one number: then it is a calculation. */
export function isSum(text: string): boolean {
  return OPERATOR.test(text.trim().replace(/^[-−]/, "")) || /^[+*/×÷]/.test(text.trim());
}

/**
 * Evaluates `12*1.2`, `(3+4)/2`, `+10%` or `-0,50` like a pocket calculator, exactly, and rounds once, half away from
 * zero, to units of 10^-`places`. NaN for invalid text, division by zero or a result that is too large.
 */
export function calculate(text: string, sum: Sum): number {
  const tokens = tokensOf(text);
  if (tokens === null) return Number.NaN;
  const [first = ""] = tokens;
  const continues = "+-*/".includes(first) && !Number.isNaN(sum.from);
  const before: readonly string[] = continues ? ["from", ...tokens] : tokens;
  const reader = createReader(before, sum);
  const result = reader.expression();
  return result === null || !reader.atEnd() ? Number.NaN : rounded(result, sum.places);
}

function tokensOf(text: string): string[] | null {
  const found = text
    .replaceAll("×", "*")
    .replaceAll("÷", "/")
    .replaceAll("\u2212", "-")
    .match(/\s*(\p{Nd}[\p{Nd}.,٫٬'’\s]*|[.,٫]\p{Nd}+|[+\-*/()%]|\S)/gu);
  const tokens = found?.map((token) => token.trim()) ?? [];
  return tokens.length > 0 && tokens.length <= 60 ? tokens : null;
}

function createReader(tokens: readonly string[], sum: Sum) {
  let at = 0;
  const next = () => tokens[at] ?? "";

  const expression = (): Fraction | null => {
    let left: Fraction | null = term();
    while (left !== null && (next() === "+" || next() === "-")) {
      const sign = tokens[at++] === "+" ? 1n : -1n;
      const right = term();
      if (right === null) return null;
      // As on a pocket calculator, 20 + 10 % is 22.
      const amount = right.percent ? times(left, right) : right;
      left = {
        top: left.top * amount.bottom + sign * amount.top * left.bottom,
        bottom: left.bottom * amount.bottom,
      };
    }
    return left;
  };
  const term = (): Term | null => {
    let left = factor();
    while (left !== null && (next() === "*" || next() === "/")) {
      const divides = tokens[at++] === "/";
      const right = factor();
      if (right === null || (divides && right.top === 0n)) return null;
      left = { ...times(left, divides ? inverse(right) : right), percent: false };
    }
    return left;
  };
  const factor = (): Term | null => {
    const token = tokens[at++] ?? "";
    if (token === "-") {
      const value = factor();
      return value === null ? null : { ...value, top: -value.top };
    }
    if (token === "(") {
      const inner = expression();
      return inner !== null && tokens[at++] === ")" ? withPercent(inner) : null;
    }
    if (token === "from") return { ...fractionOf(sum.from, sum.places), percent: false };
    const value = literal(sum.plain(token));
    return value === null ? null : withPercent(value);
  };
  const withPercent = (value: Fraction): Term => {
    if (next() !== "%") return { ...value, percent: false };
    at += 1;
    return { top: value.top, bottom: value.bottom * 100n, percent: true };
  };
  return { expression, atEnd: () => at >= tokens.length };
}

function literal(plain: string | null): Fraction | null {
  const match = /^(\d{0,15})(?:\.(\d{0,12}))?$/.exec(plain ?? "");
  const [, whole = "", fraction = ""] = match ?? [];
  if (match === null || whole + fraction === "") return null;
  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) };
}

const fractionOf = (units: number, places: number): Fraction => ({
  top: BigInt(Math.round(units)),
  bottom: 10n ** BigInt(places),
});
const times = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.top,
  bottom: a.bottom * b.bottom,
});
const inverse = ({ top, bottom }: Fraction): Fraction =>
  top < 0n ? { top: -bottom, bottom: -top } : { top: bottom, bottom: top };

function rounded({ top, bottom }: Fraction, places: number): number {
  const scaled = top * 10n ** BigInt(places);
  const size = scaled < 0n ? -scaled : scaled;
  const units = (2n * size + bottom) / (2n * bottom);
  const result = Number(scaled < 0n ? -units : units);
  return Number.isSafeInteger(result) ? result + 0 : Number.NaN;
}
