import { Link } from "@tanstack/react-router";
import { ColorSchemeSwitch } from "../components/color-scheme-switch.tsx";
import { ConnectionDot } from "../components/connection-dot.tsx";
import { Icon } from "../components/icons.tsx";
import { Page } from "../components/page.tsx";
import { useShop } from "../lib/shop-context.tsx";
import { shellSheetTexts } from "../texts/en/shell-sheets.ts";
import { placesFor } from "./places.ts";
import { SignOut } from "./sign-out.tsx";
import classes from "./more-page.module.css";

/** All pages of the navigation, for phones, whose tab bar has room for four. */
export function MorePage() {
  const { me } = useShop();
  return (
    <Page title={shellSheetTexts.moreTitle} lead={shellSheetTexts.moreLead}>
      <nav aria-label={shellSheetTexts.moreTitle} className={classes.places}>
        {placesFor(me.permissions).map((place) => (
          <div key={place.to}>
            <Link to={place.to} className={classes.place}>
              <Icon name={place.icon} />
              <span>{place.label}</span>
            </Link>
            {(place.pages ?? [])
              .filter(
                ({ to, permission }) => to !== place.to && me.permissions.includes(permission),
              )
              .map(({ to, label }) => (
                <Link key={to} to={to} className={classes.page}>
                  {label}
                </Link>
              ))}
          </div>
        ))}
      </nav>
      <div className={classes.self}>
        <p>
          {me.user.name} · <ConnectionDot />
        </p>
        <ColorSchemeSwitch className={classes.place} />
        <SignOut className={classes.place} />
      </div>
    </Page>
  );
}
