import { useState } from "react";
import { describeError } from "../lib/describe-error.ts";
import { refusalOf } from "../lib/refusal-of.ts";
import { refusedRows } from "../lib/refused-rows.ts";
import { useRepeatKey } from "../lib/use-repeat-key.ts";
import { gridTexts } from "../texts/en/grid.ts";
import { Button } from "./button.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { showToast } from "./toasts.tsx";
import type { RowSelection } from "./use-row-selection.ts";

interface Version<Id> {
  readonly id: Id;
  readonly version: number;
}

interface Named<Id> extends Version<Id> {
  readonly name: string;
}

interface StateSelectionBarProps<Id> {
  readonly selection: Pick<
    RowSelection<Named<Id> & { readonly active: boolean }>,
    "chosen" | "clear"
  >;
  /** The name of the list in the contract: "customers". */
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
  /** Returns the changed records in the same order, with their new versions. */
  readonly update: (
    key: string,
    rows: readonly Version<Id>[],
    active: boolean,
  ) => Promise<readonly Version<Id>[]>;
}

/** A selection bar that deactivates or reactivates the selected records, all or none; a toast offers undo. */
export function StateSelectionBar<Id extends string>(props: StateSelectionBarProps<Id>) {
  const { list, texts, update } = props;
  const { chosen: rows, clear } = props.selection;
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { keyOf, answered } = useRepeatKey();
  const changeState = async (chosen: readonly Named<Id>[], active: boolean, undoable: boolean) => {
    setPending(true);
    setProblem(null);
    try {
      const versions = chosen.map(({ id, version }) => ({ id, version }));
      const turned = await update(keyOf([versions, active]), versions, active);
      answered();
      // Results are in the order of the request.
      const back = turned.map((row, index) => ({ ...row, name: chosen[index]?.name ?? "" }));
      showToast({
        text: active ? texts.manyReactivated(turned.length) : texts.manyDeactivated(turned.length),
        ...(undoable
          ? { action: { label: texts.undo, run: () => void changeState(back, !active, false) } }
          : {}),
      });
      if (undoable) clear();
    } catch (error) {
      const why = whyNot(error, list, chosen);
      // Undo is called when the bar is no longer rendered.
      if (undoable) setProblem(why);
      else showToast({ text: why });
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
      onClear={clear}
      problem={problem}
    >
      {inUse.length === 0 ? null : (
        <Button pending={pending} onClick={() => void changeState(inUse, false, true)}>
          {texts.deactivate}
        </Button>
      )}
      {notInUse.length === 0 ? null : (
        <Button pending={pending} onClick={() => void changeState(notInUse, true, true)}>
          {texts.reactivate}
        </Button>
      )}
    </SelectionBar>
  );
}

/** The names of the rows of a refusal. */
function whyNot(error: unknown, list: string, rows: readonly { readonly name: string }[]): string {
  const refusal = refusalOf(error);
  if (refusal === null) return describeError(error);
  const named = refusedRows(refusal, list, rows);
  return gridTexts.noneChanged(named.length === 0 ? describeError(error) : named.join(" "));
}
