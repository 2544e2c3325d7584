import { Modal } from "@mantine/core";
import "@mantine/core/styles/Modal.css";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useScans } from "../lib/scanner/use-scans.tsx";
import { formTexts } from "../texts/en/form.ts";
import { LayerContext } from "../lib/layer-context.ts";
import classes from "./dialog.module.css";
import { showToast } from "./toasts.tsx";

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog. Esc closes it and restores the focus. */
export function Dialog({ title, closeLabel, onClose, wide = false, children }: DialogProps) {
  const [opener] = useState(() => document.activeElement);
  // Its own scan receivers have priority; the page below must not react to scans.
  useScans((code) => showToast({ text: formTexts.scanNotHere(code) }));
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={wide ? 720 : 420}
      padding="lg"
      yOffset="20vh"
      zIndex={300}
      // Mantine would lock scrolling with a style element, which the security policy blocks.
      lockScroll={false}
      closeButtonProps={{ "aria-label": closeLabel, size: 44 }}
      classNames={{
        content: classes.content ?? "",
        header: classes.header ?? "",
        title: classes.title ?? "",
      }}
      transitionProps={{ duration: 120 }}
    >
      <div className={classes.body}>
        <LayerContext value={true}>{children}</LayerContext>
      </div>
    </Modal>
  );
}
