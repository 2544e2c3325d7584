import { createSpotlight, Spotlight } from "@mantine/spotlight";
import "@mantine/core/styles/Modal.css";
import "@mantine/spotlight/styles.css";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import classes from "./palette.module.css";

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  /** On the right: shortcuts or a figure. */
  readonly aside?: ReactNode;
  readonly run: () => void;
}

interface PaletteGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

interface PaletteProps {
  readonly title: string;
  readonly placeholder: string;
  readonly nothing: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
  readonly groups: readonly PaletteGroup[];
}

/** The command palette. */
export function Palette({
  title,
  placeholder,
  nothing,
  query,
  onQuery,
  onClose,
  groups,
}: PaletteProps) {
  const [[store, palette]] = useState(createSpotlight);
  const [cameFrom] = useState(() => document.activeElement);
  useEffect(() => {
    // Controlled by its own store: Esc and a click outside close that first.
    palette.open();
    return () => {
      // The executed action may have moved the focus.
      if (document.activeElement === document.body && cameFrom instanceof HTMLElement)
        cameFrom.focus();
    };
  }, [palette, cameFrom]);
  const empty = groups.every(({ entries }) => entries.length === 0);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={onQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight="min(480px, 70dvh)"
      aria-label={title}
      // Styled like every other layer.
      overlayProps={{ blur: 0 }}
      transitionProps={{ duration: 0 }}
      classNames={{
        content: classes.content ?? "",
        search: classes.search ?? "",
        action: classes.action ?? "",
        actionsGroup: classes.group ?? "",
      }}
    >
      <Spotlight.Search
        placeholder={placeholder}
        aria-label={title}
        leftSection={<Icon name="search" />}
      />
      <Spotlight.ActionsList>
        {empty ? <Spotlight.Empty>{nothing}</Spotlight.Empty> : null}
        {groups.map((group) =>
          group.entries.length === 0 ? null : (
            <Spotlight.ActionsGroup key={group.title} label={group.title}>
              {group.entries.map(({ id, label, detail, aside, run }) => (
                <Spotlight.Action
                  key={id}
                  label={label}
                  {...(detail === undefined ? {} : { description: detail })}
                  rightSection={aside}
                  dimmedSections={false}
                  onClick={() => {
                    onClose();
                    run();
                  }}
                />
              ))}
            </Spotlight.ActionsGroup>
          ),
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
