import { Drawer } from "@mantine/core";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useScans } from "../lib/scanner/use-scans.tsx";
import { formTexts } from "../texts/en/form.ts";
import { LayerContext } from "../lib/layer-context.ts";
import classes from "./side-sheet.module.css";
import { showToast } from "./toasts.tsx";

interface SideSheetProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet above the page, 480 px on a desk and the whole screen on a phone. Esc closes it and gives the focus back. */
export function SideSheet({ title, closeLabel, onClose, children }: SideSheetProps) {
  const [opener] = useState(() => document.activeElement);
  // Whatever stands in it and reads scans comes first; the page below must not act on them unseen.
  useScans((code) => showToast({ text: formTexts.scanNotHere(code) }));
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size={480}
      padding="lg"
      // The kit would lock scrolling with a style element of its own, which the security policy refuses.
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
