import { useEffect, useState } from "react";
import type { z } from "zod";
import type { Numbers } from "@daybook/contract/texts/refusal-texts";
import { refusalOf } from "../lib/refusal-of.ts";
import { noteChanges, sameValue } from "../lib/stale-changes.ts";
import type { StaleChange } from "../lib/stale-changes.ts";
import { useContractForm } from "./use-contract-form.ts";
import { useFormDrafts } from "./use-form-draft.ts";
import type { ContractForm } from "./use-contract-form.ts";

/** How `StaleNotice` shows a field. */
interface StaleField<Value> {
  readonly label: string;
  /** Formats the value; plain text by default. */
  readonly show?: (value: Value) => string;
}

export type StaleFields<Values> = { readonly [Key in keyof Values]: StaleField<Values[Key]> };

/** The part of every input that says which record is written, and on which version the form is based. */
interface WriteHead<Entity extends Versioned> {
  readonly key: string;
  readonly id: Entity["id"];
  readonly version: number;
}

/** The settings have no id: there is one record of them. */
interface Versioned {
  readonly id?: unknown;
  readonly version: number;
}

export interface StaleChoiceOptions<Entity extends Versioned, Values, Input, Result> {
  readonly contract: z.ZodType<unknown, Input>;
  /** The name of the draft: `product:<id>`. */
  readonly draft: string;
  /** The result of the live query: a newer version of it was saved by someone else. */
  readonly entity: Entity;
  /** Refetches it; used when the server reports a newer version. */
  readonly refetch: () => Promise<unknown>;
  readonly valuesOf: (entity: Entity) => Values;
  /** The label and format of each field, for the notice about changes by others. */
  readonly fields: StaleFields<Values>;
  /** `before` is the record that the form is based on, for inputs that contain only the differences. */
  readonly input: (values: Values, head: WriteHead<Entity>, before: Entity) => Input;
  readonly send: (input: Input) => Promise<Result>;
  readonly onSaved: (result: Result) => void;
  readonly numbers?: Numbers;
  /** A confirmation for unusual values, asked once. */
  readonly unusual?: (values: Values, before: Entity) => string | null;
}

export interface StaleChoice {
  /** Changes by others since the form was opened. */
  readonly changes: readonly StaleChange[];
  readonly fields: Readonly<Record<string, StaleField<unknown>>>;
  /** The user who made them, if known. */
  readonly changedBy: string | null;
  readonly choose: (key: string, choice: "mine" | "theirs") => void;
  /** How many times saving was refused because of them; each time the choices are scrolled into view. */
  readonly refusals: number;
}

/**
 * A form for a record that others may edit at the same time. Their changes are merged into fields that this user has
 * not edited, and `Form` shows them; if both changed the same field, the user chooses, and until then the server
 * refuses to save.
 */
export function useStaleChoice<Entity extends Versioned, Values extends object, Input, Result>(
  options: StaleChoiceOptions<Entity, Values, Input, Result>,
): ContractForm<Values> & { readonly stale: StaleChoice } {
  const { entity, valuesOf } = options;
  const stored = useFormDrafts().about(options.draft);
  const [base, setBase] = useState(() => draftBase(stored?.base, entity));
  const [changes, setChanges] = useState<readonly StaleChange[]>([]);
  const { refusals, changedBy, note } = useRefusals(options.refetch);

  const form = useContractForm<Values, Input, Result>({
    contract: options.contract,
    draft: { name: options.draft, base },
    initial: valuesOf(base),
    input: (values, key) =>
      options.input(values, { key, id: base.id, version: base.version }, base),
    send: async (input) => {
      try {
        return await options.send(input);
      } catch (error) {
        await note(error);
        throw error;
      }
    },
    onSaved: (result) => {
      setChanges([]);
      options.onSaved(result);
    },
    unusual: (values) => options.unusual?.(values, base) ?? null,
    ...(options.numbers === undefined ? {} : { numbers: options.numbers }),
  });

  const { values, set } = form;
  useEffect(() => {
    if (entity.version <= base.version) return;
    const theirs = valuesOf(entity);
    const now = noteChanges({ before: valuesOf(base), theirs, mine: values, noted: changes });
    const fresh = now.filter((change) => !changes.includes(change));
    const accepted = fresh.filter(({ choice }) => choice === "theirs");
    if (accepted.length > 0) set(only(theirs, accepted));
    if (now.length !== changes.length || fresh.length > 0) setChanges(now);
    // Only resolved conflicts may be overwritten: until then the old version is sent, and the server refuses it.
    if (now.every(({ choice }) => choice !== null)) setBase(entity);
    // The form changes with every key; only changes by others and decisions matter here.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [entity, base, changes]);

  const choose = (key: string, choice: "mine" | "theirs") => {
    const change = changes.find((one) => one.key === key);
    if (change === undefined) return;
    const mine = mineOf(change, values);
    // safe because a change's values were taken from this field
    set({ [key]: choice === "mine" ? mine : change.theirs } as Partial<Values>);
    setChanges(changes.map((one) => (one === change ? { ...change, mine, choice } : one)));
  };
  const discard = () => {
    form.draft.forget();
    setChanges([]);
    setBase(entity);
    set(valuesOf(entity));
  };
  // safe because the changes are of the fields of this form
  const fields = options.fields as Readonly<Record<string, StaleField<unknown>>>;
  return {
    ...form,
    draft: { ...form.draft, discard },
    stale: { changes, fields, changedBy, choose, refusals },
  };
}

/** The record that a draft is based on, so later changes by others are shown; the current record without a draft. */
function draftBase<Entity extends Versioned>(stored: unknown, entity: Entity): Entity {
  if (typeof stored !== "object" || stored === null || !("version" in stored)) return entity;
  if (typeof stored.version !== "number" || stored.version > entity.version) return entity;
  // safe because it was stored under this record's name, and fields added by an update come from the current record
  return { ...entity, ...stored } as Entity;
}

/** How many times the server reported a newer version, and who saved it; refetched each time. */
function useRefusals(refetch: () => Promise<unknown>) {
  const [refusals, setRefusals] = useState(0);
  const [changedBy, setChangedBy] = useState<string | null>(null);
  const note = async (error: unknown) => {
    const refusal = refusalOf(error);
    if (refusal?.code !== "stale_version") return;
    setChangedBy(refusal.details.changedBy);
    await refetch();
    setRefusals((before) => before + 1);
  };
  return { refusals, changedBy, note };
}

/** A decision for "mine" keeps later input. */
function mineOf({ key, mine, theirs }: StaleChange, values: object): unknown {
  const current: unknown = Object.entries(values).find(([name]) => name === key)?.[1];
  return sameValue(current, theirs) ? mine : current;
}

function only<Values extends object>(
  values: Values,
  changes: readonly StaleChange[],
): Partial<Values> {
  const keys = new Set(changes.map(({ key }) => key));
  const chosen = Object.entries(values).filter(([key]) => keys.has(key));
  // safe because these are some of the values' own entries
  return Object.fromEntries(chosen) as Partial<Values>;
}
