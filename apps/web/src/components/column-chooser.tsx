import { useEffect, useRef, useState } from "react";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { Button } from "./button.tsx";
import type { ColumnChoice } from "./grid-columns.ts";
import classes from "./column-chooser.module.css";

/** Selects the visible columns of a grid; stored on this device. */
export function ColumnChooser({ choices }: { readonly choices: readonly ColumnChoice[] }) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent) => {
      const inside = event.target instanceof Node && place.current?.contains(event.target);
      if (inside !== true) setOpen(false);
    };
    window.addEventListener("pointerdown", outside);
    return () => window.removeEventListener("pointerdown", outside);
  }, [open]);
  return (
    // Esc anywhere inside closes the list and returns the focus to its button.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={place}
      className={classes.place}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        setOpen(false);
        place.current?.querySelector("button")?.focus();
      }}
    >
      <Button expanded={open} onClick={() => setOpen(!open)}>
        {texts.columns}
      </Button>
      {open ? (
        <fieldset className={classes.list}>
          <legend className={classes.legend}>{texts.columnsLead}</legend>
          {choices.map(({ key, title, shown, toggle }) => (
            <label key={key} className={classes.choice}>
              <input type="checkbox" checked={shown} onChange={toggle} />
              {title}
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
