#include "server/core/public_frame.h"

#include "shared/message_signature.h"

#include <array>
#include <chrono>

namespace rancak::server {
namespace {

// The house's colours (kiosk/ui/theme.cpp). Text on paper 15:1, links 11:1, small print 10:1.
constexpr std::string_view style = R"css(
:root{--paper:#f7f0e3;--card:#fffcf6;--ink:#1d1815;--soft:#3d332c;--maroon:#6a1224;--gold:#d8a548;--green:#16462e;--line:#e3d6bf;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.55 Inter,system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--maroon);text-underline-offset:.2em}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #0b4f8a;outline-offset:3px}
.skip{position:absolute;left:-100vw}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
header{background:#5a0f1e;color:#fff3dc;border-bottom:14px solid var(--gold);border-image:repeating-linear-gradient(135deg,#d8a548 0 7px,#5a0f1e 7px 10px,#d8a548 10px 17px,#93641a 17px 20px) 14}
header>div,main,footer{max-width:60rem;margin:0 auto;padding:1rem 1.25rem}
header p{margin:0;font-weight:700;font-size:1.25rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-top:.5rem}
nav a{color:#fff3dc;padding:.5rem 0;text-decoration:none;border-bottom:3px solid transparent}
nav a[aria-current]{border-color:var(--gold)}nav a:hover{border-color:#fff3dc}
nav .other{margin-left:auto}
h1{font-size:1.9rem;line-height:1.2;margin:1rem 0 .5rem}
h2{font-size:1.3rem;line-height:1.3;margin:2rem 0 .5rem}
h3{font-size:1.1rem;margin:1.25rem 0 .25rem}
.lead{font-size:1.2rem;color:var(--soft);margin-top:0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:1rem;padding:0;list-style:none}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.25rem}
.card h2,.card h3{margin-top:0}
.figure{font-size:2.6rem;font-weight:700;line-height:1.1;margin:.25rem 0;font-variant-numeric:tabular-nums}
.small{font-size:1rem;color:var(--soft)}
.mark{display:inline-block;background:#f0d9a4;border-radius:6px;padding:0 .5rem;font-size:.95rem}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end}
label{display:block;font-weight:600}
input{font:inherit;font-size:1.4rem;letter-spacing:.08em;text-transform:uppercase;padding:.6rem .8rem;width:min(100%,18rem);border:2px solid #8b7760;border-radius:10px;background:#fff;color:var(--ink)}
button{font:inherit;font-weight:700;padding:.85rem 1.5rem;border:0;border-radius:10px;background:var(--maroon);color:#fff8ea;cursor:pointer}
ol.way{list-style:none;padding:0;display:grid;gap:.5rem}ol.way li{padding:.6rem 1rem;border-radius:10px;border:1px solid var(--line);background:var(--card)}
ol.way li[aria-current]{background:var(--green);color:#fff8ea;font-weight:700}
.answer{white-space:pre-line;border-left:5px solid var(--green);padding:.25rem 1rem;background:var(--card)}
dt{font-weight:700;margin-top:.75rem}dd{margin:0}
footer{border-top:1px solid var(--line);margin-top:3rem;color:var(--soft);font-size:1rem}
@media (prefers-contrast:more){:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#000;--line:#000}}
@media print{header,nav,form,.skip,footer a{display:none}body{background:#fff;font-size:11pt}.card{border-color:#888;break-inside:avoid}main{padding:0}}
)css";

constexpr std::array<std::string_view, 12> months{"Januari", "Februari", "Maret", "April", "Mei", "Juni",
                                                  "Juli", "Agustus", "September", "Oktober", "November", "Desember"};
constexpr std::array<std::string_view, 12> english_months{"January", "February", "March", "April", "May", "June",
                                                          "July", "August", "September", "October", "November", "December"};

struct Door {
    PublicPlace place;
    std::string_view path;
    PublicWord name;
};
constexpr std::array doors{Door{PublicPlace::home, "/", {"Indeks kepuasan", "Satisfaction index"}},
                           Door{PublicPlace::services, "/layanan", {"Layanan", "Services"}},
                           Door{PublicPlace::cases, "/kasus", {"Cek pengaduan", "Track a case"}},
                           Door{PublicPlace::changes, "/tindak-lanjut", {"Tindak lanjut", "What changed"}}};

// The style stands in the page, and the policy names it by its hash, so that nothing else is ever let in.
const std::string& policy() {
    static const std::string text = "default-src 'none'; style-src 'sha512-" + sha512_in_base64(style) +
                                    "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    return text;
}

std::string in_language(std::string_view path, Language language) {
    std::string link(path);
    if (language == Language::english) link += link.find('?') == std::string::npos ? "?bahasa=en" : "&bahasa=en";
    return link;
}

void add_head(Html& page, Language language, PublicPlace place, std::string_view path) {
    const bool english = language == Language::english;
    page.html("<a class=skip href=\"#isi\">").text(PublicWord{"Langsung ke isi", "Skip to content"}.in(language)).html("</a><header><div><p>");
    page.text(PublicWord{"Layanan Pemerintah Kota Sawahlunto", "Services of the City of Sawahlunto"}.in(language)).html("</p><nav aria-label=\"");
    page.text(PublicWord{"Halaman", "Pages"}.in(language)).html("\">");
    for (const auto& door : doors) {
        page.html("<a href=\"").text(in_language(door.path, language)).html(door.place == place ? "\" aria-current=page>" : "\">");
        page.text(door.name.in(language)).html("</a>");
    }
    page.html("<a class=other hreflang=").html(english ? "id" : "en").html(" lang=").html(english ? "id" : "en").html(" href=\"");
    page.text(in_language(path, english ? Language::indonesian : Language::english)).html("\">").html(english ? "Bahasa Indonesia" : "English");
    page.html("</a></nav></div></header>");
}

}  // namespace

Language public_language(const Query& query) {
    const auto wish = query.find("bahasa");
    return wish != query.end() && wish->second == "en" ? Language::english : Language::indonesian;
}

std::string written_day(LocalDay day, Language language) {
    const std::chrono::year_month_day date{day};
    const auto month = static_cast<unsigned>(date.month()) - 1;
    return std::to_string(static_cast<unsigned>(date.day())) + " " +
           std::string(language == Language::english ? english_months[month] : months[month]) + " " + std::to_string(static_cast<int>(date.year()));
}

Reply public_reply(Language language, PublicPlace place, std::string_view title, std::string_view path, Html content, int status) {
    Html page;
    page.html("<!doctype html><html lang=").html(language == Language::english ? "en" : "id");
    page.html("><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><title>").text(title);
    page.html(" · Sawahlunto</title><style>").html(style).html("</style></head><body>");
    add_head(page, language, place, path);
    page.html("<main id=isi><h1>").text(title).html("</h1>").html(content.take()).html("</main><footer><p>");
    page.text(PublicWord{"Halaman ini tidak memakai kuki dan tidak melacak siapa pun.", "This page uses no cookies and tracks nobody."}.in(language));
    page.html("</p></footer></body></html>");
    Reply reply;
    reply.status = status;
    reply.content_type = "text/html; charset=utf-8";
    reply.body = page.take();
    reply.headers = {{"Content-Security-Policy", policy()}, {"Referrer-Policy", "no-referrer"},
                     {"Cache-Control", place == PublicPlace::cases || status != 200 ? "no-store" : "public, max-age=60"}};
    return reply;
}

}  // namespace rancak::server
