import { calibrateCost, FLOOR_COST } from "@daybook/core/users/passwords";
import type { PasswordCost } from "@daybook/core/users/passwords";

/** A machine that has just started has better to do than measuring passwords. */
const MEASURE_AFTER_MS = 3_000;

/** The cost of a password: the given one, or the floor until this machine was measured. */
export function passwordCostOf(fixed: PasswordCost | undefined): {
  readonly now: () => PasswordCost;
  readonly stop: () => void;
} {
  let cost = fixed ?? FLOOR_COST;
  const measure = (): void => {
    calibrateCost(() => performance.now()).then(
      (measured) => (cost = measured),
      // Too many sign-ins at this moment: the floor is good enough until the next start.
      () => undefined,
    );
  };
  const timer = fixed === undefined ? setTimeout(measure, MEASURE_AFTER_MS) : undefined;
  timer?.unref();
  return { now: () => cost, stop: () => clearTimeout(timer) };
}
