/** A bar of a Code 128, in modules from the start of the code. */
export interface Bar {
  readonly x: number;
  readonly modules: number;
}

/** A Code 128: its bars from left to right, in a total of `width` modules. */
export interface Bars {
  readonly width: number;
  readonly bars: readonly Bar[];
}

/** The options with which the encoder of bwip-js draws one pixel per module. It throws for text that Code 128 cannot encode. */
export function code128Of(text: string) {
  return { bcid: "code128", text, scale: 1, height: 10 };
}

/** A drawing for bwip-js that collects the bars. The till loads the encoder on demand, so it is not imported here. */
export function barsDrawing() {
  const bars: Bar[] = [];
  let width = 0;
  const nothing = (): void => undefined;
  return {
    scale: (): [number, number] => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (pixels: number): void => {
      width = pixels;
    },
    // A bar is a vertical line, given by its thickness and the module at or after its center.
    line: (x: number, _y0: number, _x1: number, _y1: number, thickness: number): void => {
      bars.push({ x: x - Math.ceil(thickness / 2), modules: thickness });
    },
    polygon: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: (): Bars => ({ width, bars: bars.toSorted((a, b) => a.x - b.x) }),
  };
}
