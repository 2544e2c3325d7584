import { lazy, memo, Suspense, useState } from "react";
import { lateCode } from "../../lib/late-code.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import classes from "./till-menu.module.css";
import type { TillChoicesProps } from "./till-choices.tsx";

// Its fields are no part of the first load: they come when the menu is opened.
const load = lateCode(() => import("./till-choices.tsx"));
const Choices = lazy(async () => ({ default: (await load()).TillChoices }));

/** What this device remembers of how it sells: from where, with which sounds, on what paper. */
export const TillMenu = memo(function TillMenu(props: TillChoicesProps) {
  const { place } = props;
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.menu} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {texts.menu}
        {place === null ? "" : ` · ${place.name}`}
      </summary>
      {open ? (
        <Suspense>
          <Choices {...props} />
        </Suspense>
      ) : null}
    </details>
  );
});
