import { useEffect, useState } from "react";
import classes from "./qr-code.module.css";

interface Drawing {
  readonly size: number;
  readonly path: string;
}

/** A text as a QR code, read aloud as `label`. The encoder is loaded on demand. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let current = true;
    void draw(text).then((made) => {
      if (current) setDrawing(made);
    });
    return () => {
      current = false;
    };
  }, [text]);
  if (drawing === null) return null;
  const { size, path } = drawing;
  // Four modules of white around it, without which a phone does not find it.
  return (
    <svg viewBox={`-4 -4 ${size + 8} ${size + 8}`} className={classes.code}>
      <title>{label}</title>
      <path d={path} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

async function draw(text: string): Promise<Drawing> {
  const { qrcode } = await import("bwip-js/generic");
  let path = "";
  let size = 0;
  return qrcode<Drawing>(
    { bcid: "qrcode", text, scale: 1 },
    {
      scale: () => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (pixels) => {
        size = pixels;
      },
      line: () => undefined,
      polygon: (points) => {
        path += `M${points.map(([x, y]) => `${x} ${y}`).join("L")}Z`;
      },
      hexagon: () => undefined,
      ellipse: () => undefined,
      fill: () => undefined,
      text: () => undefined,
      end: () => ({ size, path }),
    },
  );
}
