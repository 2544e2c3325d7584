import { Button as KitButton } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { MouseEventHandler, ReactNode, Ref } from "react";
import { Icon } from "./icons.tsx";
import type { IconName } from "./icons.tsx";

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly kind?: "primary" | "plain";
  readonly type?: "button" | "submit";
  readonly icon?: IconName;
  readonly pending?: boolean;
  readonly wide?: boolean;
  /** Whether the element that it opens is open. */
  readonly expanded?: boolean;
}

/** A button. It is never disabled: pressing it says what is missing. */
export function Button({
  children,
  onClick,
  kind = "plain",
  type = "button",
  icon,
  pending = false,
  wide = false,
  expanded,
}: ButtonProps) {
  return (
    <KitButton
      type={type}
      onClick={onClick}
      variant={kind === "primary" ? "filled" : "default"}
      leftSection={icon === undefined ? undefined : <Icon name={icon} />}
      loading={pending}
      fullWidth={wide}
      aria-expanded={expanded}
    >
      {children}
    </KitButton>
  );
}

interface AnchorProps {
  readonly children?: ReactNode;
  readonly kind?: "primary" | "plain";
  readonly icon?: IconName;
  readonly href?: string;
  readonly target?: "_blank";
  readonly rel?: string;
  readonly onClick?: MouseEventHandler<HTMLAnchorElement>;
  readonly ref?: Ref<HTMLAnchorElement>;
}

function ButtonAnchor({ kind = "plain", icon, children, ...rest }: AnchorProps) {
  return (
    <KitButton
      component="a"
      variant={kind === "primary" ? "filled" : "default"}
      leftSection={icon === undefined ? undefined : <Icon name={icon} />}
      {...rest}
    >
      {children}
    </KitButton>
  );
}

/** A link styled as a button, so it can be opened in a new tab. */
export const LinkButton = createLink(ButtonAnchor);
