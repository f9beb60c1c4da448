// Leaves the site at once: by the "Leave this site quickly" link, or by pressing Escape three times within two seconds.
// Blanks the page first, and replaces this page in the history, so that "back" does not lead to it.
// Without JavaScript the link is an ordinary one.
(function () {
  "use strict";

  const link = document.querySelector("a.leave");
  if (!link) return;

  const TIMES = 3;
  const WITHIN_MS = 2000;
  let presses = [];

  function leave() {
    document.body.hidden = true;
    document.title = "";
    window.location.replace(link.href);
  }

  link.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.repeat || event.isComposing) return;
    presses.push(event.timeStamp);
    presses = presses.slice(-TIMES);
    if (presses.length === TIMES && presses[TIMES - 1] - presses[0] < WITHIN_MS) leave();
  });

  // A page taken out of the browser's memory must not stay blank.
  window.addEventListener("pageshow", function () {
    document.body.hidden = false;
  });
})();
