import { code128 } from "bwip-js/generic";

/** A bar of a Code 128, in modules. */
export interface Bar {
  readonly x: number;
  readonly modules: number;
}

/** The bars of a text as Code 128, and the width of all. Throws for text that Code 128 cannot encode. */
export function code128Bars(text: string): {
  readonly width: number;
  readonly bars: readonly Bar[];
} {
  const bars: Bar[] = [];
  let width = 0;
  const nothing = (): void => undefined;
  return code128(
    { bcid: "code128", text, scale: 1, height: 10 },
    {
      // One pixel per module.
      scale: () => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (pixels) => {
        width = pixels;
      },
      // A bar is a vertical line, given by its thickness and the module at or after its center.
      line: (x, _y0, _x1, _y1, thickness) => {
        bars.push({ x: x - Math.ceil(thickness / 2), modules: thickness });
      },
      polygon: nothing,
      hexagon: nothing,
      ellipse: nothing,
      fill: nothing,
      text: nothing,
      end: () => ({ width, bars }),
    },
  );
}
