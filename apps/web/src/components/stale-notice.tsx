import { useEffect, useRef } from "react";
import type { StaleChange } from "../lib/stale-changes.ts";
import type { StaleChoice } from "./use-stale-choice.ts";
import { staleTexts as texts } from "../texts/en/stale.ts";
import classes from "./stale-notice.module.css";

/** Above a form's fields: changes saved by others, with a choice of which value to keep. */
export function StaleNotice({ stale }: { readonly stale: StaleChoice }) {
  const { changes, fields, changedBy, choose, refusals } = stale;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Saving was refused; the choices may be scrolled out of view.
    if (refusals > 0) place.current?.querySelector("button")?.focus();
  }, [refusals]);
  return (
    <div ref={place} aria-live="polite" className={classes.place}>
      {changes.length === 0 ? null : (
        <section className={classes.notice} aria-label={texts.title}>
          <ul className={classes.list}>
            {changes.map((change) => (
              <Change
                key={change.key}
                change={change}
                label={fields[change.key]?.label ?? change.key}
                shown={(fields[change.key]?.show ?? String)(change.theirs)}
                changedBy={changedBy}
                choose={(choice) => choose(change.key, choice)}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface ChangeProps {
  readonly change: StaleChange;
  readonly label: string;
  readonly shown: string;
  readonly changedBy: string | null;
  readonly choose: (choice: "mine" | "theirs") => void;
}

function Change({ change, label, shown, changedBy, choose }: ChangeProps) {
  const { choice } = change;
  return (
    <li className={classes.change}>
      <p>
        {shown.trim() === ""
          ? texts.emptied(changedBy, label)
          : texts.changed(changedBy, label, shown)}{" "}
        <span className="muted">
          {choice === null ? texts.undecided : choice === "theirs" ? texts.taken : texts.kept}
        </span>
      </p>
      <div className={classes.choices}>
        <button
          type="button"
          className={classes.choice}
          aria-label={texts.takeTheirs(label)}
          aria-pressed={choice === "theirs"}
          onClick={() => choose("theirs")}
        >
          {texts.take}
        </button>
        <button
          type="button"
          className={classes.choice}
          aria-label={texts.keepMine(label)}
          aria-pressed={choice === "mine"}
          onClick={() => choose("mine")}
        >
          {texts.keep}
        </button>
      </div>
    </li>
  );
}
