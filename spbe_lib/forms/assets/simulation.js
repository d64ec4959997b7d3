// What is typed in the line of changes is what counts; the sliders write it, and follow it.
const box = this.closest(".spbe-loket");
if (box.dataset.geser) return;
box.dataset.geser = "ya";
const line = () => box.querySelector(".sim-isi input");
const changes = text => new Map(text.trim().split(/\s+/).filter(Boolean).map(each => each.split("=")));
const typed = () => changes(line().value);
const put = (part, text) => part.textContent === text || (part.textContent = text);
const tell = (slide, between) => {
  const value = between || slide.dataset.nilai.split(" ")[slide.value], row = slide.closest("tr");
  const words = value === "-" ? "belum dijawab" : `tingkat ${value}`;
  slide.getAttribute("aria-valuetext") === words || slide.setAttribute("aria-valuetext", words);
  put(row.querySelector("output"), value === "-" ? "–" : value);
  row.classList.toggle("sim-ubah", Boolean(between) || slide.value !== slide.dataset.dasar);
};
const write = slide => {
  const all = typed(), { butir, dasar, nilai } = slide.dataset;
  slide.value === dasar ? all.delete(butir) : all.set(butir, nilai.split(" ")[slide.value]);
  tell(slide);
  line().value = [...all].map(each => each.join("=")).join(" ");
  line().dispatchEvent(new Event("input", { bubbles: true }));
};
const follow = () => {
  const all = typed(), understood = changes(box.querySelector(".sim-bilah")?.dataset.terbaca || "");
  for (const slide of box.querySelectorAll(".sim-geser")) {
    const { butir, dasar, nilai } = slide.dataset, values = nilai.split(" ");
    const told = values.includes(all.get(butir)) ? all.get(butir) : understood.get(butir);
    const place = all.has(butir) && told ? values.indexOf(told) : Number(dasar);
    if (place >= 0 && Number(slide.value) !== place) slide.value = place;
    // A value between two levels has no place on the slider; it is told beside it.
    tell(slide, place < 0 && told);
  }
};
box.addEventListener("input", event => {
  if (event.target.matches(".sim-geser")) write(event.target);
  else if (event.target === line()) follow();
});
box.addEventListener("click", event => {
  const back = event.target.closest(".sim-ulang");
  if (!back) return;
  const slide = back.closest("tr").querySelector(".sim-geser");
  slide.value = slide.dataset.dasar;
  write(slide);
  slide.focus();
});
new MutationObserver(follow).observe(box, { childList: true, subtree: true });
