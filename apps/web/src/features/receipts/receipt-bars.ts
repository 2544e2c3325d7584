/** A Code 128: black bars in a total of `width` modules, each at `x` with `modules` modules. */
export interface Bars {
  readonly width: number;
  readonly bars: readonly { readonly x: number; readonly modules: number }[];
}

/**
 * Encodes a text as Code 128, so a scanner can find the sale. The encoder is loaded on demand. Rejects for text that
 * Code 128 cannot encode.
 */
export async function code128Bars(text: string): Promise<Bars> {
  const { code128 } = await import("bwip-js/generic");
  const bars: { x: number; modules: number }[] = [];
  let width = 0;
  return code128<Bars>(
    { bcid: "code128", text, scale: 1, height: 10 },
    {
      // One pixel per module; the page scales it to its width.
      scale: () => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (pixels) => {
        width = pixels;
      },
      // A bar is a vertical line, given by its thickness and the module at or after its center.
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
