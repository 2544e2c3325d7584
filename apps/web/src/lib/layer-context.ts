import { createContext } from "react";

/** Whether an element is in a sheet or dialog above the page, whose form then handles the keyboard. */
export const LayerContext = createContext(false);
