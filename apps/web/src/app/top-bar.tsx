import { Link } from "@tanstack/react-router";
import { ConnectionDot } from "../components/connection-dot.tsx";
import { HiddenText } from "../components/hidden-text.tsx";
import { Icon } from "../components/icons.tsx";
import { Keys } from "../components/keys.tsx";
import { useAllowed, useShop } from "../lib/shop-context.tsx";
import { shellTexts } from "../texts/en/shell.ts";
import { paths } from "../lib/paths.ts";
import { AlertBadge } from "./rail.tsx";
import classes from "./top-bar.module.css";

interface TopBarProps {
  /** The till has its own search box and needs the height; a phone has no sidebar and keeps the bar. */
  readonly phoneOnly: boolean;
  readonly onCommand: () => void;
}

/** The bar above every page: the command palette and open alerts. */
export function TopBar({ phoneOnly, onCommand }: TopBarProps) {
  const { settings } = useShop();
  const seesAlerts = useAllowed("alerts.read");
  return (
    <header className={classes.bar} data-phone-only={phoneOnly}>
      <span className={classes.shopName}>{settings.name}</span>
      <button type="button" className={classes.command} onClick={onCommand}>
        <Icon name="search" />
        <span className={classes.words}>{shellTexts.command}</span>
        <span className={classes.keys}>
          <Keys keys="Mod+K" />
        </span>
      </button>
      <span className={classes.dot}>
        <ConnectionDot />
      </span>
      {seesAlerts ? (
        <Link to={paths.alerts} className={classes.alerts}>
          <Icon name="bell" />
          <HiddenText>{shellTexts.places.alerts}</HiddenText>
          <span className={classes.count}>
            <AlertBadge />
          </span>
        </Link>
      ) : null}
    </header>
  );
}
