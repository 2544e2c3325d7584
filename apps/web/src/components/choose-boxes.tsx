import { useEffect, useRef } from "react";
import { gridTexts as texts } from "../texts/en/grid.ts";
import classes from "./choose-boxes.module.css";

interface ChooseBoxProps {
  /** What the row is called, for those who do not see it. */
  readonly name: string;
  readonly chosen: boolean;
  /** `extend`: everything from the row chosen last to this one. */
  readonly onChoose: (chosen: boolean, extend: boolean) => void;
}

/** Chooses one row of a list. */
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
  /** "some" while a part of the rows is chosen. */
  readonly all: "all" | "some" | "none";
  readonly onChoose: (chosen: boolean) => void;
}

/** Chooses every row of a list, or none. */
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
