/** For tests: an input that sets every field of a contract to a new value. */
import { z } from "zod";

export type Fields = Record<string, unknown>;

/** One value of an input by its path: `suppliers.packPriceMinor`. Lists have one element. */
export interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

export interface Filling {
  /** Specific values, by path, where not every valid value is accepted. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Existing ids, by the last name of the path: `categoryId`. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** The current value of the field, if known. */
  readonly before: (path: string) => unknown;
}

/** Every field of the contract, including optional ones. Throws if it finds no new accepted value. */
export function filledInput(contract: z.core.$ZodType, filling: Filling): Fields {
  if (!(contract instanceof z.ZodObject)) throw new Error("a contract is an object");
  const input = z.record(z.string(), z.unknown()).parse(fill(contract, "", [], filling));
  const read = contract.safeParse(input);
  if (read.success) return input;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`give a value that is accepted, ${wrong.join("; ")}`);
}

/** The values of an input with their paths, in the order of its fields. */
export function leavesOf(value: unknown, path = ""): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path));
  if (value === null || typeof value !== "object") return [{ path, value }];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, below(path, name)));
}

const MISSING = Symbol("no such field");

/** The value of an answer at a path; `categoryId` is also found as `category.id`. Undefined if there is none. */
export function valueUnder(answer: unknown, path: string): unknown {
  let here: unknown = only(answer);
  for (const name of path.split(".")) {
    let next = field(here, name);
    if (next === MISSING && name.endsWith("Id"))
      next = field(only(field(here, name.slice(0, -"Id".length))), "id");
    if (next === MISSING) return undefined;
    here = only(next);
  }
  return here;
}

function field(value: unknown, name: string): unknown {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return MISSING;
  return Reflect.get(value, name);
}

/** Lists have one element, as in the input; a longer list is left as it is and equals nothing. */
function only(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function fill(schema: unknown, path: string, taken: unknown[], filling: Filling): unknown {
  if (Object.hasOwn(filling.values, path)) return filling.values[path];
  if (schema instanceof z.ZodDefault)
    return fill(schema.unwrap(), path, [...taken, schema.def.defaultValue], filling);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return fill(schema.unwrap(), path, taken, filling);
  if (schema instanceof z.ZodPipe) return fill(schema.in, path, taken, filling);
  if (schema instanceof z.ZodArray) return [fill(schema.element, path, taken, filling)];
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries(schema.shape).map(([name, inner]) => [
        name,
        fill(inner, below(path, name), [], filling),
      ]),
    );
  }
  return another(schema, path, taken, filling);
}

function another(schema: unknown, path: string, usual: unknown[], filling: Filling): unknown {
  if (schema instanceof z.ZodUnion) {
    // An empty text comes first if it is allowed, and has no meaning.
    const [option = schema] = schema.options.filter((one) => !(one instanceof z.ZodLiteral));
    return fill(option, path, usual, filling);
  }
  const values = candidates(schema, path, filling);
  const others = values.filter((value) => value !== filling.before(path));
  const [value = others[0]] = others.filter((other) => !usual.includes(other));
  if (value !== undefined) return value;
  // The id that a list line refers to identifies the line; its other fields are new.
  if (path.includes(".") && path.endsWith("Id") && values.length > 0) return values[0];
  throw new Error(`give a value for ${path}: none was found that it does not have already`);
}

function candidates(schema: unknown, path: string, { ids }: Filling): readonly unknown[] {
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodLiteral) return [...schema.values];
  if (schema instanceof z.ZodEnum) return schema.options.toReversed();
  if (schema instanceof z.ZodNumber) {
    const lowest = Math.max(schema.minValue ?? 0, 0);
    return [lowest + 7, lowest + 8, lowest + 1, lowest];
  }
  const format = schema instanceof z.ZodStringFormat ? schema.def.format : "";
  if (format === "uuid" || format === "guid") return ids[path.split(".").at(-1) ?? path] ?? [];
  if (format === "datetime") return ["2026-03-02T10:00:30.000Z"];
  if (format === "date") return ["2026-03-02"];
  if (format === "email") return ["written@example.org"];
  return [`Written ${path}`];
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
