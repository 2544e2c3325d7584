import { lazy, memo, Suspense, useState } from "react";
import { HiddenText } from "../../components/hidden-text.tsx";
import { Icon } from "../../components/icons.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { useShop } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { lateCode } from "../../lib/late-code.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { TillHelp } from "./late-parts.ts";
import classes from "./till-menu.module.css";
import type { TillChoicesProps } from "./till-choices.tsx";

// The fields load when the menu is opened.
const load = lateCode(() => import("./till-choices.tsx"));
const Choices = lazy(async () => ({ default: (await load()).TillChoices }));

const SwitchPersonSheet = latePart(
  async () => (await import("../users/switch-person-sheet.tsx")).SwitchPersonSheet,
);

interface TillMenuProps extends TillChoicesProps {
  /** The name of the till that this browser is; undefined for none. */
  readonly tillName: string | undefined;
  /** Paid sales that the server has not confirmed: they are sent as the person who sold. */
  readonly waiting: number;
}

/** The till settings of this device: location, sounds, paper. */
export const TillMenu = memo(function TillMenu({ tillName, waiting, ...props }: TillMenuProps) {
  const { place } = props;
  const here = [tillName, place?.name].filter((name) => name !== undefined).join(" · ");
  const [open, setOpen] = useState(false);
  return (
    <>
      {tillName === undefined ? null : <PersonButton waiting={waiting} />}
      <details name="till" className={classes.menu}>
        <summary>
          <span aria-hidden="true">?</span>
          <HiddenText>{texts.help}</HiddenText>
        </summary>
        <TillHelp />
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

/** The person who sells: another one takes over with a PIN. */
function PersonButton({ waiting }: { readonly waiting: number }) {
  const { me } = useShop();
  const [open, setOpen] = useState(false);
  useShortcuts([{ keys: "Shift+F3", label: texts.keys.person, run: () => setOpen(true) }]);
  return (
    <>
      <button type="button" className={classes.person} onClick={() => setOpen(true)}>
        <HiddenText>{texts.soldBy}</HiddenText> {me.user.name}
      </button>
      {open ? <SwitchPersonSheet waiting={waiting} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
