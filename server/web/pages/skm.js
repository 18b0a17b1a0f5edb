import { h } from "../parts/dom.js";
export const skm = () => h("h1", {}, "skm");
