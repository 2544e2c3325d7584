import type { Drawer } from "@daybook/contract/drawers";
import { Button } from "../../components/button.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import { OpenWithLeft } from "../drawers/open-with-left.tsx";
import classes from "./till-band.module.css";

interface ClosedDrawerProps {
  readonly drawer: Drawer;
  readonly onOpen: () => void;
}

/** Says that the drawer is closed, before someone takes a payment. */
export function ClosedDrawer({ drawer, onOpen }: ClosedDrawerProps) {
  const { money } = useFormats();
  return (
    <section aria-label={texts.tools} className={classes.aside}>
      <p>
        {texts.closed(drawer.name)}{" "}
        {drawer.leftMinor === 0 ? "" : texts.left(money(drawer.leftMinor))}
      </p>
      {drawer.leftMinor === 0 ? (
        <Button kind="primary" onClick={onOpen}>
          {texts.openDrawer}
        </Button>
      ) : (
        <>
          <OpenWithLeft drawer={drawer} label={texts.openWith} primary />
          <Button onClick={onOpen}>{texts.countFirst}</Button>
        </>
      )}
    </section>
  );
}
