import { useState } from "react";
import { describeError } from "../lib/describe-error.ts";
import { refusalOf } from "../lib/refusal-of.ts";
import { refusedRows } from "../lib/refused-rows.ts";
import { gridTexts } from "../texts/en/grid.ts";
import { Button } from "./button.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { showToast } from "./toasts.tsx";

interface Version<Id> {
  readonly id: Id;
  readonly version: number;
}

interface StateSelectionBarProps<Id> {
  /** The chosen ones. */
  readonly rows: readonly (Version<Id> & { readonly name: string; readonly active: boolean })[];
  /** What the contract calls them: "customers". */
  readonly list: string;
  readonly texts: {
    readonly chosenTitle: string;
    readonly chosen: (n: number) => string;
    readonly deactivate: string;
    readonly reactivate: string;
    readonly manyDeactivated: (n: number) => string;
    readonly manyReactivated: (n: number) => string;
    readonly undo: string;
  };
  /** Answers what was changed, with the versions of now. */
  readonly update: (
    rows: readonly Version<Id>[],
    active: boolean,
  ) => Promise<readonly Version<Id>[]>;
  readonly onClear: () => void;
}

/** A selection bar that takes the chosen out of use or back into it, all or none; a toast offers to undo it. */
export function StateSelectionBar<Id extends string>(props: StateSelectionBarProps<Id>) {
  const { rows, list, texts, update, onClear } = props;
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const turn = async (
    chosen: readonly (Version<Id> & { readonly name?: string })[],
    active: boolean,
    undoable: boolean,
  ) => {
    setPending(true);
    setTrouble(null);
    try {
      const turned = await update(
        chosen.map(({ id, version }) => ({ id, version })),
        active,
      );
      const count = turned.length;
      showToast({
        text: active ? texts.manyReactivated(count) : texts.manyDeactivated(count),
        ...(undoable
          ? { action: { label: texts.undo, run: () => void turn(turned, !active, false) } }
          : {}),
      });
      if (undoable) onClear();
    } catch (error) {
      const named = refusedRows(
        refusalOf(error),
        list,
        chosen.map(({ name = "" }) => ({ name })),
      );
      const why = named.length === 0 ? describeError(error) : named.join(" ");
      // Undoing happens where the bar is gone.
      if (undoable) setTrouble(gridTexts.noneChanged(why));
      else showToast({ text: gridTexts.noneChanged(why) });
    } finally {
      setPending(false);
    }
  };
  const inUse = rows.filter(({ active }) => active);
  const notInUse = rows.filter(({ active }) => !active);
  return (
    <SelectionBar
      label={texts.chosenTitle}
      count={texts.chosen(rows.length)}
      onClear={onClear}
      trouble={trouble}
    >
      {inUse.length === 0 ? null : (
        <Button pending={pending} onClick={() => void turn(inUse, false, true)}>
          {texts.deactivate}
        </Button>
      )}
      {notInUse.length === 0 ? null : (
        <Button pending={pending} onClick={() => void turn(notInUse, true, true)}>
          {texts.reactivate}
        </Button>
      )}
    </SelectionBar>
  );
}
