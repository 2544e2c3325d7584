import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./chips.module.css";

interface ChipsProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Active filters that were not set on this page; each can be removed. */
export function Chips({ label, children }: ChipsProps) {
  return (
    <ul aria-label={label} className={classes.chips}>
      {children}
    </ul>
  );
}

interface ChipProps {
  readonly children: ReactNode;
  readonly removeLabel: string;
  readonly onRemove: () => void;
}

export function Chip({ children, removeLabel, onRemove }: ChipProps) {
  return (
    <li className={classes.chip}>
      <span>{children}</span>
      <CloseButton size={36} aria-label={removeLabel} onClick={onRemove} />
    </li>
  );
}
