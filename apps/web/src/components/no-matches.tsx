import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LinkButton } from "./button.tsx";
import { EmptyState } from "./notices.tsx";

interface NoMatchesProps {
  readonly title: string;
  /** The address of the list. */
  readonly to: NonNullable<LinkProps["to"]>;
  /** The label of the link that clears the filters and the search. */
  readonly showAll: ReactNode;
  /** What else to try. */
  readonly children?: ReactNode;
}

/** Instead of a filtered list without rows: a sentence, and a link that clears the filters. */
export function NoMatches({ title, to, showAll, children }: NoMatchesProps) {
  return (
    <EmptyState title={title} action={<LinkButton to={to}>{showAll}</LinkButton>}>
      {children}
    </EmptyState>
  );
}
