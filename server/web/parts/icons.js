// Line icons of 24 units, drawn for these pages.

import { svg } from "./dom.js";

const paths = {
  today: "M4 19V11M10 19V5M16 19v-6M22 19H2",
  offices: "M3 21h18M5 21V8l7-4 7 4v13M9 12h.01M15 12h.01M9 16h.01M15 16h.01",
  cases: "M4 5h16v11H9l-5 4z",
  skm: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
  kiosks: "M6 3h12v13H6zM9 21h6M12 16v5",
  catalogue: "M4 5h7v14H4zM13 5h7v14h-7zM7 9h1M16 9h1",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.2 2.6 3.5 5.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
  check: "M5 12l5 5 9-10",
  flag: "M6 21V4h11l-2 4 2 4H6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  same: "M5 12h14",
  add: "M12 5v14M5 12h14",
  back: "M19 12H5M11 6l-6 6 6 6",
  print: "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
};

export const icon = (name) =>
  svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" }, svg("path", { d: paths[name] }));
