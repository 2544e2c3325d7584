/** Readable steps within one power of ten. */
const STEPS = [1, 2, 4, 5, 10];

/** Points of a line from left to right, in a box of 100 × 100 between the lowest and the highest value. */
export function linePoints(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(1, Math.max(...known) - low);
  const step = 100 / Math.max(1, values.length - 1);
  return values
    .flatMap((value, index) =>
      value === null ? [] : [`${round(index * step)},${round(100 - ((value - low) / span) * 100)}`],
    )
    .join(" ");
}

const round = (place: number) => Math.round(place * 10) / 10;

/** The end of an axis that starts at zero and includes `most`: a round number whose half is also round, at least 2. */
export function axisTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(2, most)));
  const step = STEPS.find((one) => one * power >= most) ?? 10;
  return Math.max(2, step * power);
}
