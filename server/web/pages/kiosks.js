import { h } from "../parts/dom.js";
export const kiosks = () => h("h1", {}, "kiosks");
