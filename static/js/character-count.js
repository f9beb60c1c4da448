// Says below <textarea data-max="10000"> how many characters are left, and says it aloud once typing pauses.
// Words come from the page: data-left="%n characters left", data-over="%n characters too many".
// The server counts again; this only spares a surprise.
(function () {
  "use strict";

  const PAUSE_MS = 1000;

  // The server counts code points, with a line break as one.
  function length(text) {
    return Array.from(text).length;
  }

  function start(area) {
    const max = Number(area.dataset.max);
    if (!(max > 0)) return;
    const seen = document.createElement("p");
    const heard = document.createElement("p");
    let timer = 0;
    seen.className = "form-text count";
    seen.setAttribute("aria-hidden", "true");
    heard.className = "visually-hidden";
    heard.setAttribute("role", "status");
    area.insertAdjacentElement("afterend", heard);
    area.insertAdjacentElement("afterend", seen);

    function words() {
      const left = max - length(area.value);
      const sentence = left < 0 ? area.dataset.over || "%n characters too many" : area.dataset.left || "%n characters left";
      return sentence.replace("%n", Math.abs(left).toLocaleString(document.documentElement.lang || undefined));
    }

    function show() {
      seen.textContent = words();
      seen.classList.toggle("text-danger", length(area.value) > max);
    }

    area.addEventListener("input", function () {
      show();
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { heard.textContent = words(); }, PAUSE_MS);
    });
    show();
  }

  document.querySelectorAll("textarea[data-max]").forEach(start);
})();
