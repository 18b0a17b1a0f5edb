// The pucuk rebung, woven stitch by stitch as the kiosk weaves it (kiosk/ui/ornament.cpp), as masks that the style sheets
// colour. One repeat is some thirty runs of stitches.

const half = 9;
const width = 2 * half + 2;
const height = 20;

// A hollow triangle, a full one in it with a lozenge left out, a bud on the tip.
function is_gold(x, y) {
  const aside = Math.abs(x - half);
  if (x >= 2 * half + 1) return false;
  if (y < 2) return aside === 0;
  const edge = Math.floor((y - 2) / 2);
  if (aside === edge) return true;
  const inner = edge - 3;
  if (inner < 0 || aside > inner) return false;
  const lozenge = aside + Math.abs(y - 15);
  return lozenge > 2 || lozenge === 0;
}

function runs(at) {
  let path = "";
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width;) {
      let end = x;
      while (end < width && is_gold(end, y)) ++end;
      if (end > x) path += at(x, y, end - x);
      x = end + 1;
    }
  return path;
}

const picture = (wide, high, path) =>
  `url("data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" shape-rendering="crispEdges"><path d="${path}"/></svg>`,
  )}")`;

// Tips upwards on a line; and turned, its line at the right.
export function weave(root) {
  const upright = runs((x, y, length) => `M${x} ${y}h${length}v1h-${length}z`) + `M0 ${height + 1}h${width}v1h-${width}z`;
  const turned = runs((x, y, length) => `M${y} ${x}v${length}h1v-${length}z`) + `M${height + 1} 0v${width}h1v-${width}z`;
  root.style.setProperty("--songket-edge", picture(width, height + 2, upright));
  root.style.setProperty("--songket-seam", picture(height + 2, width, turned));
}
