import { Menu } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { MouseEventHandler, ReactNode, Ref } from "react";
import { HiddenText } from "./hidden-text.tsx";
import { Icon } from "./icons.tsx";
import classes from "./row-menu.module.css";

interface RowMenuProps {
  /** The name of the row for screen readers. */
  readonly label: string;
  /** `RowMenuItem`s and `RowMenuLink`s. */
  readonly children: ReactNode;
}

/** A menu of less frequent actions of a row; the most frequent are next to it. */
export function RowMenu({ label, children }: RowMenuProps) {
  return (
    <Menu
      position="bottom-end"
      withinPortal
      // A separator element is not allowed in this menu without a role.
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button type="button" className={classes.more}>
          <Icon name="more" />
          <HiddenText>{label}</HiddenText>
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface RowMenuItemProps {
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function RowMenuItem({ onSelect, children }: RowMenuItemProps) {
  return (
    <Menu.Item className={classes.item} onClick={onSelect}>
      {children}
    </Menu.Item>
  );
}

interface AnchorProps {
  readonly children?: ReactNode;
  readonly href?: string;
  readonly onClick?: MouseEventHandler<HTMLAnchorElement>;
  readonly ref?: Ref<HTMLAnchorElement>;
}

function ItemAnchor({ children, ...rest }: AnchorProps) {
  return (
    <Menu.Item component="a" className={classes.item} {...rest}>
      {children}
    </Menu.Item>
  );
}

/** A link in a row's menu, which can be opened in a new tab. */
export const RowMenuLink = createLink(ItemAnchor);
