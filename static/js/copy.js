// Makes <button type="button" data-copy="#receipt" data-copied="Copied" hidden> copy what #receipt shows or holds.
// The button is hidden in the page, since without JavaScript it could do nothing.
(function () {
  "use strict";

  function select(target) {
    if (typeof target.select === "function") {
      target.focus();
      target.select();
      return;
    }
    const range = document.createRange();
    range.selectNodeContents(target);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(target) {
    const text = "value" in target ? target.value : target.textContent.trim();
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Plain http and older browsers: the selection stays, so that the person can still copy by hand.
    select(target);
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("copy refused"));
  }

  function start(button) {
    const target = document.querySelector(button.dataset.copy);
    if (!target) return;
    const answer = document.createElement("span");
    answer.setAttribute("role", "status");
    answer.className = "quiet";
    button.insertAdjacentElement("afterend", answer);
    button.hidden = false;
    button.addEventListener("click", function () {
      answer.textContent = "";
      copy(target).then(
        function () { answer.textContent = button.dataset.copied || "✓"; },
        function () { select(target); }
      );
    });
  }

  document.querySelectorAll("button[data-copy]").forEach(start);
})();
