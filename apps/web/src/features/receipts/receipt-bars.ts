/** A Code 128: black bars over `width` modules, each from `x` on for `modules` modules. */
export interface Bars {
  readonly width: number;
  readonly bars: readonly { readonly x: number; readonly modules: number }[];
}

/**
 * The bars of a text as Code 128, so that a scanner finds the sale again. The encoder is loaded when something is
 * printed. Rejects for a text that Code 128 cannot hold.
 */
export async function code128Bars(text: string): Promise<Bars> {
  const { code128 } = await import("bwip-js/generic");
  const bars: { x: number; modules: number }[] = [];
  let width = 0;
  return code128<Bars>(
    { bcid: "code128", text, scale: 1, height: 10 },
    {
      // One pixel a module; the page scales it to its width.
      scale: () => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (pixels) => {
        width = pixels;
      },
      // A bar is a line from top to bottom, given by its thickness and the whole module at or after its middle.
      line: (x, _y0, _x1, _y1, thickness) => {
        bars.push({ x: x - Math.ceil(thickness / 2), modules: thickness });
      },
      polygon: () => undefined,
      hexagon: () => undefined,
      ellipse: () => undefined,
      fill: () => undefined,
      text: () => undefined,
      end: () => ({ width, bars: bars.toSorted((a, b) => a.x - b.x) }),
    },
  );
}
