import { sharedJson } from "./shared-data.ts";

/**
 * A published calculation with its result; amounts and quantities are decimal text unless the input says otherwise.
 */
export interface WorkedExample<Input, Expected> {
  readonly id: string;
  readonly input: Input;
  readonly expected: Expected;
}

const FILE = "worked_examples/worked_examples.json";

/**
 * One worked example by its id, or `null` if the shared data is missing. `Input` and `Expected` are its expected
 * types. Throws if the data exists but the example does not.
 */
export function workedExample<Input, Expected>(id: string): WorkedExample<Input, Expected> | null {
  const examples = sharedJson<WorkedExample<Input, Expected>[]>(FILE);
  if (examples === null) return null;
  const example = examples.find((candidate) => candidate.id === id);
  if (example === undefined) throw new Error(`There is no worked example ${id}`);
  return example;
}
