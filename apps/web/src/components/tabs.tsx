import { Link } from "@tanstack/react-router";
import type { LinkProps } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
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

/** Related pages, each with its own address. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const row = useRef<HTMLElement>(null);
  // On a phone the row scrolls to the tab of the current page.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (here !== undefined && here !== null) row.current?.scrollTo({ left: here.offsetLeft - 48 });
  });
  return (
    <nav ref={row} aria-label={label} className={classes.tabs}>
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
