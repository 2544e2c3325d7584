import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { LayerContext } from "../lib/layer-context.ts";
import classes from "./side-sheet.module.css";
import { useLayer } from "./use-layer.ts";

interface SideSheetProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet over the page, 480 px wide on a desktop and full screen on a phone. Esc closes it and restores the focus. */
export function SideSheet({ title, closeLabel, onClose, children }: SideSheetProps) {
  useLayer();
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size={480}
      padding="lg"
      // Mantine would lock scrolling with a style element, which the security policy blocks.
      lockScroll={false}
      closeButtonProps={{ "aria-label": closeLabel, size: 44 }}
      classNames={{
        content: classes.content ?? "",
        title: classes.title ?? "",
        header: classes.header ?? "",
      }}
      transitionProps={{ duration: 120 }}
      closeOnClickOutside={false}
    >
      <LayerContext value={true}>{children}</LayerContext>
    </Drawer>
  );
}
