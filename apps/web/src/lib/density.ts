import { deviceValue } from "./device-storage.ts";

export type Density = "comfortable" | "compact";

const initial: Density = "comfortable";

/** The row height on this device. public/prepare.js reads the same key before the first paint. */
export const density = deviceValue("density", initial);

density.subscribe(() => {
  document.documentElement.dataset["density"] = density.get();
});
