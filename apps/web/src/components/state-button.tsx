import { useState } from "react";
import type { ReactNode } from "react";
import { newId } from "@daybook/contract/uuid";
import { describeError } from "../lib/describe-error.ts";
import { gridTexts } from "../texts/en/grid.ts";
import { Button } from "./button.tsx";
import { RowMenu, RowMenuItem } from "./row-menu.tsx";
import { showToast } from "./toasts.tsx";

interface StateInput {
  readonly key: string;
  readonly id: string;
  readonly version: number;
}

interface StateChangeOptions {
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
  readonly of: { readonly deactivate: StateChange; readonly reactivate: StateChange };
  /** Required before the change, such as a password confirmation. */
  readonly gate?: <Result>(changeState: () => Promise<Result>) => Promise<Result>;
}

interface StateChange {
  readonly useMutation: () => {
    readonly mutateAsync: (input: StateInput) => Promise<{ readonly version: number }>;
  };
}

/** Deactivates or reactivates a record without confirmation; a toast offers undo. */
export function StateButton(options: StateChangeOptions) {
  const { label, pending, changeState } = useStateChange(options);
  return (
    <Button pending={pending} onClick={changeState}>
      {label}
    </Button>
  );
}

interface StateMenuProps extends StateChangeOptions {
  /** The other rare actions of the row. */
  readonly children?: ReactNode;
}

/** The same in the menu of a row, for lists. */
export function StateMenu({ children, ...options }: StateMenuProps) {
  const { label, changeState } = useStateChange(options);
  return (
    <RowMenu label={gridTexts.moreFor(options.row.name)}>
      {children}
      <RowMenuItem onSelect={changeState}>{label}</RowMenuItem>
    </RowMenu>
  );
}

function useStateChange({
  row,
  texts,
  of,
  gate = (changeState) => changeState(),
}: StateChangeOptions) {
  const deactivate = of.deactivate.useMutation();
  const reactivate = of.reactivate.useMutation();
  const [pending, setPending] = useState(false);
  const changeState = async (on: boolean, version: number, undoable: boolean) => {
    setPending(true);
    try {
      const input = { key: newId(), id: row.id, version };
      const turned = await gate(() => (on ? reactivate : deactivate).mutateAsync(input));
      showToast({
        text: on ? texts.reactivated(row.name) : texts.deactivated(row.name),
        ...(undoable
          ? {
              action: {
                label: texts.undo,
                run: () => void changeState(!on, turned.version, false),
              },
            }
          : {}),
      });
    } catch (error) {
      showToast({ text: describeError(error) });
    } finally {
      setPending(false);
    }
  };
  return {
    label: row.active ? texts.deactivate : texts.reactivate,
    pending,
    changeState: () => void changeState(!row.active, row.version, true),
  };
}
