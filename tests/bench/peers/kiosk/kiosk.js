// The rating of one visit as SurveyJS does it: five faces, then reasons and cause, then thanks; a touch on the thanks
// begins the next visit. The texts and sizes are those of Rancak's screens. Everything that only waits or only moves is
// switched off, as it is in Rancak's kiosk when it is measured.
Survey.settings.autoAdvanceDelay = 0;
Survey.settings.animationEnabled = false;

const words = ["Sangat tidak puas", "Tidak puas", "Biasa saja", "Puas", "Sangat puas"];
const colours = ["#6d1326", "#8f3a1d", "#9b641b", "#6b8328", "#3e9b55"];
const mouths = ["M30 74 Q50 48 70 74 Z", "M32 72 Q50 56 68 72", "M32 68 Q50 71 68 68", "M30 64 Q50 80 70 64", "M26 60 Q50 92 74 60 Z"];

function face(score) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="48" fill="${colours[score - 1]}"/>` +
    `<g stroke="#fffcf6" stroke-width="5.5" stroke-linecap="round" fill="none"><circle cx="34" cy="40" r="3"/><circle cx="66" cy="40" r="3"/>` +
    `<path d="${mouths[score - 1]}"${score % 4 === 1 ? ' fill="#fffcf6"' : ""}/></g></svg>`;
  return "data:image/svg+xml," + encodeURIComponent(svg);
}

const questions = {
  locale: "id",
  autoAdvanceEnabled: true,
  autoAdvanceAllowComplete: false,
  showProgressBar: false,
  showPrevButton: false,
  completeText: "Selesai",
  questionErrorLocation: "bottom",
  pages: [
    {
      name: "faces",
      title: "Bagaimana pelayanan di Loket 1?",
      description: "Sentuh satu wajah untuk menilai / Santuah satu muko untuak manilai / Touch a face to rate",
      navigationButtonsVisibility: "hide",
      elements: [{
        type: "html", name: "promise",
        html: "<p>Petugas tidak bisa melihat jawaban Anda sekarang.</p><p>Dibaca pemerintah kota, tanpa nama Anda.</p>" +
          "<p>Petugas menerima rangkuman, paling cepat seminggu lagi.</p>",
      }, {
        type: "imagepicker", name: "score", titleLocation: "hidden", showLabel: true, imageFit: "contain",
        imageWidth: 240, imageHeight: 240, minImageWidth: 240, minImageHeight: 240,
        choices: words.map((text, i) => ({ value: i + 1, text, imageLink: face(i + 1) })),
      }],
    },
    {
      name: "why",
      title: "Apa alasannya?",
      description: "Penilaian Anda sudah tersimpan. Boleh pilih beberapa, boleh juga dilewati.",
      elements: [
        { type: "checkbox", name: "reasons", titleLocation: "hidden", colCount: 0,
          choices: ["Ramah dan sopan", "Penjelasannya jelas", "Sabar dan mau membantu", "Cepat dilayani", "Syaratnya mudah",
            "Selesai sekali datang", "Tempatnya bersih dan nyaman"] },
        { type: "radiogroup", name: "cause", title: "Ini tentang apa?", colCount: 0,
          choices: ["Petugas", "Aturan", "Antrean", "Tempat"] },
      ],
    },
  ],
  completedHtml: "<h3>Terima kasih</h3><p>Penilaian Anda sudah tersimpan.</p>" +
    "<p>Pemerintah kota membacanya bersama penilaian warga lain.</p>" +
    "<p>Petugas menerima rangkumannya, tanpa nama dan tanpa jam.</p>",
};

const element = document.getElementById("survey");
let thanked = false;

function begin() {
  thanked = false;
  const survey = new Survey.Model(questions);
  survey.onComplete.add(() => setTimeout(() => { thanked = true; }));  // after the click that completed it
  survey.render(element);
}

document.addEventListener("click", () => { if (thanked) begin(); });
begin();

// Only for the bench's rehearsal: tells where things are through the window's title, after each touch.
if (location.hash === "#rehearsal") {
  const middle = (selector, i = 0) => {
    const found = document.querySelectorAll(selector)[i]?.getBoundingClientRect();
    return found ? [Math.round(found.x + found.width / 2), Math.round(found.y + found.height / 2)] : null;
  };
  const tell = () => {
    document.title = JSON.stringify({
      face: middle(".sd-imagepicker__item", 4),
      reason: middle(".sd-checkbox", 0),
      cause: middle(".sd-radio", 2),
      done: middle(".sd-navigation__complete-btn"),
      thanks: thanked ? middle("#survey") : null,
    });
  };
  document.fonts.ready.then(() => setTimeout(tell, 100));
  document.addEventListener("click", () => setTimeout(tell, 100), true);
}
