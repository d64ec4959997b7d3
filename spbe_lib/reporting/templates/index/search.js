const field = document.querySelector("#cari");
const rows = [...document.querySelectorAll("li[data-cari]")];
const told = document.querySelector("#jumlah");
const search = () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const number = /^\d+[a-c]?$/;
  let shown = 0;
  for (const row of rows) {
    const text = row.dataset.cari;
    const tokens = text.split(/\s+/);
    row.hidden = !words.every((word) => (number.test(word) ? tokens.includes(word) : text.includes(word)));
    shown += row.hidden ? 0 : 1;
  }
  told.textContent = `${shown} dari ${rows.length} laporan`;
};
field.addEventListener("input", search);
field.closest("search").hidden = false;
search();
