import { Modal } from "@mantine/core";
import "@mantine/core/styles/Modal.css";
import type { ReactNode } from "react";
import { LayerContext } from "../lib/layer-context.ts";
import classes from "./dialog.module.css";
import { useLayer } from "./use-layer.ts";

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog. Esc closes it and restores the focus. */
export function Dialog({ title, closeLabel, onClose, wide = false, children }: DialogProps) {
  useLayer();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={wide ? 720 : 420}
      padding="lg"
      // A table with a form below it needs the height.
      yOffset={wide ? "8vh" : "20vh"}
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
