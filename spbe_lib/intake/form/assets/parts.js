/* Parts of a card: proofs beside what they prove, and the requirements level by level. */

const LEVEL_COMPLETE = "terpenuhi";
const LEVEL_MISSING = "belum";
const NOT_ANSWERED = "belum dijawab";

/* A known title brings its number and date along. */
const fillFromKnown = (app, topic, entry, proof) => {
  const known = documentsIn(app.state).filter(({ described }) => simple(described.title) === simple(proof.title));
  const others = known.filter(({ name }) => name !== nameOfProof(app.state, proof));
  if (proof.number || proof.dated || others.length !== 1) return;
  const { number, dated } = others[0].described;
  Object.assign(proof, { number, dated });
  const place = `${topic}-bukti-${entry.evidence.indexOf(proof)}`;
  at(`${place}-number`).value = number;
  at(`${place}-dated`).value = dated;
};

const writeProof = (app, topic, entry, proof, key) => (value, isSettled) => {
  const before = nameOfProof(app.state, proof);
  proof[key] = value;
  carryAlong(app.state, before, proof);
  if (isSettled && key === "title") fillFromKnown(app, topic, entry, proof);
  app.changed(topic, isSettled);
};

const removeProof = (app, topic, entry, proof, block) => {
  entry.evidence.splice(entry.evidence.indexOf(proof), 1);
  drawProofs(app, topic, entry, block.closest(".kartu"));
  block.querySelector(".tambah").focus();
  app.changed(topic, true);
};

const addProof = (app, topic, entry, block) => {
  const fresh = { title: "", number: "", dated: "", page: "", requirement: block.dataset.syarat };
  entry.evidence.push(fresh);
  drawProofs(app, topic, entry, block.closest(".kartu"));
  at(`${topic}-bukti-${entry.evidence.length - 1}-title`).focus();
};

const proofRow = (app, topic, entry, proof, block) => {
  const place = entry.evidence.indexOf(proof);
  const line = ([key, label]) =>
    lineField({
      id: `${topic}-bukti-${place}-${key}`,
      label,
      value: proof[key],
      list: key === "title" ? "judul-dokumen" : null,
      write: writeProof(app, topic, entry, proof, key),
    });
  const name = `Data dukung ${place + 1}`;
  const remove = () => removeProof(app, topic, entry, proof, block);
  const button = h("button", { type: "button", class: "hapus", "aria-label": `Hapus ${name}`, click: remove }, "Hapus");
  return h("fieldset", { class: "bukti" }, h("legend", {}, name), PROOF_LABELS.map(line), button);
};

const drawBlock = (app, topic, entry, block) => {
  const mine = entry.evidence.filter((proof) => proof.requirement === block.dataset.syarat);
  const add = () => addProof(app, topic, entry, block);
  const label = `Tambah data dukung untuk ${block.dataset.nama}`;
  const button = h("button", { type: "button", class: "tambah", "aria-label": label, click: add }, "+ Data dukung");
  block.replaceChildren(...mine.map((proof) => proofRow(app, topic, entry, proof, block)), button);
};

const drawProofs = (app, topic, entry, card) => {
  for (const block of card.querySelectorAll(".dukungan")) drawBlock(app, topic, entry, block);
};

const proofBlock = (requirement, name) => h("div", { class: "dukungan", "data-syarat": requirement, "data-nama": name });

const requirementPart = (app, item, answer, each) => {
  const id = `${item.code}-${each.code}`;
  const tick = (event) => {
    answer.ticked[event.target.checked ? "add" : "delete"](each.code);
    app.changed(item.code, true);
  };
  const box = h("input", { type: "checkbox", id, checked: answer.ticked.has(each.code), change: tick });
  return h(
    "div",
    { class: "syarat" },
    h("label", { for: id, class: "centang" }, box, h("span", {}, h("b", {}, `${each.label}. `), each.text)),
    listOf(each.elements, "unsur"),
    said("Contoh", each.examples),
    said("Data dukung misalnya", each.evidence),
    proofBlock(each.code, each.label)
  );
};

const levelPart = (app, item, answer, level) =>
  h(
    "fieldset",
    { class: "tingkat", id: `${item.code}-tingkat-${level.value}` },
    h("legend", {}, level.name, " ", h("span", { class: "keadaan" })),
    said("Bukti awal misalnya", level.early),
    level.requirements.map((each) => requirementPart(app, item, answer, each)),
    level.limit ? h("p", { class: "batas" }, h("b", {}, "Batas: "), level.limit, " (Untuk dibaca; tidak dicentang.)") : null
  );

const scaleName = (item, value) => {
  const [, name] = item.scale.find(([each]) => each === value) ?? [];
  return name ? `Tingkat ${value} – ${name}` : `Tingkat ${value}`;
};

const stateOfLevel = (level, climbed, answer) => {
  if (!answer.ticked.size) return "";
  if (climbed.held.includes(level.value)) return LEVEL_COMPLETE;
  const isUnsupported = climbed.unsupported.includes(level.value) && level.requirements.length;
  return isUnsupported ? `lengkap, tetapi belum dihitung: bertumpu pada Tingkat ${level.rests}, yang belum lengkap` : LEVEL_MISSING;
};

/* The level that is proposed, in a word for the head of a card and in sentences for its inside. */
const proposal = (data, item, answer) => {
  const given = answer.level.trim();
  if (!item.levels || !answer.ticked.size) {
    if (given) return { short: `Tingkat ${given}`, long: `${scaleName(item, given)} (diisi langsung)`, more: "" };
    const how = item.levels ? "Centang syarat yang terpenuhi, mulai dari tingkat terendah." : "Isi tingkatnya di bawah.";
    return { short: NOT_ANSWERED, long: "Belum dijawab", more: how };
  }
  const { value, held, first } = climb(item.levels, answer.ticked, data.lowest);
  const least = held.length ? "" : " Belum ada tingkat yang lengkap.";
  const missing = first ? `Syarat pertama yang belum: ${first.label} – ${first.text}` : "Semua syarat terpenuhi.";
  return { short: `Tingkat ${value}`, long: `${scaleName(item, value)} (menurut centang)`, more: `${missing}${least}` };
};

const showLadder = (data, item, answer, card) => {
  const told = proposal(data, item, answer);
  const box = card.querySelector(".hasil");
  box.replaceChildren(h("b", {}, told.long), h("span", {}, told.more));
  const climbed = climb(item.levels ?? [], answer.ticked, data.lowest);
  for (const level of item.levels ?? []) {
    const state = stateOfLevel(level, climbed, answer);
    const part = at(`${item.code}-tingkat-${level.value}`);
    part.querySelector(".keadaan").textContent = state;
    part.dataset.keadaan = state === LEVEL_COMPLETE ? "ya" : state.startsWith("lengkap") ? "gantung" : "belum";
  }
};
