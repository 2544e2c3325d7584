import type { LinkProps } from "@tanstack/react-router";

/** Where something leads: an address of the client, what fills it in, and what is asked for there. */
export interface LinkTarget {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly params?: NonNullable<LinkProps["params"]>;
  readonly search?: NonNullable<LinkProps["search"]>;
}
