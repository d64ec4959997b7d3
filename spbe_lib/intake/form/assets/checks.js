/* What is wrong or strange in the answers, each with the field that it is about (its element's id).
   A fault keeps the importer from taking the file; a question does not. */

const SECRET_TOLD = [
  "isinya tampak seperti kata sandi atau akun, sehingga tidak disimpan",
  "Hapus, ganti kata sandinya, dan sampaikan akun uji langsung kepada Tim",
];
const FIRST_YEAR = 1945;
const LAST_YEAR = 2100;

const fault = (topic, id, label, [what, remedy]) => ({ topic, id, label, what, remedy, isFault: true });
const question = (topic, id, label, what) => ({ topic, id, label, what, remedy: "", isFault: false });

const textFault = (data, text) => {
  const hidden = hiddenSigns(text);
  const length = [...text].length;
  if (hidden.length) {
    const signs = hidden.slice(0, 3).join(", ");
    return [`ada tanda tak terlihat yang mengendalikan atau membalik teks (${signs})`, "Ketik ulang isinya"];
  }
  if (length > data.longest) {
    const most = data.longest.toLocaleString("id");
    return [`teks ini ${length.toLocaleString("id")} huruf, paling banyak ${most}`, "Ringkas, dan rujuk dokumennya"];
  }
  return looksSecret(text) ? SECRET_TOLD : null;
};

const textProblems = (data, topic, place, fields, content) =>
  fields.flatMap(([key, label]) => {
    const found = textFault(data, content[key] ?? "");
    return found ? [fault(topic, `${topic}-${key}`, `${place}, ${label}`, found)] : [];
  });

const PROOF_LABELS = [["title", "Judul"], ["number", "Nomor"], ["dated", "Tanggal"], ["page", "Halaman/pasal"]];

const datedFault = (text) => [
  `'${text.trim().slice(0, 20)}' bukan tanggal`,
  "Misalnya 12 Maret 2024, 12/03/2024, Maret 2024, atau 2024; kosongkan bila tidak bertanggal",
];

const proofProblems = (data, topic, place, proofs) =>
  proofs.flatMap((proof, at) => {
    const here = `${topic}-bukti-${at}`;
    const name = `${place}, Data dukung ${at + 1}`;
    const found = PROOF_LABELS.flatMap(([key, label]) => {
      const told = textFault(data, proof[key]);
      return told ? [fault(topic, `${here}-${key}`, `${name}, ${label}`, told)] : [];
    });
    if (!isDated(proof.dated)) found.push(fault(topic, `${here}-dated`, `${name}, Tanggal`, datedFault(proof.dated)));
    if (!isEmptyProof(proof) && !proof.title.trim()) {
      const told = ["judul data dukung masih kosong", "Isi judulnya, atau hapus data dukung ini"];
      found.unshift(fault(topic, `${here}-title`, `${name}, Judul`, told));
    }
    return found;
  });

const divisor = (one, other) => (other ? divisor(other, one % other) : one);

/* Whether a text is a level of this item: records/assessment_file.read_value. */
const isLevel = (item, text) => {
  const levels = item.scale.map(([value]) => Number(value));
  const within = (value) => Math.min(...levels) <= value && value <= Math.max(...levels);
  if (/^[0-9]$/.test(text)) return within(Number(text));
  if (!item.fractions) return false;
  const [, above, below] = /^([0-9]{1,4})\/([1-9][0-9]{0,3})$/.exec(text) ?? [];
  if (above) return item.fractions % (below / divisor(Number(above), Number(below))) === 0 && within(above / below);
  return /^[0-9][.,][0-9]+$/.test(text) && text.length === 2 + item.digits && within(Number(text.replace(",", ".")));
};

const levelProblems = (data, item, place, answer) => {
  const text = answer.level.trim();
  const id = `${item.code}-level`;
  const label = `${place}, Tingkat`;
  if (!text) return [];
  if (!isLevel(item, text)) return [fault(item.code, id, label, [`'${text.slice(0, 20)}' bukan tingkat`, item.allowed])];
  if (!item.levels) return [];
  const given = `tingkat ${text} diisi langsung`;
  if (!answer.ticked.size) {
    return [question(item.code, id, label, `${given} tanpa satu pun centang. Syarat mana yang terpenuhi?`)];
  }
  const { value } = climb(item.levels, answer.ticked, data.lowest);
  if (value === text) return [];
  const what = `${given}, sedangkan centang menghasilkan ${value}. Mana yang benar? Yang dihitung ialah centang.`;
  return [question(item.code, id, label, what)];
};

