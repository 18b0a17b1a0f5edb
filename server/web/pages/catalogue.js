import { h } from "../parts/dom.js";
export const catalogue = () => h("h1", {}, "catalogue");
