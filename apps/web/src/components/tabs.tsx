import { Link } from "@tanstack/react-router";
import type { LinkProps } from "@tanstack/react-router";
import classes from "./tabs.module.css";

interface LinkTab {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly search?: LinkProps["search"];
  readonly label: string;
}

interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
}

/** Pages that belong together, each with its own address. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ to, search, label: text }) => (
        <Link
          key={text}
          to={to}
          {...(search === undefined ? {} : { search })}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: search !== undefined }}
          activeProps={{ className: classes.here, "aria-current": "page" }}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
