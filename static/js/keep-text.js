// Keeps what is typed into a field with data-keep in this tab until it is sent, and puts it back when a page with the
// same form opens again and the field is empty. data-keep-note="We put your unsent words back." is what it then says.
// The place is the path that the form is sent to, so that all pages on the way share the words.
// A page that says "it arrived" carries data-kept-clear="/threads/7/write/" (empty: the path of the page itself).
(function () {
  "use strict";

  const PREFIX = "kept:";

  function key(field) {
    const to = field.form ? field.form.getAttribute("action") : "";
    return PREFIX + new URL(to || "", window.location.href).pathname + ":" + field.name;
  }

  function forget(path) {
    const start = PREFIX + (path || window.location.pathname) + ":";
    Object.keys(sessionStorage).forEach(function (name) {
      if (name.startsWith(start)) sessionStorage.removeItem(name);
    });
  }

  function keep(field) {
    if (field.value) sessionStorage.setItem(key(field), field.value);
    else sessionStorage.removeItem(key(field));
  }

  function tell(field) {
    const note = document.createElement("p");
    note.className = "notice";
    note.setAttribute("role", "status");
    field.insertAdjacentElement("beforebegin", note);
    note.textContent = field.dataset.keepNote;
  }

  function start(field) {
    const kept = sessionStorage.getItem(key(field));
    if (kept && !field.value) {
      field.value = kept;
      field.dispatchEvent(new Event("input"));
      if (field.dataset.keepNote) tell(field);
    }
    field.addEventListener("input", function () { quietly(keep, field); });
  }

  // Storage may be switched off or full: then writing goes on without a net.
  function quietly(act, on) {
    try {
      act(on);
    } catch (refused) {
      return;
    }
  }

  document.querySelectorAll("[data-kept-clear]").forEach(function (sign) { quietly(forget, sign.dataset.keptClear); });
  document.querySelectorAll("[data-keep]").forEach(function (field) { quietly(start, field); });
})();
