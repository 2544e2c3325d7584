import { Menu } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { MouseEventHandler, ReactNode, Ref } from "react";
import { HiddenText } from "./hidden-text.tsx";
import { Icon } from "./icons.tsx";
import classes from "./row-menu.module.css";

interface RowMenuProps {
  /** What the menu is about, for those who do not see the row. */
  readonly label: string;
  /** `RowMenuItem`s and `RowMenuLink`s. */
  readonly children: ReactNode;
}

/** What is done with a row now and then, behind one button; what is done most often stands beside it. */
export function RowMenu({ label, children }: RowMenuProps) {
  return (
    <Menu
      position="bottom-end"
      withinPortal
      // An element of no role among the items, which a menu must not have.
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

/** A way to another screen in the menu of a row: it can be opened in a new tab. */
export const RowMenuLink = createLink(ItemAnchor);