const ladderProblems = (data, item, place, answer) => {
  if (!item.levels || !answer.ticked.size) return [];
  const { unsupported } = climb(item.levels, answer.ticked, data.lowest);
  return item.levels
    .filter((level) => level.requirements.length && unsupported.includes(level.value))
    .map((level) => {
      const what = `tingkat ${level.value} dicentang lengkap, tetapi tingkat ${level.rests}, tumpuannya, belum. Apa yang kurang?`;
      return question(item.code, `${item.code}-${level.requirements[0].code}`, place, what);
    });
};

const itemProblems = (data, item, answer) => {
  const place = `Indikator ${item.code}`;
  return [
    ...ladderProblems(data, item, place, answer),
    ...levelProblems(data, item, place, answer),
    ...textProblems(data, item.code, place, data.words.fields, answer),
    ...proofProblems(data, item.code, place, answer.evidence),
  ];
};

const factProblems = (data, obligation, fact) => {
  const { code } = obligation;
  const place = `Kewajiban bersama ${obligation.label}`;
  const found = [
    ...textProblems(data, code, place, [["note", "Keterangan"]], fact),
    ...proofProblems(data, code, place, fact.evidence),
  ];
  if (fact.answer === "not_applicable" && !fact.note.trim()) {
    const what = "jawabannya 'tidak berlaku', tetapi Keterangan kosong. Apa alasannya?";
    found.push(question(code, `${code}-note`, `${place}, Keterangan`, what));
  }
  return found;
};

const isYear = (text) => /^\d{4}$/.test(text) && FIRST_YEAR <= Number(text) && Number(text) <= LAST_YEAR;

const dayFault = (text) => {
  const day = readDay(text);
  if (!text.trim() || isYear(day.slice(0, 4))) return null;
  if (day) return ["tahun tanggal ini tidak lazim", "Periksa tahunnya"];
  return [`'${text.trim().slice(0, 20)}' bukan tanggal yang ada`, "Misalnya 12 Maret 2024, 12/03/2024, atau 2024-03-12"];
};

const documentProblems = (data, { described }, at) => {
  const topic = `dokumen-${at}`;
  const place = `Data dukung '${described.title.slice(0, 40)}'`;
  const found = textProblems(data, topic, place, data.words.documents.filter(([key]) => key !== "title"), described);
  const tell = (key, label, told) => found.push(fault(topic, `${topic}-${key}`, `${place}, ${label}`, told));
  if (!isDated(described.dated)) tell("dated", "Tanggal", datedFault(described.dated));
  const year = described.year.trim();
  if (year && !isYear(year)) tell("year", "Tahun", [`'${year.slice(0, 20)}' bukan tahun`, "Satu tahun, misalnya 2024"]);
  const wrongDay = dayFault(described.valid_until);
  if (wrongDay) tell("valid_until", "Berlaku sampai", wrongDay);
  if (described.link.trim() && !/^https?:\/\/[^\s/]+\S*$/i.test(described.link.trim())) {
    tell("link", "Tautan", ["ini bukan tautan", "Awali dengan https://, tanpa spasi"]);
  }
  return found;
};

const signedProblems = (data, signed) => {
  const found = textProblems(data, "sah", "Pengesahan", data.words.signers, signed);
  const wrongDay = dayFault(signed.day);
  if (wrongDay) found.push(fault("sah", "sah-day", "Pengesahan, Tanggal", wrongDay));
  if (signed.nip.trim() && !/^[0-9]{18}$/.test(signed.nip.replace(/\s/g, ""))) {
    const told = [`'${signed.nip.trim().slice(0, 20)}' bukan NIP`, "18 angka; kosongkan bila tidak ada"];
    found.push(fault("sah", "sah-nip", "Pengesahan, NIP", told));
  }
  if (!signed.name.trim() && (signed.nip.trim() || signed.position.trim() || signed.day.trim())) {
    const what = "NIP, jabatan, atau tanggal sudah diisi, tetapi nama yang menyetujui belum. Siapa yang menyetujui?";
    found.push(question("sah", "sah-name", "Pengesahan, Disetujui oleh", what));
  }
  return found;
};

const allProblems = (data, state) => [
  ...data.items.flatMap((item) => itemProblems(data, item, state.responses.get(item.code))),
  ...data.obligations.flatMap((each) => factProblems(data, each, state.facts.get(each.code))),
  ...documentsIn(state).flatMap((each, at) => documentProblems(data, each, at)),
  ...signedProblems(data, state.signed),
];
