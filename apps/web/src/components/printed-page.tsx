import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import classes from "./printed-page.module.css";
import { styleNonce } from "./style-nonce.ts";

/** A roll of that many millimetres, or sheets. */
export type PaperSize = "58" | "80" | "a4";

const MM_PER_PX = 25.4 / 96;
/** Rounding in the printer's units must not push the last line to a second page. */
const SPARE_MM = 2;

interface PrintedPageProps {
  readonly paper: PaperSize;
  /** Called after the page was measured and is in its final form. */
  readonly onReady?: () => void;
  readonly children: ReactNode;
}

/**
 * Replaces the screen in print while it is rendered. On a roll the page is exactly as long as its content, because
 * browsers print automatic heights as letter format.
 */
export function PrintedPage({ paper, onReady, children }: PrintedPageProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const ready = useEffectEvent(() => onReady?.());
  useLayoutEffect(() => {
    const measured = sheet.current;
    if (measured === null) return undefined;
    const style = document.createElement("style");
    style.nonce = styleNonce();
    document.head.append(style);
    const measure = () => {
      style.textContent = pageRule(paper, measured.getBoundingClientRect().height);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => {
      observer.disconnect();
      style.remove();
    };
  }, [paper]);
  useEffect(() => {
    let unmounted = false;
    // The height of the page depends on the fonts and pictures, so they are loaded first.
    const pictures = [...(sheet.current?.querySelectorAll("img") ?? [])];
    const loading = pictures.map((picture) => picture.decode().catch(() => undefined));
    void Promise.all([document.fonts.ready, ...loading]).then(() => {
      if (!unmounted) ready();
    });
    return () => {
      unmounted = true;
    };
  }, []);
  return createPortal(
    <div ref={sheet} className={classes.sheet} data-paper={paper} aria-hidden="true">
      {children}
    </div>,
    document.body,
  );
}

function pageRule(paper: PaperSize, heightPx: number): string {
  const height = Math.ceil(heightPx * MM_PER_PX) + SPARE_MM;
  const page =
    paper === "a4" ? "size: A4; margin: 15mm;" : `size: ${paper}mm ${height}mm; margin: 0;`;
  const rest = `body > :not(.${classes.sheet}) { display: none !important; }`;
  return `@page { ${page} } @media print { html, body { background: #fff !important; } ${rest} }`;
}
