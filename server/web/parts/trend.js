// The mean over time with its interval, drawn by uPlot; beside it the same as a table.

import { fresh, h } from "./dom.js";
import { has_mean } from "./figures.js";
import { table } from "./table.js";
import { day, number, t } from "./words.js";

const program = new URL("../vendor/uplot.js", import.meta.url);
let loaded;

// uPlot is a plain script: it is fetched when the first chart is drawn.
function plotter() {
  loaded ??= new Promise((resolve, reject) => {
    const script = h("script", {
      src: program.href,
      onload: () => resolve(globalThis.uPlot),
      onerror: () => reject(new Error("uPlot")),
    });
    document.head.append(script);
  });
  return loaded;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const seconds = (iso) => Date.parse(`${iso}T00:00:00Z`) / 1000;
const short_day = { day: "numeric", month: "short" };

// The whole marks around all intervals: a scale of 1 to 5 would draw every office as the same flat line.
const whole_bounds = (points) => [
  Math.floor(Math.min(...points.map((point) => point.interval.low))),
  Math.ceil(Math.max(...points.map((point) => point.interval.high))),
];
const steps = (low, high) => {
  const step = high - low > 2 ? 1 : high - low > 1 ? 0.5 : 0.2;
  return [...Array(Math.round((high - low) / step) + 1).keys()].map((index) => low + index * step);
};

function options(width, points, bounds) {
  const ink = colour("--ink-soft");
  const axis = {
    stroke: ink,
    font: `12px ${colour("--font")}`,
    grid: { stroke: colour("--divider"), width: 1 },
    ticks: { show: false },
  };
  const [low, high] = bounds;
  const iso = (at) => new Date(at * 1000).toISOString().slice(0, 10);
  return {
    width,
    height: 240,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true, range: (_, low, high) => (low === high ? [low - 86400, high + 86400] : [low, high]) },
      y: { range: bounds },
    },
    series: [
      {},
      { stroke: "transparent", points: { show: false } },
      { stroke: "transparent", points: { show: false } },
      {
        stroke: colour("--accent"),
        width: 2.5,
        points: { show: points < 60, size: 7, fill: colour("--card"), stroke: colour("--accent"), width: 2 },
      },
    ],
    bands: [{ series: [2, 1], fill: colour("--pressed") }],
    axes: [
      { ...axis, space: 70, values: (_, at) => at.map((one) => day(iso(one), short_day)) },
      {
        ...axis,
        size: 34,
        splits: () => steps(low, high),
        values: (_, at) => at.map((one) => number(one, high - low > 2 ? 0 : 1)),
      },
    ],
    tzDate: (at) => new Date(at * 1000 + new Date().getTimezoneOffset() * 60000),
  };
}

function draw(into, points) {
  const data = [
    points.map((point) => seconds(point.from)),
    points.map((point) => point.interval.low),
    points.map((point) => point.interval.high),
    points.map((point) => point.mean),
  ];
  plotter().then(
    (Plot) => {
      if (!into.isConnected) return;
      const plot = new Plot(options(into.clientWidth, points.length, whole_bounds(points)), data, into);
      new ResizeObserver(() => into.clientWidth > 0 && plot.setSize({ width: into.clientWidth, height: 240 })).observe(into);
    },
    () => into.append(h("p", { class: "soft" }, t("trend.no_chart"))),
  );
}

const figures_table = (points, caption) =>
  table(
    caption,
    ["trend.from", "figures.mean", "figures.interval_word", "figures.n_word", "figures.flagged_word"].map((key) => t(key)),
    points.map((point) => [
      day(point.from),
      number(point.mean, 2),
      `${number(point.interval.low, 2)} – ${number(point.interval.high, 2)}`,
      number(point.n),
      number(point.flagged),
    ]),
  );

// `trend`: [{from, n, flagged, mean, interval}], oldest first.
export function trend_figure(trend, caption) {
  const points = trend.filter(has_mean);
  if (points.length === 0) return h("p", { class: "soft" }, t("figures.none"));
  const label = fresh("trend");
  const plot = h("div", { class: "plot", role: "img", "aria-labelledby": label });
  requestAnimationFrame(() => draw(plot, points));
  return h(
    "figure",
    { class: "trend" },
    plot,
    h("figcaption", { id: label, class: "small soft" }, t("trend.caption", { caption })),
    h("details", {}, h("summary", {}, t("trend.table")), figures_table(points, caption)),
  );
}
