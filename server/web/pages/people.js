import { h } from "../parts/dom.js";
export const people = () => h("h1", {}, "people");
