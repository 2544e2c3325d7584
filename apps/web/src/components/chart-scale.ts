/** Readable steps within one power of ten. */
const STEPS = [1, 2, 4, 5, 10];

/** The end of an axis that starts at zero and includes `most`: a round number whose half is also round, at least 2. */
export function axisTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(2, most)));
  const step = STEPS.find((one) => one * power >= most) ?? 10;
  return Math.max(2, step * power);
}
