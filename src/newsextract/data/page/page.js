"use strict";
// Marks carry the ids of what they belong to, rows the id of what they show: pointing at one lights the others.
const lit = new Set();
function light(ids) {
  for (const element of lit) element.classList.remove("lit");
  lit.clear();
  for (const id of ids)
    for (const element of document.querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`)) {
      element.classList.add("lit");
      lit.add(element);
    }
}
for (const kind of ["pointerover", "focusin"])
  document.addEventListener(kind, (event) => {
    const holder = event.target instanceof Element && event.target.closest("[data-ids]");
    light(holder ? holder.dataset.ids.split(" ") : []);
  });
