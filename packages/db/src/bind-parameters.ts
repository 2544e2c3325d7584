import { is, Param, Placeholder } from "drizzle-orm";

type Values = Record<string, unknown>;
type Slot = { readonly name: string; readonly encode: ((value: unknown) => unknown) | null };

/**
 * Turns the parameters of a built query into a function from placeholder values to driver values. Deciding once which
 * parameter is a placeholder makes a prepared statement about as cheap as one written by hand.
 * Throws when a value is missing.
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
      const value = values?.[slot.name];
      if (value === undefined) throw new Error(`The statement needs a value for "${slot.name}".`);
      bound.push(slot.encode === null || value === null ? value : slot.encode(value));
    }
    return bound;
  };
}

function slotOf(param: unknown): Slot | null {
  if (is(param, Placeholder)) return { name: param.name, encode: null };
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    return { name: param.value.name, encode: (value) => encoder.mapToDriverValue(value) };
  }
  return null;
}
