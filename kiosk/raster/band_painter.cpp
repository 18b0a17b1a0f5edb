#include "kiosk/raster/band_painter.h"

#include "kiosk/raster/painter.h"

namespace rancak::kiosk {

static_assert(Damage::tile_height <= Painter::highest);

void BandPainter::paint(const Band& band, const Shapes& shapes, const Damage& damage, const Kernels& kernels,
                        const Canvas& canvas, Colour clear) {
    sort_into_runs(band, shapes, damage);
    Painter painter(canvas, kernels, pieces_);
    for (std::uint32_t run = band.first; run < band.end; ++run) {
        const Damage::Run& all = damage.runs()[run];
        for (const Rectangle& part : damage.bare(all)) painter.clear(part, clear);
        for (std::uint32_t entry = chains_[run - band.first].first; entry != none; entry = entries_[entry].next)
            painter.paint(pieces_.pieces()[entries_[entry].piece], all.area);
    }
}

// Makes pieces of the shapes that can be seen in a run of the band, and lists them there in order.
void BandPainter::sort_into_runs(const Band& band, const Shapes& shapes, const Damage& damage) {
    pieces_.clear();
    entries_.clear();
    chains_.assign(band.end - band.first, {none, none});
    const auto runs = damage.runs();
    const int top = runs[band.first].area.y;
    const int bottom = runs[band.end - 1].area.y + runs[band.end - 1].area.height;
    const auto all = shapes.shapes();
    for (std::uint32_t number = 0; number < all.size(); ++number) {
        const Shape& shape = all[number];
        if (shape.bounds.y >= bottom || shape.bounds.y + shape.bounds.height <= top) continue;
        const auto for_each_seen = [&](const Rectangle& bounds, const auto& visit) {
            damage.for_each_run(bounds, [&](std::uint32_t run) {
                if (run >= band.first && run < band.end && number >= runs[run].seen_from) visit(run);
            });
        };
        std::uint32_t seen = none;
        bool only = true;
        for_each_seen(shape.bounds, [&](std::uint32_t run) {
            only = only && (seen == none || seen == run);
            seen = run;
        });
        if (seen == none) continue;
        const std::size_t first = pieces_.pieces().size();
        pieces_.add(shapes.commands()[shape.command], shape);
        for (std::size_t piece = first; piece < pieces_.pieces().size(); ++piece) {
            // Most shapes lie in one run, and so do all pieces of them that are seen.
            if (only) append(seen - band.first, static_cast<std::uint32_t>(piece));
            else
                for_each_seen(pieces_.pieces()[piece].bounds,
                              [&](std::uint32_t run) { append(run - band.first, static_cast<std::uint32_t>(piece)); });
        }
    }
}

void BandPainter::append(std::uint32_t run, std::uint32_t piece) {
    const auto entry = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({piece, none});
    Chain& chain = chains_[run];
    if (chain.first == none)
        chain.first = entry;
    else
        entries_[chain.last].next = entry;
    chain.last = entry;
}

}  // namespace rancak::kiosk
