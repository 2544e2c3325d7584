import { Link, useLocation } from "@tanstack/react-router";
import { ColorSchemeSwitch } from "../components/color-scheme-switch.tsx";
import { ConnectionDot } from "../components/connection-dot.tsx";
import { HiddenText } from "../components/hidden-text.tsx";
import { Icon } from "../components/icons.tsx";
import { useOpenAlerts } from "../features/alerts/use-open-alerts.ts";
import { useShop } from "../lib/shop-context.tsx";
import { shellTexts } from "../texts/en/shell.ts";
import { paths } from "../lib/paths.ts";
import { includesPage, phonePlaces, placesFor } from "./places.ts";
import type { Place } from "./places.ts";
import { SignOut } from "./sign-out.tsx";
import classes from "./shell.module.css";

/** The main navigation: a sidebar on a desktop; on a phone, four tabs and "More" at the bottom. */
export function Rail() {
  const { me, settings } = useShop();
  return (
    <div className={classes.rail}>
      <div className={classes.shop}>
        <span className={classes.shopName}>{settings.name}</span>
        <ConnectionDot />
      </div>
      <nav aria-label={shellTexts.navigation} className={classes.nav}>
        {placesFor(me.permissions).map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
      </nav>
      <nav aria-label={shellTexts.navigation} className={classes.bar}>
        {phonePlaces(me.permissions).map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
        <Link to={paths.more} className={classes.place} activeProps={{ className: classes.here }}>
          <Icon name="more" />
          <span>{shellTexts.places.more}</span>
        </Link>
      </nav>
      <div className={classes.self}>
        <span className={classes.userName}>{me.user.name}</span>
        <ColorSchemeSwitch className={classes.tool} />
        <SignOut className={classes.tool} />
      </div>
    </div>
  );
}

function PlaceLink({ place }: { readonly place: Place }) {
  const { to, icon, label } = place;
  const isHere = useLocation({ select: ({ pathname }) => includesPage(place, pathname) });
  return (
    <Link
      to={to}
      className={isHere ? `${classes.place} ${classes.here}` : classes.place}
      // Of the page itself, the link says "page".
      aria-current={isHere ? "true" : undefined}
    >
      <Icon name={icon} />
      <span>{label}</span>
      {to === paths.alerts ? <AlertBadge /> : null}
    </Link>
  );
}

/** The number of open alerts, shown at the navigation entry of alerts. */
export function AlertBadge() {
  const open = useOpenAlerts();
  if (open === undefined || open === 0) return null;
  return (
    <span className={classes.badge}>
      <span aria-hidden="true">{open > 99 ? "99+" : open}</span>
      <HiddenText> {shellTexts.openAlerts(open)}</HiddenText>
    </span>
  );
}
