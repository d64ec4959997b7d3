/* Check, save, load, clear; and the start of it all. */

const told = (text, isBad) => {
  at("kabar").textContent = text;
  at("kabar").className = isBad ? "salah" : "kabar";
  at("kabar").hidden = false;
};

const saveFile = (isDraft) => {
  const content = contentNow();
  const name = fileName(app.data, isDraft);
  offerFile(name, fileText(isDraft ? { ...content, draft: true } : content));
  at("masalah").hidden = true;
  const how = isDraft
    ? "Berkas ini hanya untuk dilanjutkan; ia belum dapat dikirim."
    : "Kirim berkas itu lewat WhatsApp (sebagai dokumen) atau surel. Jangan diubah isinya.";
  told(`Berkas ${name} disimpan di folder unduhan. ${how}`, false);
};

const goTo = ({ topic, id }) => {
  const card = at(`butir-${topic}`);
  if (card) card.hidden = false;
  const item = app.data.items.find(({ code }) => code === topic);
  if (card?.tagName === "DETAILS") card.open = true;
  if (item) fillItem(app, item, card);
  else card?.dispatchEvent(new Event("toggle"));
  const control = at(id) ?? card;
  const folded = control?.closest("details.lipat");
  if (folded) folded.open = true;
  control?.scrollIntoView({ block: "center" });
  control?.focus();
};

const problemLine = (each) => {
  const jump = h("button", { type: "button", class: "tautan", click: () => goTo(each) }, each.label);
  return h("li", {}, jump, sentence(each));
};

const problemList = (title, problems) =>
  problems.length ? [h("h3", {}, title), h("ul", {}, problems.map(problemLine))] : [];

const showAllProblems = (problems) => {
  const faults = problems.filter(({ isFault }) => isFault);
  const questions = problems.filter(({ isFault }) => !isFault);
  const go = faults.length
    ? h("button", { type: "button", click: () => saveFile(true) }, "Simpan sebagai draf saja")
    : h("button", { type: "button", class: "utama", click: () => saveFile(false) }, "Simpan apa adanya");
  const panel = at("masalah");
  panel.replaceChildren(
    h("h2", { id: "masalah-judul" }, "Yang perlu diperiksa sebelum disimpan"),
    ...problemList(`Harus diperbaiki (${faults.length})`, faults),
    ...problemList(`Pertanyaan, boleh tetap dikirim (${questions.length})`, questions),
    h("div", { class: "tombol" }, go)
  );
  panel.hidden = false;
  panel.focus();
  panel.scrollIntoView({ block: "start" });
};

const checkAndSave = () => {
  keepAtOnce();
  at("kabar").hidden = true;
  const problems = allProblems(app.data, app.state);
  for (const card of document.querySelectorAll("[data-butir]")) showTopic(card.dataset.butir, true);
  showRest("sah");
  showDocumentProblems();
  if (problems.length) showAllProblems(problems);
  else if (isBlank(contentNow())) told("Belum ada yang diisi atau diubah, jadi belum ada yang perlu dikirim.", false);
  else saveFile(false);
};

const takeFile = (content) => {
  const act = () => {
    continueWith(content);
    told("Berkas dimuat; lanjutkan mengisi di sini.", false);
  };
  const lines = [];
  if (!isBlank(contentNow())) lines.push("Jawaban yang sekarang ada di halaman ini akan diganti dengan isi berkas itu.");
  if (pageOf(content) !== app.page) lines.push("Berkas itu dibuat dari formulir yang lebih lama.", outdatedTold(content));
  if (lines.length) ask("Muat berkas jawaban?", lines, [["Muat berkas", act], ["Batal", () => {}]]);
  else act();
};

const loadFile = async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const { content, refusal } = readFileText(app.data, await file.text());
  event.target.value = "";
  if (refusal) told(refusal, true);
  else takeFile(content);
};

const clearDraft = () =>
  ask(
    "Kosongkan draf?",
    ["Semua isian yang belum disimpan sebagai berkas hilang. Jawaban yang sudah diterima Tim tetap ada."],
    [["Kosongkan", startAfresh], ["Batal", () => {}]]
  );

const otherTab = (event) => {
  if (event.key !== app.key || app.isPaused) return;
  app.isPaused = true;
  clearTimeout(app.timer);
  tellDraft("Formulir ini juga diisi di tab lain. Tutup tab ini, atau muat ulang untuk melanjutkan dari sana.", true);
};

at("cari").addEventListener("input", search);
at("saring").addEventListener("change", search);
at("simpan").addEventListener("click", checkAndSave);
at("berkas").addEventListener("change", loadFile);
at("kosongkan").addEventListener("click", clearDraft);
at("tanya").addEventListener("cancel", (event) => app.isPaused && event.preventDefault());
window.addEventListener("pagehide", keepAtOnce);
document.addEventListener("visibilitychange", keepAtOnce);
window.addEventListener("storage", otherTab);
restore();
draw();
at("mulai").hidden = true;
at("isian").hidden = false;
