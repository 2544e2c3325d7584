import { useEffect, useRef } from "react";
import { gridTexts as texts } from "../texts/en/grid.ts";
import classes from "./choose-boxes.module.css";

interface ChooseBoxProps {
  /** The name of the row for screen readers. */
  readonly name: string;
  readonly chosen: boolean;
  /** `extend`: selects everything from the last selected row to this one. */
  readonly onChoose: (chosen: boolean, extend: boolean) => void;
}

/** Selects one row of a list. */
export function ChooseBox({ name, chosen, onChoose }: ChooseBoxProps) {
  return (
    <label className={classes.area}>
      <input
        type="checkbox"
        aria-label={texts.choose(name)}
        checked={chosen}
        onChange={({ currentTarget, nativeEvent }) =>
          onChoose(
            currentTarget.checked,
            "shiftKey" in nativeEvent && nativeEvent.shiftKey === true,
          )
        }
      />
    </label>
  );
}

interface ChooseAllBoxProps {
  readonly name: string;
  /** "some" if only some rows are selected. */
  readonly all: "all" | "some" | "none";
  readonly onChoose: (chosen: boolean) => void;
}

/** Selects every row of a list, or none. */
export function ChooseAllBox({ name, all, onChoose }: ChooseAllBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = all === "some";
  }, [all]);
  return (
    <label className={classes.area}>
      <input
        ref={box}
        type="checkbox"
        aria-label={name}
        checked={all === "all"}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
    </label>
  );
}
