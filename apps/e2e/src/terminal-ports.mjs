/**
 * A card terminal for the browser tests. What it does follows from the amount: 12.23 is approved, the answer to 24.46 is
 * lost although the money is taken, 36.69 is declined, and 48.92 waits until it is cancelled.
 */
const results = new Map();
let moved = 0;

const LOST = 2446;
const DECLINED = 3669;
const WAITING = 4892;

async function carryOut({ key, amountMinor }) {
  const known = results.get(key);
  if (known !== undefined) return known;
  if (amountMinor === WAITING) {
    results.set(key, { state: "pending" });
    return new Promise(() => undefined);
  }
  const outcome =
    amountMinor === DECLINED
      ? { state: "declined", message: "Card expired" }
      : { state: "approved", reference: `T-${(moved += 1)}` };
  results.set(key, outcome);
  if (amountMinor === LOST) throw new Error("The connection was lost");
  return outcome;
}

export const cardTerminal = {
  pay: carryOut,
  refund: carryOut,
  abort: async (key) => {
    if (results.get(key)?.state !== "approved") results.set(key, { state: "aborted" });
  },
  lastResult: async (key) => results.get(key) ?? { state: "none" },
};
