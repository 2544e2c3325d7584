import { is, Param, Placeholder } from "drizzle-orm";

type Values = Record<string, unknown>;
type Encode = ((value: unknown) => unknown) | null;
type Slot = { readonly name: string; readonly row: number | null; readonly encode: Encode };

/** The placeholder name of one column in one of several rows, whose values are given as `{ rows }`. */
export function nameInRow(row: number, column: string): string {
  return `${row}:${column}`;
}

/**
 * Turns the parameters of a built query into a function from placeholder values to driver values. FileInspection the
 * placeholders once makes a prepared statement about as cheap as a hand-written one. Throws if a value is missing.
 */
export function compileParameters(
  params: readonly unknown[],
): (values: Values | undefined) => unknown[] {
  const slots = params.map(slotOf);
  if (!slots.some((slot) => slot !== null)) return () => [...params];
  return (values) => {
    const bound: unknown[] = [];
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index];
      if (!slot) {
        bound.push(params[index]);
        continue;
      }
      const value = valueOf(values, slot);
      if (value === undefined) throw new Error(`The statement needs a value for "${slot.name}".`);
      bound.push(slot.encode === null || value === null ? value : slot.encode(value));
    }
    return bound;
  };
}

function valueOf(values: Values | undefined, { row, name }: Slot): unknown {
  if (row === null) return values?.[name];
  const rows = values?.["rows"];
  // safe because placeholders named by `nameInRow` are always given a list of rows
  return Array.isArray(rows) ? (rows[row] as Values | undefined)?.[name] : undefined;
}

function slotOf(param: unknown): Slot | null {
  if (is(param, Placeholder)) return slotNamed(param.name, null);
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    return slotNamed(param.value.name, (value) => encoder.mapToDriverValue(value));
  }
  return null;
}

function slotNamed(placeholder: string, encode: Encode): Slot {
  const [, row, name] = /^(\d+):(.+)$/.exec(placeholder) ?? [];
  if (row === undefined || name === undefined) return { name: placeholder, row: null, encode };
  return { name, row: Number(row), encode };
}
