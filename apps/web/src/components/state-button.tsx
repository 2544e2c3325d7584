import { useState } from "react";
import { newId } from "@daybook/contract/uuid";
import { describeError } from "../lib/describe-error.ts";
import { Button } from "./button.tsx";
import { showToast } from "./toasts.tsx";

interface StateInput {
  readonly key: string;
  readonly id: string;
  readonly version: number;
}

interface StateButtonProps {
  readonly row: {
    readonly id: string;
    readonly name: string;
    readonly active: boolean;
    readonly version: number;
  };
  readonly texts: {
    readonly deactivate: string;
    readonly reactivate: string;
    readonly deactivated: (name: string) => string;
    readonly reactivated: (name: string) => string;
    readonly undo: string;
  };
  /** The procedures of this kind of record, such as `trpc.suppliers`. */
  readonly of: { readonly deactivate: Turn; readonly reactivate: Turn };
  /** Required before the change, such as a password confirmation. */
  readonly gate?: <Result>(turn: () => Promise<Result>) => Promise<Result>;
}

interface Turn {
  readonly useMutation: () => {
    readonly mutateAsync: (input: StateInput) => Promise<{ readonly version: number }>;
  };
}

/** Deactivates or reactivates a record without confirmation; a toast offers undo. */
export function StateButton({ row, texts, of, gate = (turn) => turn() }: StateButtonProps) {
  const deactivate = of.deactivate.useMutation();
  const reactivate = of.reactivate.useMutation();
  const [pending, setPending] = useState(false);
  const turn = async (on: boolean, version: number, undoable: boolean) => {
    setPending(true);
    try {
      const input = { key: newId(), id: row.id, version };
      const turned = await gate(() => (on ? reactivate : deactivate).mutateAsync(input));
      showToast({
        text: on ? texts.reactivated(row.name) : texts.deactivated(row.name),
        ...(undoable
          ? { action: { label: texts.undo, run: () => void turn(!on, turned.version, false) } }
          : {}),
      });
    } catch (error) {
      showToast({ text: describeError(error) });
    } finally {
      setPending(false);
    }
  };
  return (
    <Button pending={pending} onClick={() => void turn(!row.active, row.version, true)}>
      {row.active ? texts.deactivate : texts.reactivate}
    </Button>
  );
}
