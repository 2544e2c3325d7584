import { useEffect, useState } from "react";
import type { z } from "zod";
import type { Numbers } from "@daybook/contract/texts/refusal-texts";
import { refusalOf } from "../lib/refusal-of.ts";
import { noteChanges, sameValue } from "../lib/stale-changes.ts";
import type { StaleChange } from "../lib/stale-changes.ts";
import { useContractForm } from "./use-contract-form.ts";
import { useFormDrafts } from "./use-form-draft.ts";
import type { ContractForm } from "./use-contract-form.ts";

export interface StaleChoiceOptions<Entity, Values, Input, Result> {
  readonly contract: z.ZodType<unknown, Input>;
  /** The name of what is kept until it is saved: `product:<id>`. */
  readonly draft: string;
  /** As the live query answers it: a newer version of it is what another person saved meanwhile. */
  readonly entity: Entity;
  /** Asks for it again; used when the server says that it has changed. */
  readonly refetch: () => Promise<unknown>;
  readonly valuesOf: (entity: Entity) => Values;
  /** `before` is the entity the form rests on: its version goes into the input, and what differs from it is sent. */
  readonly input: (values: Values, before: Entity, key: string) => Input;
  readonly send: (input: Input) => Promise<Result>;
  readonly onSaved: (result: Result) => void;
  readonly numbers?: Numbers;
  /** A question about figures that are likely a slip, asked once. */
  readonly unusual?: (values: Values, before: Entity) => string | null;
}

export interface StaleChoice {
  /** What others changed since the form was opened. */
  readonly changes: readonly StaleChange[];
  /** Who did it, where the server said so. */
  readonly changedBy: string | null;
  readonly choose: (key: string, choice: "mine" | "theirs") => void;
  /** How often saving was refused because of them: each time the choices want to be seen. */
  readonly refusals: number;
}

/**
 * A form that changes something which others may change at the same time. What they save lands in the fields this person
 * has not touched and is told; where both changed the same field the person chooses, and until then the server refuses to
 * save. Give `stale` to `StaleNotice`.
 */
export function useStaleChoice<
  Entity extends { readonly version: number },
  Values extends object,
  Input,
  Result,
>(
  options: StaleChoiceOptions<Entity, Values, Input, Result>,
): ContractForm<Values> & { readonly stale: StaleChoice } {
  const { entity, valuesOf } = options;
  const kept = useFormDrafts().about(options.draft);
  const [base, setBase] = useState(() => keptBase(kept?.base, entity));
  const [changes, setChanges] = useState<readonly StaleChange[]>([]);
  const { refusals, changedBy, note } = useRefusals(options.refetch);

  const form = useContractForm<Values, Input, Result>({
    contract: options.contract,
    draft: { name: options.draft, base },
    initial: valuesOf(base),
    input: (values, key) => options.input(values, base, key),
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
    const taken = fresh.filter(({ choice }) => choice === "theirs");
    if (taken.length > 0) set(only(theirs, taken));
    if (now.length !== changes.length || fresh.length > 0) setChanges(now);
    // Only what is decided may be saved over: until then the old version stays, and the server refuses it.
    if (now.every(({ choice }) => choice !== null)) setBase(entity);
    // The form changes with every key; what matters is what others save and what is decided about it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [entity, base, changes]);

  const choose = (key: string, choice: "mine" | "theirs") => {
    const change = changes.find((one) => one.key === key);
    if (change === undefined) return;
    const mine = mineOf(change, values);
    // safe because a change's values were taken from this very field
    set({ [key]: choice === "mine" ? mine : change.theirs } as Partial<Values>);
    setChanges(changes.map((one) => (one === change ? { ...change, mine, choice } : one)));
  };
  const discard = () => {
    form.draft.forget();
    setChanges([]);
    setBase(entity);
    set(valuesOf(entity));
  };
  return {
    ...form,
    draft: { ...form.draft, discard },
    stale: { changes, changedBy, choose, refusals },
  };
}

/** What a kept change rests on, so that what others saved since is told; the entity as it is now where none is kept. */
function keptBase<Entity extends { readonly version: number }>(
  kept: unknown,
  entity: Entity,
): Entity {
  if (typeof kept !== "object" || kept === null || !("version" in kept)) return entity;
  if (typeof kept.version !== "number" || kept.version > entity.version) return entity;
  // safe because it was kept under this entity's own name, and parts that an update brought come from the present one
  return { ...entity, ...kept } as Entity;
}

/** How often the server said that it has changed, and who did it; it is asked for again each time. */
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

/** A decision for mine keeps what was typed since, if anything was. */
function mineOf({ key, mine, theirs }: StaleChange, values: object): unknown {
  const held: unknown = Object.entries(values).find(([name]) => name === key)?.[1];
  return sameValue(held, theirs) ? mine : held;
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
