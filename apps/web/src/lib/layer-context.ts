import { createContext } from "react";

/** Whether something stands in a sheet or dialog above the page: there its form has the keyboard to itself. */
export const LayerContext = createContext(false);
