import { sharedJson } from "./shared-data.ts";

/** A published sum with its answer; amounts and quantities are decimal text unless its input says otherwise. */
export interface WorkedExample<Input, Expected> {
  readonly id: string;
  readonly input: Input;
  readonly expected: Expected;
}

const FILE = "worked_examples/worked_examples.json";

/**
 * One worked example by its id, or `null` where the shared data is absent. `Input` and `Expected` are what the caller
 * knows of this example's shape. Error when the data is there and the example is not.
 */
export function workedExample<Input, Expected>(id: string): WorkedExample<Input, Expected> | null {
  const examples = sharedJson<WorkedExample<Input, Expected>[]>(FILE);
  if (examples === null) return null;
  const example = examples.find((candidate) => candidate.id === id);
  if (example === undefined) throw new Error(`There is no worked example ${id}`);
  return example;
}
