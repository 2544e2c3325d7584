import { lazy, memo, Suspense, useState } from "react";
import { HiddenText } from "../../components/hidden-text.tsx";
import { Icon } from "../../components/icons.tsx";
import { lateCode } from "../../lib/late-code.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import classes from "./till-menu.module.css";
import type { TillChoicesProps } from "./till-choices.tsx";

// The fields load when the menu is opened.
const load = lateCode(() => import("./till-choices.tsx"));
const Choices = lazy(async () => ({ default: (await load()).TillChoices }));

interface TillMenuProps extends TillChoicesProps {
  /** The name of the till that this browser is; undefined for none. */
  readonly tillName: string | undefined;
}

/** The till settings of this device: location, sounds, paper. */
export const TillMenu = memo(function TillMenu({ tillName, ...props }: TillMenuProps) {
  const { place } = props;
  const here = [tillName, place?.name].filter((name) => name !== undefined).join(" · ");
  const [open, setOpen] = useState(false);
  return (
    <>
      <details name="till" className={classes.menu}>
        <summary>
          <span aria-hidden="true">?</span>
          <HiddenText>{texts.help}</HiddenText>
        </summary>
        <p className={classes.content}>{texts.lead}</p>
      </details>
      <details
        name="till"
        className={classes.menu}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary>
          <Icon name="settings" />
          <HiddenText>{texts.menu}</HiddenText>
          {here === "" ? null : <span className={classes.place}>{here}</span>}
        </summary>
        {open ? (
          <Suspense>
            <Choices {...props} />
          </Suspense>
        ) : null}
      </details>
    </>
  );
});
