import type { LinkProps } from "@tanstack/react-router";

/** The target of a link: a route, its parameters and its search parameters. */
export interface LinkTarget {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly params?: NonNullable<LinkProps["params"]>;
  readonly search?: NonNullable<LinkProps["search"]>;
}
